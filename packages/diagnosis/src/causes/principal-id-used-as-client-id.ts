import { selectIdentity } from "../fixes/app-settings.ts";
import type { CauseKnowledge } from "./cause.ts";
import { atVault, is } from "./condition.ts";

export const principalIdUsedAsClientId: CauseKnowledge = {
  title: "The object (principal) ID stands where the Client ID belongs",
  meaning: "A token request names the Client ID. The value given is the identity's object (principal) ID.",
  next: "Put the identity's Client ID where its Object (principal) ID stands.",
  gate: "token",
  rules: [
    [-0.85, "token-said", { any: ["entra-client-not-a-guid"] }, "an object ID is a GUID"],
    [0.9, "token-said", { any: ["entra-client-not-in-tenant"], facts: { selectedId: is.one("principal-id") } }],
    [0.6, "environment-showed", { facts: { selectedId: is.one("principal-id"), selectedIdAssigned: is.yes }, knownStage: ["token"] }],
    [0.95, "arm-showed", { any: ["selector-is-principal-id"] }],
    [
      0.85,
      "environment-showed",
      {
        facts: { selectedId: is.one("principal-id") },
        unless: { selectedIdAssigned: is.yes },
        stage: ["token", ...atVault, "config"],
        none: ["vault-forbidden"],
      },
    ],
    [
      0.12,
      "inferred",
      {
        any: ["endpoint-id-not-found", "imds-identity-not-found", "entra-client-not-in-tenant"],
        unless: { selectedId: is.one("none", "blank", "client-id") },
      },
    ],
  ],
  alike: [
    { cause: "client-id-not-assigned", ask: ["selectedIdAssigned"], when: { none: ["selector-is-principal-id"] } },
    { cause: "library-cannot-use-identity" },
    {
      cause: "entra-rejects-credential",
      ask: ["credential", "env"],
      settledBy: ["credential"],
      when: { any: ["entra-client-not-in-tenant"] },
    },
  ],
  fix: selectIdentity,
};
