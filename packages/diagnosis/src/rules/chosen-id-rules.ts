import { is, type Rule, rulesFor } from "./rule.ts";

const idSent = is.one<string>("client-id", "principal-id", "resource-id");
const none = is.one<string>("none");
const blank = is.one<string>("blank");
const learn = "Microsoft Learn, REST endpoint reference of managed identities for App Service";
const taxonomy = "distinguishing evidence of the cause";
const notStatic = "a setting that is wrong is wrong all the time";
const refused = [
  "endpoint-loads-none",
  "endpoint-id-not-found",
  "imds-identity-not-found",
  "endpoint-identity-not-assigned",
  "endpoint-bad-request",
  "managed-identity-failed",
] as const;

/** An id was sent: is it the right kind, and one of this app's? */
export const chosenIdRules: Rule[] = [
  ...rulesFor("client-id-not-assigned", [
    {
      weight: -0.85,
      when: { any: ["endpoint-several-identities", "client-id-ignored"] },
      basis: "endpoint-said",
      source: "no id was sent",
    },
    {
      weight: -0.7,
      when: { facts: { intermittent: is.yes, restartFixes: is.yes } },
      basis: "inferred",
      source: notStatic,
    },
    {
      weight: -0.5,
      when: { all: ["federation-configured"], any: ["imds-identity-not-found", "about-imds"] },
      basis: "environment-showed",
      source: "the client overlooks the federated token",
    },
    {
      weight: 0.5,
      when: {
        any: ["imds-identity-not-found"],
        facts: { host: is.one<string>("vm", "aks"), userAssignedCount: is.over(0) },
      },
      basis: "endpoint-said",
      source: "without an id IMDS takes the only identity, so an id was sent",
    },
    { weight: 0.7, when: { any: ["endpoint-id-not-found"] }, basis: "endpoint-said", source: learn },
    {
      weight: 0.65,
      when: { any: ["imds-identity-not-found"] },
      basis: "endpoint-said",
      source: "IMDS error text",
    },
    {
      weight: 0.55,
      when: { any: ["endpoint-identity-not-assigned"] },
      basis: "endpoint-said",
      source: "Azure Identity's wording for a 400 of IMDS",
    },
    {
      weight: 0.85,
      when: {
        facts: { selectedIdAssigned: is.no },
        stage: ["token", "get", "list", "config", "reference"],
        none: ["rbac-denied", "policy-denied"],
      },
      basis: "arm-showed",
      source: taxonomy,
    },
    {
      weight: 0.85,
      when: { facts: { selectedId: blank }, stage: ["token", "get", "list", "config"] },
      basis: "environment-showed",
      source: "an empty id is not no id to older libraries",
    },
    {
      weight: 0.85,
      when: { any: ["client-id-blank"] },
      basis: "environment-showed",
      source: "Azure Identity for .NET",
    },
    {
      weight: 0.85,
      when: { any: [...refused], all: ["attachment-dead"] },
      basis: "arm-showed",
      source: taxonomy,
    },
    {
      weight: 0.7,
      when: { any: ["pod-identity-unassigned"] },
      basis: "endpoint-said",
      source: "AAD Pod Identity, troubleshooting",
    },
    {
      weight: 0.3,
      when: { any: ["endpoint-loads-none"], unless: { selectedId: none } },
      basis: "endpoint-said",
      source: taxonomy,
    },
    {
      weight: 0.4,
      when: { any: [...refused], facts: { selectedId: idSent }, unless: { selectedIdAssigned: is.yes } },
      basis: "endpoint-said",
      source: taxonomy,
    },
    { weight: 0.25, when: { any: ["endpoint-bad-request"] }, basis: "endpoint-said", source: learn },
    {
      weight: -0.8,
      when: { facts: { selectedId: none } },
      basis: "environment-showed",
      source: "no id was sent",
    },
    { weight: -0.85, when: { facts: { selectedIdAssigned: is.yes } }, basis: "arm-showed", source: taxonomy },
    { weight: -0.6, when: { any: ["selector-is-principal-id"] }, basis: "arm-showed", source: taxonomy },
  ]),
  ...rulesFor("principal-id-used-as-client-id", [
    {
      weight: -0.85,
      when: { any: ["entra-client-not-a-guid"] },
      basis: "token-said",
      source: "an object ID is a GUID",
    },
    {
      weight: 0.9,
      when: { any: ["entra-client-not-in-tenant"], facts: { selectedId: is.one<string>("principal-id") } },
      basis: "token-said",
      source: taxonomy,
    },
    {
      weight: 0.6,
      when: {
        facts: { selectedId: is.one<string>("principal-id"), selectedIdAssigned: is.yes },
        knownStage: ["token"],
      },
      basis: "environment-showed",
      source: taxonomy,
    },
    { weight: 0.95, when: { any: ["selector-is-principal-id"] }, basis: "arm-showed", source: taxonomy },
    {
      weight: 0.85,
      when: {
        facts: { selectedId: is.one<string>("principal-id") },
        unless: { selectedIdAssigned: is.yes },
        stage: ["token", "get", "list", "config"],
        none: ["vault-forbidden"],
      },
      basis: "environment-showed",
      source: taxonomy,
    },
    {
      weight: 0.12,
      when: {
        any: ["endpoint-id-not-found", "imds-identity-not-found", "entra-client-not-in-tenant"],
        unless: { selectedId: is.one<string>("none", "blank", "client-id") },
      },
      basis: "inferred",
      source: taxonomy,
    },
  ]),
];
