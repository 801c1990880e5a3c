import { is, type Rule, rulesFor } from "./rule.ts";

const taxonomy = "distinguishing evidence of the cause";
const refused = [
  "endpoint-loads-none",
  "endpoint-id-not-found",
  "imds-identity-not-found",
  "endpoint-identity-not-assigned",
  "endpoint-bad-request",
  "managed-identity-failed",
] as const;

/** What a library can or cannot do. */
export const libraryRules: Rule[] = [
  ...rulesFor("library-cannot-use-identity", [
    {
      weight: 0.65,
      when: { any: ["answer-cut-off"], knownStage: ["token"] },
      basis: "inferred",
      source: taxonomy,
    },
    {
      weight: 0.15,
      when: { all: ["vault-token-expired", "token-error-numbered"] },
      basis: "inferred",
      source: taxonomy,
    },
    {
      weight: 0.85,
      when: {
        all: ["federation-configured"],
        any: ["imds-identity-not-found", "imds-unavailable", "endpoint-several-identities", "about-imds"],
        none: ["library-parse-failed"],
        stage: ["token"],
      },
      basis: "environment-showed",
      source: "a client that asks IMDS although a federated token is there does not know workload identity",
    },
    {
      weight: 0.5,
      when: { any: ["endpoint-several-identities"], facts: { selectedIdAssigned: is.yes } },
      basis: "endpoint-said",
      source: "the id that is set did not arrive",
    },
    {
      weight: -0.4,
      when: { all: ["library-parse-failed", "federation-configured"] },
      basis: "environment-showed",
      source: "the library was told to use another credential",
    },
    {
      weight: 0.3,
      when: {
        any: ["imds-unavailable", "endpoint-variables-missing"],
        facts: { library: () => true, systemAssigned: is.yes },
      },
      basis: "inferred",
      source: "releases of libraries that overlook the endpoint",
    },
    {
      weight: 0.3,
      when: {
        any: ["imds-unavailable", "endpoint-variables-missing"],
        facts: { library: () => true, userAssignedCount: is.over(0) },
      },
      basis: "inferred",
      source: "releases of libraries that overlook the endpoint",
    },
    {
      weight: 0.8,
      when: { any: ["arm-identity-body-invalid"] },
      basis: "arm-showed",
      source: "a management library that drops the map of identities",
    },
    {
      weight: 0.8,
      when: { any: ["library-demands-tenant", "library-unsupported"] },
      basis: "inferred",
      source: taxonomy,
    },
    {
      weight: 0.65,
      when: { any: ["library-parse-failed"] },
      basis: "inferred",
      source: "the endpoint answered, the library could not read it",
    },
    {
      weight: 0.6,
      when: {
        any: ["legacy-endpoint-protocol"],
        status: [400, 403, 405, 500],
        none: ["connection-refused", "endpoint-refused"],
      },
      basis: "endpoint-said",
      source: "2017-09-01 knows only clientid",
    },
    {
      weight: 0.8,
      when: { any: ["endpoint-header-missing", "endpoint-verb-refused"] },
      basis: "endpoint-said",
      source: "Microsoft Learn, REST endpoint reference",
    },
    {
      weight: 0.8,
      when: {
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
      basis: "endpoint-said",
      source: "the endpoint refuses a request without its header, or of the wrong kind",
    },
    {
      weight: 0.7,
      when: {
        any: ["about-imds", "imds-unavailable"],
        facts: {
          host: is.one<string>("app-service", "functions", "container-apps"),
          env: (env) => typeof env.IDENTITY_ENDPOINT === "string" && env.IDENTITY_ENDPOINT !== "",
        },
      },
      basis: "environment-showed",
      source: "uses the address of a virtual machine",
    },
    {
      weight: 0.88,
      when: { any: [...refused], facts: { selectedIdAssigned: is.yes } },
      basis: "arm-showed",
      source: taxonomy,
    },
    {
      weight: 0.5,
      when: { status: [400], knownStage: ["token"], facts: { selectedIdAssigned: is.yes } },
      basis: "arm-showed",
      source: taxonomy,
    },
    {
      weight: 0.35,
      when: {
        any: ["managed-identity-failed"],
        facts: { selectedId: is.one<string>("principal-id", "resource-id"), selectedIdAssigned: is.yes },
      },
      basis: "environment-showed",
      source: taxonomy,
    },
    {
      weight: 0.35,
      when: { any: ["library-defect-expiry", "library-defect-tenant"] },
      basis: "inferred",
      source: "changelog of the library",
    },
    {
      weight: 0.3,
      when: { any: ["vault-token-expired"], none: ["library-defect-expiry", "token-error-numbered"] },
      basis: "inferred",
      source: "libraries that misread expires_on keep an expired token",
    },
    {
      weight: 0.25,
      when: { any: ["endpoint-id-not-found", "endpoint-bad-request"], facts: { library: () => true } },
      basis: "inferred",
      source: taxonomy,
    },
    { weight: 0.2, when: { any: ["endpoint-bad-request"] }, basis: "inferred", source: taxonomy },
    {
      weight: 0.2,
      when: { any: ["vault-no-token"] },
      basis: "inferred",
      source: "a client that does not answer the challenge",
    },
  ]),
];
