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

/** Was no id sent where one was needed? */
export const selectionRules: Rule[] = [
  ...rulesFor("user-assigned-not-selected", [
    {
      weight: -0.7,
      when: {
        any: ["imds-identity-not-found"],
        facts: { host: is.one<string>("vm", "aks"), userAssignedCount: is.over(0) },
      },
      basis: "endpoint-said",
      source: "without an id IMDS takes the only identity, so an id was sent",
    },
    {
      weight: 0.75,
      when: { any: ["endpoint-loads-none"], none: ["client-id-blank"] },
      basis: "endpoint-said",
      source: learn,
    },
    {
      weight: 0.92,
      when: { any: ["endpoint-several-identities"] },
      basis: "endpoint-said",
      source: "IMDS error text",
    },
    {
      weight: 0.85,
      when: { any: [...refused], facts: { selectedId: none, userAssignedCount: is.over(0) } },
      basis: "arm-showed",
      source: learn,
    },
    {
      weight: 0.75,
      when: { status: [400], stage: ["token"], facts: { selectedId: none, userAssignedCount: is.over(0) } },
      basis: "endpoint-said",
      source: learn,
    },
    {
      weight: 0.6,
      when: { knownStage: ["token"], facts: { selectedId: none, userAssignedCount: is.over(1) } },
      basis: "arm-showed",
      source: "IMDS refuses when several are attached",
    },
    {
      weight: 0.4,
      when: {
        knownStage: ["token"],
        facts: { systemAssigned: is.no, userAssignedCount: is.over(0) },
        unless: { selectedId: idSent },
        none: ["endpoint-variables-missing", "imds-unavailable"],
      },
      basis: "arm-showed",
      source: learn,
    },
    {
      weight: 0.3,
      when: {
        any: ["endpoint-id-not-found", "imds-identity-not-found", "endpoint-identity-not-assigned"],
        unless: { selectedId: idSent },
      },
      basis: "endpoint-said",
      source: "an older worker says so without an id too",
    },
    {
      weight: 0.3,
      when: { any: ["endpoint-bad-request"], unless: { selectedId: idSent } },
      basis: "endpoint-said",
      source: learn,
    },
    {
      weight: 0.25,
      when: { any: ["managed-identity-failed"], status: [400] },
      basis: "inferred",
      source: learn,
    },
    {
      weight: -0.85,
      when: { facts: { selectedId: idSent }, none: ["endpoint-several-identities"] },
      basis: "environment-showed",
      source: taxonomy,
    },
    {
      weight: -0.6,
      when: { facts: { selectedId: blank }, none: ["endpoint-several-identities"] },
      basis: "environment-showed",
      source: taxonomy,
    },
    {
      weight: 0.85,
      when: { any: [...refused], all: ["client-id-ignored"] },
      basis: "environment-showed",
      source: "ManagedIdentityCredential reads no AZURE_CLIENT_ID",
    },
    {
      weight: -0.7,
      when: { facts: { intermittent: is.yes, restartFixes: is.yes } },
      basis: "inferred",
      source: notStatic,
    },
    {
      weight: -0.5,
      when: {
        facts: { systemAssigned: is.yes, userAssignedCount: is.under(2) },
        none: ["endpoint-several-identities"],
      },
      basis: "arm-showed",
      source: "no id then means the system-assigned identity",
    },
  ]),
];
