import { assignIdentity } from "../fixes/app.ts";
import type { CauseKnowledge } from "./cause.ts";
import { atVault, blankId, comesAndGoes, endpointRefusals, idSent, is, noId } from "./condition.ts";

const noIdWasSent = "no id was sent";
const learn = "Microsoft Learn, REST endpoint reference of managed identities for App Service";

export const clientIdNotAssigned: CauseKnowledge = {
  title: "The selected identity is not assigned to this app",
  meaning:
    "The request names an identity that this app and slot does not have: another app's, an app registration's, an empty string, or one that was deleted and created anew.",
  next: "Assign the identity to this app and slot, or correct the Client ID in the setting that names it.",
  gate: "token",
  rules: [
    [-0.85, "endpoint-said", { any: ["endpoint-several-identities", "client-id-ignored"] }, noIdWasSent],
    [-0.7, "inferred", { facts: comesAndGoes }, "a setting that is wrong is wrong all the time"],
    [
      -0.5,
      "environment-showed",
      { all: ["federation-configured"], any: ["imds-identity-not-found", "about-imds"] },
      "the client overlooks the federated token",
    ],
    [
      0.5,
      "endpoint-said",
      { any: ["imds-identity-not-found"], facts: { host: is.one("vm", "aks"), userAssignedCount: is.over(0) } },
      "without an id IMDS takes the only identity, so an id was sent",
    ],
    [0.7, "endpoint-said", { any: ["endpoint-id-not-found"] }, learn],
    [0.65, "endpoint-said", { any: ["imds-identity-not-found"] }, "IMDS error text"],
    [0.55, "endpoint-said", { any: ["endpoint-identity-not-assigned"] }, "Azure Identity's wording for a 400 of IMDS"],
    [
      0.85,
      "arm-showed",
      {
        facts: { selectedIdAssigned: is.no },
        stage: ["token", ...atVault, "config", "reference"],
        none: ["rbac-denied", "policy-denied"],
      },
    ],
    [
      0.85,
      "environment-showed",
      { facts: { selectedId: blankId }, stage: ["token", ...atVault, "config"] },
      "an empty id is not no id to older libraries",
    ],
    [0.85, "environment-showed", { any: ["client-id-blank"] }, "Azure Identity for .NET"],
    [0.85, "arm-showed", { any: endpointRefusals, all: ["attachment-dead"] }],
    [0.7, "endpoint-said", { any: ["pod-identity-unassigned"] }, "AAD Pod Identity, troubleshooting"],
    [0.4, "endpoint-said", { any: endpointRefusals, facts: { selectedId: idSent }, unless: { selectedIdAssigned: is.yes } }],
    [0.25, "endpoint-said", { any: ["endpoint-bad-request"] }, learn],
    [-0.8, "environment-showed", { facts: { selectedId: noId } }, noIdWasSent],
    [-0.85, "arm-showed", { facts: { selectedIdAssigned: is.yes } }],
  ],
  alike: [
    {
      cause: "user-assigned-not-selected",
      ask: ["selectedId", "selectedIdAssigned"],
      settledBy: ["selectedId", "selectedIdAssigned", "userAssignedCount"],
      when: {
        any: [
          "endpoint-loads-none",
          "endpoint-id-not-found",
          "imds-identity-not-found",
          "endpoint-identity-not-assigned",
          "endpoint-bad-request",
        ],
        none: ["client-id-blank"],
      },
    },
    {
      cause: "principal-id-used-as-client-id",
      ask: ["selectedId", "selectedIdAssigned"],
      settledBy: ["selectedId", "selectedIdAssigned", "userAssignedCount"],
      when: { any: ["endpoint-id-not-found"] },
    },
    {
      cause: "identity-endpoint-failing",
      ask: ["selectedIdAssigned", "intermittent"],
      settledBy: ["selectedIdAssigned"],
      when: { any: ["pod-identity-unassigned"], status: [403, 404] },
    },
    {
      cause: "library-cannot-use-identity",
      ask: ["selectedIdAssigned", "library"],
      settledBy: ["selectedIdAssigned"],
      when: {
        any: ["endpoint-bad-request", "endpoint-id-not-found"],
        none: ["attachment-dead"],
        unless: { selectedId: (id) => id === "none" || id === "blank" },
      },
    },
  ],
  fix: assignIdentity,
};
