import { is, type Rule, rulesFor } from "./rule.ts";

const taxonomy = "distinguishing evidence of the cause";
const codes = "Microsoft Learn, Azure Key Vault REST error codes";

/** What the vault, ARM and App Service say about secrets, names, limits, references and management rights. */
export const dataRules: Rule[] = [
  ...rulesFor("secret-not-found", [
    {
      weight: 0.85,
      when: { any: ["secret-not-found", "reference-secret-not-found"] },
      basis: "vault-said",
      source: codes,
    },
    {
      weight: 0.7,
      when: { status: [404], knownStage: ["get"], none: ["secret-deleted", "vault-url-has-path"] },
      basis: "vault-said",
      source: codes,
    },
    { weight: 0.4, when: { any: ["vault-not-found-status"] }, basis: "vault-said", source: codes },
    {
      weight: 0.5,
      when: { facts: { secretState: is.one<string>("absent") } },
      basis: "vault-said",
      source: taxonomy,
    },
    { weight: 0.25, when: { any: ["vault-url-has-path"] }, basis: "inferred", source: taxonomy },
    {
      weight: -0.85,
      when: { facts: { secretState: is.one<string>("soft-deleted") } },
      basis: "vault-said",
      source: taxonomy,
    },
  ]),
  ...rulesFor("secret-soft-deleted", [
    { weight: 0.92, when: { any: ["secret-deleted", "vault-deleted"] }, basis: "vault-said", source: codes },
    {
      weight: 0.9,
      when: { facts: { secretState: is.one<string>("soft-deleted") } },
      basis: "vault-said",
      source: taxonomy,
    },
    { weight: 0.6, when: { status: [409], knownStage: ["get", "list"] }, basis: "vault-said", source: codes },
    {
      weight: 0.3,
      when: {
        any: ["secret-not-found", "vault-not-found-status"],
        unless: { secretState: is.one<string>("absent") },
      },
      basis: "inferred",
      source: "a soft-deleted secret gives the same 404",
    },
    {
      weight: 0.25,
      when: { status: [404], knownStage: ["get"], unless: { secretState: is.one<string>("absent") } },
      basis: "inferred",
      source: "a soft-deleted secret gives the same 404",
    },
  ]),
  ...rulesFor("secret-disabled", [
    { weight: 0.95, when: { any: ["secret-disabled"] }, basis: "vault-said", source: codes },
    { weight: 0.6, when: { any: ["secret-outside-validity"] }, basis: "vault-said", source: codes },
    {
      weight: 0.8,
      when: {
        any: ["vault-forbidden", "reference-denied"],
        facts: { secretState: is.one<string>("disabled") },
      },
      basis: "vault-said",
      source: taxonomy,
    },
    {
      weight: 0.6,
      when: { knownStage: ["reference", "get"], facts: { secretState: is.one<string>("disabled") } },
      basis: "vault-said",
      source: taxonomy,
    },
  ]),
  ...rulesFor("vault-throttled", [
    {
      weight: 0.85,
      when: { status: [429], knownStage: ["arm"] },
      basis: "arm-showed",
      source: "Microsoft Learn, Throttling Resource Manager requests",
    },
    {
      weight: 0.75,
      when: { any: ["throttled-in-words"], knownStage: ["arm", "get", "list"] },
      basis: "inferred",
      source: taxonomy,
    },
    { weight: 0.92, when: { any: ["vault-throttled"] }, basis: "vault-said", source: codes },
    { weight: 0.8, when: { status: [429], knownStage: ["get", "list"] }, basis: "vault-said", source: codes },
    {
      weight: 0.55,
      when: { status: [429], all: ["about-vault"], none: ["about-imds", "managed-identity-failed"] },
      basis: "vault-said",
      source: codes,
    },
  ]),
  ...rulesFor("invalid-name-or-reference", [
    {
      weight: 0.85,
      when: { all: ["tls-name-mismatch", "private-link-in-name"] },
      basis: "inferred",
      source: "the certificate holds the vault's public name; code names that one, also over a private link",
    },
    { weight: 0.3, when: { any: ["tls-name-mismatch"] }, basis: "inferred", source: taxonomy },
    { weight: 0.15, when: { any: ["connection-of-other-vault"] }, basis: "inferred", source: taxonomy },
    {
      weight: 0.9,
      when: { any: ["name-invalid", "vault-url-invalid", "vault-url-has-path"] },
      basis: "vault-said",
      source: codes,
    },
    {
      weight: 0.85,
      when: { any: ["reference-syntax", "reference-truncated"] },
      basis: "arm-showed",
      source: "ResolveStatus InvalidSyntax",
    },
    {
      weight: 0.9,
      when: { any: ["vault-name-not-valid"] },
      basis: "arm-showed",
      source: "Microsoft Learn: vault names are 3 to 24 of a-z, 0-9, -",
    },
    {
      weight: 0.6,
      when: {
        status: [400],
        knownStage: ["get", "list"],
        none: [
          "endpoint-loads-none",
          "endpoint-id-not-found",
          "imds-identity-not-found",
          "managed-identity-failed",
        ],
      },
      basis: "vault-said",
      source: codes,
    },
    { weight: 0.12, when: { any: ["reference-literal"] }, basis: "environment-showed", source: taxonomy },
    {
      weight: 0.6,
      when: { status: [405], knownStage: ["get", "list"] },
      basis: "vault-said",
      source: "a name with a path in it calls another address",
    },
  ]),
  ...rulesFor("arm-permission-or-scope", [
    {
      weight: 0.45,
      when: { any: ["assignment-of-old-principal"] },
      basis: "arm-showed",
      source: "Microsoft Learn, Troubleshoot Azure RBAC",
    },
    {
      weight: -0.6,
      when: { any: ["arm-identity-body-invalid"] },
      basis: "arm-showed",
      source: "ARM refuses the body, not the caller",
    },
    {
      weight: 0.9,
      when: { any: ["arm-denied", "arm-link-denied", "graph-denied"] },
      basis: "arm-showed",
      source: "Microsoft Learn, Troubleshoot Azure RBAC",
    },
    {
      weight: 0.85,
      when: { any: ["arm-not-found"] },
      basis: "arm-showed",
      source: "Microsoft Learn, Resolve errors for resource not found",
    },
    {
      weight: 0.75,
      when: {
        status: [403, 404],
        knownStage: ["arm"],
        none: ["vault-deleted", "principal-not-replicated", "vault-missing-in-arm"],
      },
      basis: "arm-showed",
      source: taxonomy,
    },
    {
      weight: 0.15,
      when: {
        knownStage: ["arm"],
        none: ["vault-deleted", "principal-not-replicated", "vault-name-not-valid", "entra-refused-client"],
      },
      basis: "inferred",
      source: taxonomy,
    },
    { weight: 0.45, when: { any: ["vault-missing-in-arm"] }, basis: "arm-showed", source: taxonomy },
    {
      weight: -0.6,
      when: { any: ["throttled-in-words", "vault-throttled", "name-invalid", "vault-name-not-valid"] },
      basis: "arm-showed",
      source: "ARM let the caller in and refused for another reason",
    },
    {
      weight: -0.5,
      when: { any: ["rbac-denied", "policy-denied"] },
      basis: "vault-said",
      source: "the vault answered, not ARM",
    },
  ]),
];
