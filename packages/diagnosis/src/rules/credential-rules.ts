import { is, type Rule, rulesFor } from "./rule.ts";

const taxonomy = "distinguishing evidence of the cause";

/** Credentials that came first, and connection strings. */
export const credentialRules: Rule[] = [
  ...rulesFor("entra-rejects-credential", [
    {
      weight: -0.8,
      when: { all: ["entra-client-not-a-guid", "connection-string-suspicious"] },
      basis: "environment-showed",
      source: "Entra was sent the string's placeholder",
    },
    {
      weight: 0.8,
      when: { all: ["library-parse-failed", "federation-configured"], stage: ["token"] },
      basis: "environment-showed",
      source: "DefaultAzureCredential tries workload identity before the managed identity",
    },
    {
      weight: -0.35,
      when: { facts: { selectedId: is.one<string>("principal-id") } },
      basis: "environment-showed",
      source: taxonomy,
    },
    {
      weight: -0.8,
      when: {
        any: ["endpoint-id-not-found", "endpoint-loads-none", "imds-identity-not-found"],
        none: ["entra-client-not-in-tenant"],
      },
      basis: "endpoint-said",
      source: "MSAL repeats the endpoint's refusal under a code of Entra's",
    },
    {
      weight: 0.88,
      when: { any: ["entra-refused-client", "entra-refused-assertion"] },
      basis: "token-said",
      source: "Microsoft Entra authentication error codes",
    },
    {
      weight: 0.8,
      when: { any: ["entra-tenant-unknown", "entra-client-not-in-tenant"] },
      basis: "token-said",
      source: "Microsoft Entra authentication error codes",
    },
    {
      weight: 0.25,
      when: {
        all: ["credential-service-principal"],
        knownStage: ["token"],
        none: ["entra-resource-unknown", "entra-scope-invalid"],
      },
      basis: "environment-showed",
      source: taxonomy,
    },
    { weight: -0.5, when: { any: ["selector-is-principal-id"] }, basis: "arm-showed", source: taxonomy },
    { weight: -0.6, when: { any: ["entra-resource-unknown"] }, basis: "token-said", source: taxonomy },
  ]),
  ...rulesFor("connection-string-malformed", [
    {
      weight: 0.25,
      when: { any: ["entra-client-not-a-guid"], all: ["connection-string-present"] },
      basis: "inferred",
      source: taxonomy,
    },
    {
      weight: 0.85,
      when: { any: ["connection-string-invalid"], none: ["library-demands-tenant"] },
      basis: "environment-showed",
      source: "azure-sdk-for-net, AzureServiceTokenProviderFactory",
    },
    {
      weight: 0.92,
      when: { any: ["connection-string-suspicious"], stage: ["token", "config", "get", "list"] },
      basis: "environment-showed",
      source: "azure-sdk-for-net, AzureServiceTokenProviderFactory",
    },
    { weight: 0.3, when: { any: ["library-demands-tenant"] }, basis: "inferred", source: taxonomy },
  ]),
];
