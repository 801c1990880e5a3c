import { selectIdentity } from "../fixes/app-settings.ts";
import type { CauseKnowledge } from "./cause.ts";
import { blankId, comesAndGoes, endpointRefusals, idSent, is, noId } from "./condition.ts";

const learn = "Microsoft Learn, REST endpoint reference of managed identities for App Service";

export const userAssignedNotSelected: CauseKnowledge = {
  title: "A user-assigned identity is present, and none is selected",
  meaning:
    "The token request names no identity. App Service then means the system-assigned one, which is off; other hosts cannot choose among several.",
  next: "Select an identity: set AZURE_CLIENT_ID to the Client ID of one that is assigned, or switch the system-assigned identity on.",
  gate: "token",
  rules: [
    [
      -0.7,
      "endpoint-said",
      { any: ["imds-identity-not-found"], facts: { host: is.one("vm", "aks"), userAssignedCount: is.over(0) } },
      "without an id IMDS takes the only identity, so an id was sent",
    ],
    [0.75, "endpoint-said", { any: ["endpoint-loads-none"], none: ["client-id-blank"] }, learn],
    [0.92, "endpoint-said", { any: ["endpoint-several-identities"] }, "IMDS error text"],
    [0.85, "arm-showed", { any: endpointRefusals, facts: { selectedId: noId, userAssignedCount: is.over(0) } }, learn],
    [0.75, "endpoint-said", { status: [400], stage: ["token"], facts: { selectedId: noId, userAssignedCount: is.over(0) } }, learn],
    [
      0.6,
      "arm-showed",
      { knownStage: ["token"], facts: { selectedId: noId, userAssignedCount: is.over(1) } },
      "IMDS refuses when several are attached",
    ],
    [
      0.4,
      "arm-showed",
      {
        knownStage: ["token"],
        facts: { systemAssigned: is.no, userAssignedCount: is.over(0) },
        unless: { selectedId: idSent },
        none: ["endpoint-variables-missing", "imds-unavailable"],
      },
      learn,
    ],
    [
      0.3,
      "endpoint-said",
      { any: ["endpoint-id-not-found", "imds-identity-not-found", "endpoint-identity-not-assigned"], unless: { selectedId: idSent } },
      "an older worker says so without an id too",
    ],
    [0.3, "endpoint-said", { any: ["endpoint-bad-request"], unless: { selectedId: idSent } }, learn],
    [0.25, "inferred", { any: ["managed-identity-failed"], status: [400] }, learn],
    [-0.85, "environment-showed", { facts: { selectedId: idSent }, none: ["endpoint-several-identities"] }],
    [-0.6, "environment-showed", { facts: { selectedId: blankId }, none: ["endpoint-several-identities"] }],
    [
      0.85,
      "environment-showed",
      { any: endpointRefusals, all: ["client-id-ignored"] },
      "ManagedIdentityCredential reads no AZURE_CLIENT_ID",
    ],
    [-0.7, "inferred", { facts: comesAndGoes }, "a setting that is wrong is wrong all the time"],
    [
      -0.5,
      "arm-showed",
      { facts: { systemAssigned: is.yes, userAssignedCount: is.under(2) }, none: ["endpoint-several-identities"] },
      "no id then means the system-assigned identity",
    ],
  ],
  alike: [
    {
      cause: "client-id-not-assigned",
      ask: ["selectedId", "userAssignedCount"],
      settledBy: ["selectedId", "selectedIdAssigned"],
      when: {
        any: endpointRefusals,
        none: ["endpoint-several-identities"],
      },
    },
    { cause: "library-cannot-use-identity" },
  ],
  fix: selectIdentity,
};
