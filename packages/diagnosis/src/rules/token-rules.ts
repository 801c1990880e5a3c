import { isVaultAudience } from "../azure/clouds.ts";
import { is, type Rule, rulesFor } from "./rule.ts";

const taxonomy = "distinguishing evidence of the cause";
const codes = "Microsoft Learn, Azure Key Vault REST error codes; recorded 401 answers";
/** The token: for what, by whom, until when. */
export const tokenRules: Rule[] = [
  ...rulesFor("wrong-token-resource", [
    {
      weight: 0.9,
      when: { any: ["audience-of-other-cloud"], none: ["rbac-denied", "policy-denied", "firewall-denied"] },
      basis: "environment-showed",
      source: "Microsoft Learn, Authentication in Azure Key Vault: each cloud has its own audience",
    },
    { weight: 0.92, when: { any: ["vault-bad-audience"] }, basis: "vault-said", source: codes },
    {
      weight: 0.9,
      when: { any: ["entra-resource-unknown"] },
      basis: "token-said",
      source: "Microsoft Entra authentication error codes",
    },
    {
      weight: 0.85,
      when: {
        any: ["entra-scope-invalid"],
        none: ["endpoint-id-not-found", "endpoint-loads-none", "imds-identity-not-found"],
      },
      basis: "token-said",
      source: "Microsoft Entra authentication error codes",
    },
    {
      weight: 0.85,
      when: {
        facts: { tokenAudience: (value) => !isVaultAudience(value) },
        none: ["rbac-denied", "policy-denied", "firewall-denied"],
      },
      basis: "token-said",
      source: taxonomy,
    },
    {
      weight: 0.85,
      when: { any: ["challenge-mismatch"] },
      basis: "inferred",
      source: "Azure SDK, challenge resource verification",
    },
    {
      weight: 0.35,
      when: { any: ["endpoint-fetch-failed"] },
      basis: "endpoint-said",
      source: "a resource that Entra does not know gives the same 500",
    },
    { weight: 0.25, when: { any: ["legacy-endpoint-protocol"] }, basis: "inferred", source: taxonomy },
    {
      weight: 0.15,
      when: { status: [401], any: ["vault-unauthorized"] },
      basis: "inferred",
      source: taxonomy,
    },
    {
      weight: -0.4,
      when: { facts: { tokenAudience: isVaultAudience }, none: ["audience-of-other-cloud"] },
      basis: "token-said",
      source: taxonomy,
    },
  ]),
  ...rulesFor("token-wrong-tenant", [
    { weight: 0.92, when: { any: ["vault-bad-issuer"] }, basis: "vault-said", source: codes },
    {
      weight: 0.9,
      when: {
        facts: { tokenTenantMatchesVault: is.no },
        none: ["rbac-denied", "policy-denied", "firewall-denied", "connection-denied"],
      },
      basis: "token-said",
      source: taxonomy,
    },
    {
      weight: 0.2,
      when: { any: ["vault-unauthorized"], none: ["vault-no-token"] },
      basis: "inferred",
      source: taxonomy,
    },
    {
      weight: -0.5,
      when: { facts: { tokenTenantMatchesVault: is.yes } },
      basis: "token-said",
      source: taxonomy,
    },
  ]),
  ...rulesFor("token-missing-or-invalid", [
    { weight: 0.85, when: { any: ["vault-no-token"] }, basis: "vault-said", source: codes },
    {
      weight: 0.88,
      when: { any: ["vault-bad-token", "vault-token-expired", "vault-token-too-early"] },
      basis: "vault-said",
      source: codes,
    },
    { weight: 0.55, when: { any: ["expired-token-given"] }, basis: "token-said", source: taxonomy },
    { weight: 0.5, when: { any: ["vault-unauthorized"] }, basis: "vault-said", source: codes },
    { weight: 0.5, when: { status: [401], knownStage: ["get", "list"] }, basis: "vault-said", source: codes },
    { weight: 0.4, when: { status: [401], all: ["about-vault"] }, basis: "vault-said", source: codes },
    { weight: 0.4, when: { facts: { clockSkew: is.yes } }, basis: "environment-showed", source: taxonomy },
    {
      weight: -0.7,
      when: { any: ["vault-bad-audience", "vault-bad-issuer"] },
      basis: "vault-said",
      source: taxonomy,
    },
  ]),
];
