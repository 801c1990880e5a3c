import { is, type Rule, rulesFor } from "./rule.ts";

const noEndpoint = ["imds-unavailable", "imds-forbidden-socket", "endpoint-variables-missing"] as const;
const taxonomy = "distinguishing evidence of the cause";

/** Does the identity endpoint answer, and properly? */
export const endpointRules: Rule[] = [
  ...rulesFor("identity-endpoint-unreachable", [
    {
      weight: 0.8,
      when: { any: ["proxy-answered"], all: ["about-imds"], stage: ["token"] },
      basis: "inferred",
      source: "a proxy in HTTP_PROXY without NO_PROXY for the endpoint",
    },
    {
      weight: 0.5,
      when: { any: ["imds-dial-error"], unless: { host: is.one<string>("local", "pipeline") } },
      basis: "endpoint-said",
      source: taxonomy,
    },
    {
      weight: -0.7,
      when: {
        status: [401, 403, 405, 429, 500],
        knownStage: ["token"],
        none: ["proxy-configured", "proxy-answered", "imds-dial-error"],
      },
      basis: "endpoint-said",
      source: "something answered with a status, so the endpoint is there",
    },
    {
      weight: -0.7,
      when: { facts: { host: is.one<string>("local", "pipeline") } },
      basis: "environment-showed",
      source: "no machine outside Azure has the endpoint",
    },
    {
      weight: 0.9,
      when: {
        all: ["proxy-configured"],
        status: [400, 403, 407, 502, 503, 504],
        stage: ["token"],
        none: [
          "endpoint-loads-none",
          "endpoint-id-not-found",
          "imds-identity-not-found",
          "entra-refused-client",
        ],
      },
      basis: "environment-showed",
      source: "a proxy in HTTP_PROXY without NO_PROXY for the endpoint",
    },
    { weight: 0.85, when: { any: ["endpoint-refused"] }, basis: "endpoint-said", source: taxonomy },
    { weight: 0.65, when: { any: ["endpoint-time-out"] }, basis: "endpoint-said", source: taxonomy },
    {
      weight: 0.3,
      when: { any: ["imds-unavailable", "imds-forbidden-socket"] },
      basis: "inferred",
      source: taxonomy,
    },
    {
      weight: 0.5,
      when: {
        any: ["imds-unavailable", "endpoint-time-out"],
        facts: { host: is.one<string>("aks", "vm", "arc", "automation") },
      },
      basis: "inferred",
      source: "IMDS is the right address on these hosts",
    },
    {
      weight: 0.6,
      when: {
        any: ["connection-refused", "connection-cut"],
        all: ["about-endpoint"],
        stage: ["token"],
        none: ["endpoint-variables-missing"],
      },
      basis: "endpoint-said",
      source: taxonomy,
    },
    {
      weight: 0.6,
      when: { any: ["connection-timed-out"], knownStage: ["token"], none: ["entra-refused-client"] },
      basis: "inferred",
      source: taxonomy,
    },
    {
      weight: 0.55,
      when: {
        any: ["connection-refused", "connection-cut"],
        all: ["about-imds"],
        unless: { host: is.one<string>("app-service", "functions", "container-apps", "local") },
      },
      basis: "endpoint-said",
      source: taxonomy,
    },
    {
      weight: 0.5,
      when: { any: ["connection-refused", "connection-timed-out", "connection-cut"], knownStage: ["token"] },
      basis: "inferred",
      source: taxonomy,
    },
    {
      weight: 0.7,
      when: { any: ["proxy-answered"], stage: ["token"], all: ["about-endpoint"] },
      basis: "inferred",
      source: "a proxy in HTTP_PROXY without NO_PROXY for the endpoint",
    },
    {
      weight: 0.3,
      when: {
        any: [...noEndpoint, "endpoint-refused", "endpoint-time-out", "managed-identity-failed"],
        facts: { intermittent: is.yes },
      },
      basis: "inferred",
      source: "not up yet at container start",
    },
    {
      weight: 0.35,
      when: { any: ["imds-unavailable", "managed-identity-failed"], facts: { restartFixes: is.yes } },
      basis: "inferred",
      source: taxonomy,
    },
    {
      weight: -0.5,
      when: { any: ["endpoint-variables-missing"], none: ["endpoint-refused", "endpoint-time-out"] },
      basis: "environment-showed",
      source: taxonomy,
    },
    {
      weight: -0.4,
      when: { any: ["vault-forbidden", "rbac-denied", "policy-denied"] },
      basis: "vault-said",
      source: "the vault was reached with a token",
    },
  ]),
  ...rulesFor("identity-endpoint-failing", [
    {
      weight: 0.75,
      when: {
        any: [
          "endpoint-loads-none",
          "endpoint-id-not-found",
          "imds-identity-not-found",
          "managed-identity-failed",
        ],
        facts: { intermittent: is.yes, restartFixes: is.yes },
      },
      basis: "inferred",
      source: "a setting that is wrong is wrong all the time",
    },
    {
      weight: 0.5,
      when: { any: ["throttled-in-words"], knownStage: ["token"] },
      basis: "inferred",
      source: taxonomy,
    },
    {
      weight: 0.35,
      when: { any: ["answer-cut-off"], knownStage: ["token"] },
      basis: "inferred",
      source: taxonomy,
    },
    {
      weight: -0.5,
      when: { any: ["audience-of-other-cloud"] },
      basis: "environment-showed",
      source: "a resource that Entra does not know gives the same 500",
    },
    {
      weight: -0.85,
      when: { all: ["proxy-configured"], status: [502, 503, 504] },
      basis: "environment-showed",
      source: "the proxy answered, not the endpoint",
    },
    {
      weight: -0.85,
      when: { any: ["entra-resource-unknown", "entra-refused-client", "entra-refused-assertion"] },
      basis: "token-said",
      source: "Entra said why",
    },
    {
      weight: 0.85,
      when: { any: ["endpoint-throttled", "endpoint-server-error"] },
      basis: "endpoint-said",
      source: taxonomy,
    },
    {
      weight: 0.75,
      when: { any: ["endpoint-fetch-failed"] },
      basis: "endpoint-said",
      source: "App Service support article on the 500 of the token service",
    },
    {
      weight: 0.8,
      when: { status: [429, 500, 502, 503, 504], knownStage: ["token"], none: ["proxy-answered"] },
      basis: "endpoint-said",
      source: taxonomy,
    },
    {
      weight: 0.75,
      when: {
        status: [429, 500, 502, 503, 504],
        any: ["managed-identity-failed", "about-imds"],
        none: ["vault-throttled", "proxy-answered"],
      },
      basis: "endpoint-said",
      source: taxonomy,
    },
    {
      weight: 0.6,
      when: { any: ["endpoint-malformed", "expired-token-given"] },
      basis: "endpoint-said",
      source: taxonomy,
    },
    {
      weight: 0.35,
      when: { any: ["pod-identity-unassigned"] },
      basis: "endpoint-said",
      source: "NMI had no assignment yet",
    },
  ]),
];
