import { advice, type FixMaker } from "../fixes/fix-draft.ts";
import type { CauseKnowledge } from "./cause.ts";
import { appHosts, endpointRefusals, is } from "./condition.ts";

const overlooking = "releases of libraries that overlook the endpoint";

const fix: FixMaker = () =>
  advice({
    summary: "Upgrade to a current Azure Identity library, or correct the hand-written request.",
    changes: "The library; no setting in Azure.",
    effectiveAfter: "With the next deployment.",
    risk: "A newer library may try other credentials first.",
    note: "By hand: GET {IDENTITY_ENDPOINT}?api-version=2019-08-01&resource=https://vault.azure.net&client_id={Client ID} with the header X-IDENTITY-HEADER.",
  });

export const libraryCannotUseIdentity: CauseKnowledge = {
  title: "The library or the hand-written request cannot use this identity",
  meaning: "The identity is right, but the client ignores the Client ID, speaks another protocol, lacks the header, or has a known defect.",
  next: "Upgrade to a current Azure Identity library, or correct the hand-written request.",
  rules: [
    [0.65, "inferred", { any: ["answer-cut-off"], knownStage: ["token"] }],
    [
      0.85,
      "environment-showed",
      {
        all: ["federation-configured"],
        any: ["imds-identity-not-found", "imds-unavailable", "endpoint-several-identities", "about-imds"],
        none: ["library-parse-failed"],
        stage: ["token"],
      },
      "a client that asks IMDS although a federated token is there does not know workload identity",
    ],
    [
      0.5,
      "endpoint-said",
      { any: ["endpoint-several-identities"], facts: { selectedIdAssigned: is.yes } },
      "the id that is set did not arrive",
    ],
    [
      -0.4,
      "environment-showed",
      { all: ["library-parse-failed", "federation-configured"] },
      "the library was told to use another credential",
    ],
    [
      0.3,
      "inferred",
      { any: ["imds-unavailable", "endpoint-variables-missing"], facts: { library: () => true, systemAssigned: is.yes } },
      overlooking,
    ],
    [
      0.3,
      "inferred",
      { any: ["imds-unavailable", "endpoint-variables-missing"], facts: { library: () => true, userAssignedCount: is.over(0) } },
      overlooking,
    ],
    [0.8, "arm-showed", { any: ["arm-identity-body-invalid"] }, "a management library that drops the map of identities"],
    [0.8, "inferred", { any: ["library-demands-tenant", "library-unsupported"] }],
    [0.65, "inferred", { any: ["library-parse-failed"] }, "the endpoint answered, the library could not read it"],
    [
      0.6,
      "endpoint-said",
      { any: ["legacy-endpoint-protocol"], status: [400, 403, 405, 500], none: ["connection-refused", "endpoint-refused"] },
      "2017-09-01 knows only clientid",
    ],
    [0.8, "endpoint-said", { any: ["endpoint-header-missing", "endpoint-verb-refused"] }, "Microsoft Learn, REST endpoint reference"],
    [
      0.8,
      "endpoint-said",
      {
        status: [401, 403, 405, 411, 415],
        knownStage: ["token"],
        none: [
          "entra-refused-assertion",
          "entra-tenant-unknown",
          "entra-resource-unknown",
          "entra-scope-invalid",
          "entra-refused-client",
          "vault-bad-token",
          "vault-token-expired",
          "vault-no-token",
          "imds-identity-not-found",
          "pod-identity-unassigned",
          "imds-dial-error",
          "proxy-answered",
        ],
      },
      "the endpoint refuses a request without its header, or of the wrong kind",
    ],
    [
      0.7,
      "environment-showed",
      {
        any: ["about-imds", "imds-unavailable"],
        facts: { host: appHosts, env: (env) => typeof env.IDENTITY_ENDPOINT === "string" && env.IDENTITY_ENDPOINT !== "" },
      },
      "uses the address of a virtual machine",
    ],
    [0.88, "arm-showed", { any: endpointRefusals, facts: { selectedIdAssigned: is.yes } }],
    [0.5, "arm-showed", { status: [400], knownStage: ["token"], facts: { selectedIdAssigned: is.yes } }],
    [0.35, "inferred", { any: ["library-defect-expiry", "library-defect-tenant"] }, "changelog of the library"],
    [
      0.3,
      "inferred",
      { any: ["vault-token-expired"], none: ["library-defect-expiry", "token-error-numbered"] },
      "libraries that misread expires_on keep an expired token",
    ],
    [0.25, "inferred", { any: ["endpoint-id-not-found", "endpoint-bad-request"], facts: { library: () => true } }],
    [0.2, "inferred", { any: ["vault-no-token"] }, "a client that does not answer the challenge"],
    [0.15, "inferred", { all: ["vault-token-expired", "token-error-numbered"] }],
    [0.2, "inferred", { any: ["endpoint-bad-request"] }],
  ],
  alike: [
    {
      cause: "identity-endpoint-failing",
      ask: ["intermittent", "library", "host"],
      settledBy: ["intermittent"],
      when: { any: ["answer-cut-off"] },
    },
    {
      cause: "identity-endpoint-failing",
      ask: ["intermittent", "library"],
      settledBy: ["intermittent"],
      when: { any: ["library-parse-failed"] },
    },
    {
      cause: "user-assigned-not-selected",
      ask: ["selectedId", "selectedIdAssigned", "userAssignedCount"],
      settledBy: ["selectedId", "selectedIdAssigned"],
      when: { any: ["endpoint-bad-request", "legacy-endpoint-protocol", "library-demands-tenant"], none: ["connection-string-present"] },
    },
    { cause: "connection-string-malformed", ask: ["library"], when: { any: ["connection-string-present", "library-demands-tenant"] } },
    {
      cause: "client-id-not-assigned",
      ask: ["selectedIdAssigned"],
      when: { any: ["endpoint-bad-request", "endpoint-id-not-found", "imds-identity-not-found"] },
    },
  ],
  fix,
};
