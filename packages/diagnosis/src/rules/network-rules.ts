import { is, type Rule, rulesFor } from "./rule.ts";

const taxonomy = "distinguishing evidence of the cause";
const learn = "Microsoft Learn, Diagnose private links configuration issues on Azure Key Vault";

/** The way to the vault: its name, the connection and TLS. */
export const networkRules: Rule[] = [
  ...rulesFor("vault-host-not-found", [
    {
      weight: 0.75,
      when: { any: ["vault-missing-in-arm"] },
      basis: "arm-showed",
      source: "Azure CLI: no vault of this name in the subscription",
    },
    {
      weight: 0.8,
      when: { any: ["name-not-resolved"], none: ["private-link-in-name"] },
      basis: "inferred",
      source: taxonomy,
    },
    {
      weight: 0.4,
      when: { any: ["name-not-resolved"], facts: { privateEndpoint: is.no } },
      basis: "arm-showed",
      source: taxonomy,
    },
    {
      weight: 0.85,
      when: { any: ["reference-vault-not-found"] },
      basis: "arm-showed",
      source: "ResolveStatus VaultNotFound",
    },
    {
      weight: 0.6,
      when: { facts: { dns: is.one<string>("none") }, unless: { privateEndpoint: is.yes } },
      basis: "inferred",
      source: taxonomy,
    },
    { weight: -0.7, when: { facts: { privateEndpoint: is.yes } }, basis: "arm-showed", source: taxonomy },
    {
      weight: -0.6,
      when: { facts: { dns: is.one<string>("public", "private") } },
      basis: "inferred",
      source: "the name resolves",
    },
  ]),
  ...rulesFor("private-dns-misconfigured", [
    {
      weight: 0.85,
      when: { any: ["connection-of-other-vault"] },
      basis: "vault-said",
      source: "the name leads to the private endpoint of another vault",
    },
    {
      weight: 0.3,
      when: { all: ["tls-name-mismatch", "private-link-in-name"] },
      basis: "inferred",
      source: taxonomy,
    },
    {
      weight: 0.35,
      when: { any: ["name-not-resolved"], unless: { privateEndpoint: is.no } },
      basis: "inferred",
      source: taxonomy,
    },
    {
      weight: 0.85,
      when: { any: ["name-not-resolved"], facts: { privateEndpoint: is.yes } },
      basis: "arm-showed",
      source: taxonomy,
    },
    {
      weight: 0.7,
      when: { any: ["name-not-resolved"], all: ["private-link-in-name"] },
      basis: "inferred",
      source: learn,
    },
    { weight: 0.9, when: { any: ["dns-public-with-private-link"] }, basis: "arm-showed", source: taxonomy },
    {
      weight: 0.85,
      when: { facts: { privateEndpoint: is.yes, dns: is.one<string>("public", "none") } },
      basis: "arm-showed",
      source: taxonomy,
    },
    {
      weight: 0.65,
      when: {
        any: ["connection-denied", "firewall-denied"],
        facts: { privateEndpoint: is.yes },
        unless: { dns: is.one<string>("private") },
      },
      basis: "arm-showed",
      source: taxonomy,
    },
    {
      weight: 0.65,
      when: { any: ["connection-denied"], facts: { dns: is.one<string>("public") } },
      basis: "inferred",
      source: taxonomy,
    },
    {
      weight: 0.3,
      when: {
        any: ["connection-denied"],
        unless: { privateEndpoint: is.no, dns: is.one<string>("private") },
      },
      basis: "inferred",
      source: taxonomy,
    },
    {
      weight: 0.5,
      when: { knownStage: ["config"], facts: { dns: is.one<string>("public") } },
      basis: "inferred",
      source: taxonomy,
    },
    {
      weight: -0.8,
      when: { facts: { dns: is.one<string>("private") } },
      basis: "inferred",
      source: taxonomy,
    },
    { weight: -0.8, when: { facts: { privateEndpoint: is.no } }, basis: "arm-showed", source: taxonomy },
  ]),
  ...rulesFor("vault-unreachable", [
    {
      weight: 0.82,
      when: {
        any: ["connection-timed-out", "connection-cut"],
        stage: ["get", "list", "config", "vault"],
        none: ["endpoint-time-out", "imds-unavailable", "endpoint-refused"],
      },
      basis: "inferred",
      source: taxonomy,
    },
    {
      weight: 0.7,
      when: {
        any: ["connection-refused"],
        stage: ["get", "list", "config", "vault"],
        none: ["endpoint-refused", "about-imds", "endpoint-time-out"],
      },
      basis: "inferred",
      source: taxonomy,
    },
    {
      weight: 0.4,
      when: { any: ["proxy-answered"], stage: ["get", "list"] },
      basis: "inferred",
      source: "something else answered in the vault's place",
    },
    {
      weight: 0.5,
      when: { any: ["reference-timed-out"] },
      basis: "arm-showed",
      source: "ResolveStatus FetchTimedOut",
    },
    { weight: -0.5, when: { any: ["name-not-resolved"] }, basis: "inferred", source: taxonomy },
  ]),
  ...rulesFor("tls-interception", [
    {
      weight: 0.75,
      when: { any: ["tls-name-mismatch"] },
      basis: "inferred",
      source: "something else answers under this name",
    },
    {
      weight: -0.75,
      when: { all: ["tls-name-mismatch", "private-link-in-name"] },
      basis: "inferred",
      source: "the authority is trusted; the name is not the certificate's",
    },
    { weight: 0.9, when: { any: ["tls-untrusted"] }, basis: "inferred", source: taxonomy },
  ]),
];
