import { restartApp } from "../fixes/app.ts";
import type { CauseKnowledge } from "./cause.ts";
import { atVault, is, noEndpoint } from "./condition.ts";

const webhook = "azure-workload-identity: the webhook sets the variables in labelled pods";

/** Both variables of App Service's endpoint are in the process. */
const endpointIsSet = (env: Record<string, string | null>): boolean => !!env.IDENTITY_ENDPOINT && !!env.IDENTITY_HEADER;

export const identityEndpointNotInProcess: CauseKnowledge = {
  title: "The process cannot see the identity endpoint",
  meaning:
    "The app has an identity, but this process lacks IDENTITY_ENDPOINT and IDENTITY_HEADER or holds something else in them: it was not restarted, runs outside the app's container, or lost its environment.",
  next: "Restart the app, so that the process gets IDENTITY_ENDPOINT and IDENTITY_HEADER.",
  gate: "token",
  rules: [
    [-0.8, "environment-showed", { facts: { env: endpointIsSet }, none: ["endpoint-variable-invalid"] }, "the variables are there"],
    [
      0.5,
      "environment-showed",
      {
        any: ["managed-identity-failed", "imds-unavailable", "workload-identity-not-injected"],
        knownStage: ["token"],
        facts: { host: is.one("aks"), env: (env) => env.AZURE_FEDERATED_TOKEN_FILE === null },
      },
      webhook,
    ],
    [
      0.9,
      "environment-showed",
      {
        any: ["managed-identity-switched-off"],
        stage: ["token", "config", ...atVault],
        none: ["endpoint-loads-none", "endpoint-id-not-found", "rbac-denied", "policy-denied"],
      },
      "App Service keeps the endpoint's variables from the process when WEBSITE_DISABLE_MSI is true",
    ],
    [
      -0.8,
      "endpoint-said",
      { status: [401, 403, 405, 429, 500], knownStage: ["token"], none: ["imds-dial-error"] },
      "something answered with a status, so the endpoint is there",
    ],
    [
      0.35,
      "environment-showed",
      { any: ["endpoint-variables-missing"] },
      "Microsoft Learn, How to use managed identities for App Service and Azure Functions",
    ],
    [0.22, "inferred", { any: ["imds-unavailable", "imds-forbidden-socket"] }, "the library fell through to 169.254.169.254"],
    [0.7, "arm-showed", { any: noEndpoint, facts: { systemAssigned: is.yes } }],
    [0.7, "arm-showed", { any: noEndpoint, facts: { userAssignedCount: is.over(0) } }],
    [0.85, "environment-showed", { any: ["endpoint-variable-invalid"] }],
    [0.8, "environment-showed", { any: ["workload-identity-not-injected"] }, webhook],
    [0.4, "environment-showed", { any: noEndpoint, facts: { restartFixes: is.yes } }, "a running process keeps its old environment"],
    [-0.7, "arm-showed", { facts: { systemAssigned: is.no, userAssignedCount: is.none } }],
    [-0.7, "environment-showed", { facts: { host: is.one("local", "vm", "arc", "pipeline") } }, "these hosts use no endpoint variables"],
  ],
  alike: [
    { cause: "no-identity-on-host", ask: ["systemAssigned", "userAssignedCount"], when: { any: noEndpoint } },
    {
      cause: "library-cannot-use-identity",
      ask: ["env", "library"],
      settledBy: ["env"],
      when: { any: ["workload-identity-not-injected"] },
    },
    {
      cause: "library-cannot-use-identity",
      ask: ["env", "restartFixes"],
      when: { any: ["imds-unavailable", "endpoint-variables-missing"], facts: { library: () => true } },
    },
  ],
  fix: restartApp,
};
