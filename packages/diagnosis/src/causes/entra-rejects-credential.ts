import { setSetting } from "../fixes/app-settings.ts";
import type { FixMaker } from "../fixes/fix-draft.ts";
import type { CauseKnowledge } from "./cause.ts";
import { is } from "./condition.ts";

const codes = "Microsoft Entra authentication error codes";

const fix: FixMaker = (context) => ({
  ...setSetting(context, "AZURE_TOKEN_CREDENTIALS", "ManagedIdentityCredential"),
  summary:
    "Let DefaultAzureCredential use the managed identity only, or repair the secret, certificate or federated record that Entra refuses.",
  note: "Older libraries do not know this setting: there AZURE_CLIENT_SECRET, AZURE_CLIENT_CERTIFICATE_PATH or AppKey must go, which cannot be undone without their values.",
  condition: "If the managed identity is what this app is meant to use",
});

export const entraRejectsCredential: CauseKnowledge = {
  title: "Microsoft Entra ID refuses another credential that came first",
  meaning:
    "A service principal's secret or certificate, or a federated token, is tried instead of a managed identity, and Entra refuses it.",
  next: "Take the credential that Microsoft Entra ID refuses out of the app's settings, or repair it.",
  gate: "token",
  rules: [
    [
      -0.8,
      "environment-showed",
      { all: ["entra-client-not-a-guid", "connection-string-suspicious"] },
      "Entra was sent the string's placeholder",
    ],
    [
      0.8,
      "environment-showed",
      { all: ["library-parse-failed", "federation-configured"], stage: ["token"] },
      "DefaultAzureCredential tries workload identity before the managed identity",
    ],
    [-0.35, "environment-showed", { facts: { selectedId: is.one("principal-id") } }],
    [
      -0.8,
      "endpoint-said",
      { any: ["endpoint-id-not-found", "endpoint-loads-none", "imds-identity-not-found"], none: ["entra-client-not-in-tenant"] },
      "MSAL repeats the endpoint's refusal under a code of Entra's",
    ],
    [0.88, "token-said", { any: ["entra-refused-client", "entra-refused-assertion"] }, codes],
    [0.8, "token-said", { any: ["entra-tenant-unknown", "entra-client-not-in-tenant"] }, codes],
    [
      0.25,
      "environment-showed",
      { all: ["credential-service-principal"], knownStage: ["token"], none: ["entra-resource-unknown", "entra-scope-invalid"] },
    ],
  ],
  alike: [
    { cause: "wrong-identity-selected" },
    { cause: "principal-id-used-as-client-id" },
    {
      cause: "connection-string-malformed",
      ask: ["systemAssigned", "userAssignedCount"],
      settledBy: ["userAssignedCount", "systemAssigned"],
      when: { any: ["connection-string-present"] },
    },
  ],
  fix,
};
