import { is, type Rule, rulesFor } from "./rule.ts";

const appHosts = is.one<string>("app-service", "functions", "container-apps");
const idSent = is.one<string>("client-id", "principal-id", "resource-id");
const noEndpoint = ["imds-unavailable", "imds-forbidden-socket", "endpoint-variables-missing"] as const;
const learn = "Microsoft Learn, How to use managed identities for App Service and Azure Functions";
const taxonomy = "distinguishing evidence of the cause";

/** Both variables of App Service's endpoint are in the process. */
const endpointIsSet = (env: Record<string, string | null>): boolean =>
  !!env.IDENTITY_ENDPOINT && !!env.IDENTITY_HEADER;

/** Is there an identity, and does the process see its endpoint? */
export const presenceRules: Rule[] = [
  ...rulesFor("no-identity-on-host", [
    {
      weight: 0.8,
      when: { any: ["imds-dial-error"], facts: { host: is.one<string>("local", "pipeline") } },
      basis: "environment-showed",
      source: "no machine outside Azure has the endpoint",
    },
    {
      weight: -0.5,
      when: { facts: { intermittent: is.yes, restartFixes: is.yes } },
      basis: "inferred",
      source: "what is not there does not come and go",
    },
    {
      weight: -0.6,
      when: { any: ["managed-identity-switched-off"] },
      basis: "environment-showed",
      source: "the variables are missing because of a setting",
    },
    {
      weight: -0.7,
      when: {
        status: [403, 405, 429, 500],
        knownStage: ["token"],
        none: ["proxy-configured", "imds-dial-error"],
      },
      basis: "endpoint-said",
      source: "something answered with a status, so the endpoint is there",
    },
    {
      weight: 0.3,
      when: { all: ["proxy-configured"], status: [502, 503, 504], knownStage: ["token"] },
      basis: "inferred",
      source: "a proxy hides that nothing listens there",
    },
    {
      weight: 0.8,
      when: {
        facts: { systemAssigned: is.no, userAssignedCount: is.none },
        stage: ["token", "config", "get", "list"],
      },
      basis: "arm-showed",
      source: learn,
    },
    {
      weight: 0.5,
      when: { any: [...noEndpoint], stage: ["token", "get", "list", "config"] },
      basis: "inferred",
      source: "the libraries try 169.254.169.254 when the endpoint variables are unset",
    },
    {
      weight: 0.35,
      when: { any: [...noEndpoint], facts: { host: appHosts } },
      basis: "inferred",
      source: learn,
    },
    {
      weight: 0.5,
      when: {
        any: ["imds-unavailable", "endpoint-variables-missing", "endpoint-time-out"],
        facts: { host: is.one<string>("local", "pipeline") },
      },
      basis: "inferred",
      source: "no machine outside Azure has the endpoint",
    },
    {
      weight: 0.4,
      when: { any: ["imds-forbidden-socket"] },
      basis: "inferred",
      source: "App Service refuses connections to 169.254.169.254",
    },
    {
      weight: 0.55,
      when: { any: ["reference-no-identity"] },
      basis: "arm-showed",
      source: "ResolveStatus MSINotEnabled",
    },
    {
      weight: 0.35,
      when: { any: ["endpoint-identity-not-assigned"], unless: { selectedId: idSent } },
      basis: "endpoint-said",
      source: "IMDS answers so when the machine has no identity",
    },
    {
      weight: 0.3,
      when: { any: ["endpoint-loads-none"], facts: { userAssignedCount: is.none } },
      basis: "arm-showed",
      source: learn,
    },
    {
      weight: 0.2,
      when: { any: ["managed-identity-failed"], facts: { host: is.one<string>("local", "pipeline") } },
      basis: "inferred",
      source: "no machine outside Azure has the endpoint",
    },
    { weight: -0.85, when: { facts: { systemAssigned: is.yes } }, basis: "arm-showed", source: taxonomy },
    {
      weight: -0.85,
      when: { facts: { userAssignedCount: is.over(0) } },
      basis: "arm-showed",
      source: taxonomy,
    },
    {
      weight: -0.6,
      when: { any: ["endpoint-refused"] },
      basis: "endpoint-said",
      source: "an address was given",
    },
  ]),
  ...rulesFor("identity-endpoint-not-in-process", [
    {
      weight: -0.8,
      when: { facts: { env: endpointIsSet }, none: ["endpoint-variable-invalid"] },
      basis: "environment-showed",
      source: "the variables are there",
    },
    {
      weight: 0.5,
      when: {
        any: ["managed-identity-failed", "imds-unavailable", "workload-identity-not-injected"],
        knownStage: ["token"],
        facts: { host: is.one<string>("aks"), env: (env) => env.AZURE_FEDERATED_TOKEN_FILE === null },
      },
      basis: "environment-showed",
      source: "azure-workload-identity: the webhook sets the variables in labelled pods",
    },
    {
      weight: 0.9,
      when: {
        any: ["managed-identity-switched-off"],
        stage: ["token", "config", "get", "list"],
        none: ["endpoint-loads-none", "endpoint-id-not-found", "rbac-denied", "policy-denied"],
      },
      basis: "environment-showed",
      source: "App Service keeps the endpoint's variables from the process when WEBSITE_DISABLE_MSI is true",
    },
    {
      weight: -0.8,
      when: { status: [401, 403, 405, 429, 500], knownStage: ["token"], none: ["imds-dial-error"] },
      basis: "endpoint-said",
      source: "something answered with a status, so the endpoint is there",
    },
    {
      weight: 0.35,
      when: { any: ["endpoint-variables-missing"] },
      basis: "environment-showed",
      source: learn,
    },
    {
      weight: 0.22,
      when: { any: ["imds-unavailable", "imds-forbidden-socket"] },
      basis: "inferred",
      source: "the library fell through to 169.254.169.254",
    },
    {
      weight: 0.7,
      when: { any: [...noEndpoint], facts: { systemAssigned: is.yes } },
      basis: "arm-showed",
      source: taxonomy,
    },
    {
      weight: 0.7,
      when: { any: [...noEndpoint], facts: { userAssignedCount: is.over(0) } },
      basis: "arm-showed",
      source: taxonomy,
    },
    {
      weight: 0.85,
      when: { any: ["endpoint-variable-invalid"] },
      basis: "environment-showed",
      source: taxonomy,
    },
    {
      weight: 0.8,
      when: { any: ["workload-identity-not-injected"] },
      basis: "environment-showed",
      source: "azure-workload-identity: the webhook sets the variables in labelled pods",
    },
    {
      weight: 0.4,
      when: { any: [...noEndpoint], facts: { restartFixes: is.yes } },
      basis: "environment-showed",
      source: "a running process keeps its old environment",
    },
    {
      weight: -0.7,
      when: { facts: { systemAssigned: is.no, userAssignedCount: is.none } },
      basis: "arm-showed",
      source: taxonomy,
    },
    {
      weight: -0.7,
      when: { facts: { host: is.one<string>("local", "vm", "arc", "pipeline") } },
      basis: "environment-showed",
      source: "these hosts use no endpoint variables",
    },
  ]),
];
