import { is, type Rule, rulesFor } from "./rule.ts";

const taxonomy = "distinguishing evidence of the cause";

/** What the vault's network rules said. */
export const refusalRules: Rule[] = [
  ...rulesFor("vault-firewall-denied", [
    {
      weight: 0.92,
      when: { any: ["firewall-denied"] },
      basis: "vault-said",
      source: "Key Vault inner error codes",
    },
    {
      weight: 0.7,
      when: {
        any: ["vault-forbidden", "reference-denied"],
        facts: { networkDefaultAction: is.one<string>("Deny") },
        unless: { callerAddressAllowed: is.yes },
      },
      basis: "arm-showed",
      source: taxonomy,
    },
    {
      weight: 0.6,
      when: {
        knownStage: ["reference", "get", "list"],
        facts: { networkDefaultAction: is.one<string>("Deny") },
        none: ["rbac-denied", "policy-denied", "connection-denied"],
      },
      basis: "arm-showed",
      source: taxonomy,
    },
    {
      weight: 0.6,
      when: { any: ["vault-forbidden", "reference-denied"], facts: { callerAddressAllowed: is.no } },
      basis: "arm-showed",
      source: taxonomy,
    },
    {
      weight: 0.6,
      when: { knownStage: ["reference"], facts: { trustedServicesBypass: is.yes } },
      basis: "arm-showed",
      source: "App Service is no trusted service for its own secret reads",
    },
    {
      weight: 0.35,
      when: { any: ["connection-denied"], facts: { publicNetworkAccess: is.one<string>("Enabled") } },
      basis: "arm-showed",
      source: taxonomy,
    },
    {
      weight: 0.3,
      when: { any: ["connection-denied"], unless: { publicNetworkAccess: is.one<string>("Disabled") } },
      basis: "inferred",
      source: taxonomy,
    },
    {
      weight: 0.2,
      when: { any: ["vault-forbidden", "reference-denied"] },
      basis: "inferred",
      source: taxonomy,
    },
    {
      weight: -0.6,
      when: { facts: { networkDefaultAction: is.one<string>("Allow") }, none: ["firewall-denied"] },
      basis: "arm-showed",
      source: taxonomy,
    },
    {
      weight: -0.7,
      when: { any: ["rbac-denied", "policy-denied"] },
      basis: "vault-said",
      source: "the firewall is checked first",
    },
  ]),
  ...rulesFor("vault-public-access-disabled", [
    { weight: 0.5, when: { any: ["connection-of-other-vault"] }, basis: "vault-said", source: taxonomy },
    {
      weight: 0.9,
      when: { any: ["connection-denied"] },
      basis: "vault-said",
      source: "Key Vault inner error codes",
    },
    {
      weight: 0.7,
      when: {
        facts: { publicNetworkAccess: is.one<string>("Disabled") },
        unless: { dns: is.one<string>("private") },
        none: ["rbac-denied", "policy-denied", "name-not-resolved"],
      },
      basis: "arm-showed",
      source: taxonomy,
    },
    {
      weight: 0.25,
      when: { any: ["firewall-denied"], facts: { publicNetworkAccess: is.one<string>("Disabled") } },
      basis: "arm-showed",
      source: taxonomy,
    },
    { weight: 0.12, when: { any: ["firewall-denied"] }, basis: "inferred", source: taxonomy },
    {
      weight: -0.5,
      when: { any: ["dns-public-with-private-link"] },
      basis: "arm-showed",
      source: "the private endpoint is there, its name is not used",
    },
  ]),
];
