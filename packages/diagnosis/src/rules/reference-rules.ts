import { is, type Rule, rulesFor } from "./rule.ts";

const taxonomy = "distinguishing evidence of the cause";
const learn = "Microsoft Learn, Use Key Vault references as app settings";
const literal = ["reference-literal", "about-reference"] as const;
const rbac = is.one<string>("rbac");

/** A reference that stays a literal says only that App Service could not resolve it: the facts around it decide. */
export const referenceRules: Rule[] = [
  ...rulesFor("unknown", [
    { weight: 0.4, when: { any: ["reference-literal"] }, basis: "environment-showed", source: learn },
  ]),
  ...rulesFor("no-identity-on-host", [
    {
      weight: 0.9,
      when: { knownStage: ["reference"], facts: { systemAssigned: is.no, userAssignedCount: is.none } },
      basis: "arm-showed",
      source: learn,
    },
    {
      weight: 0.45,
      when: {
        any: [...literal],
        facts: { systemAssigned: is.no },
        unless: { referenceIdentity: is.one<string>("user-assigned") },
      },
      basis: "arm-showed",
      source: learn,
    },
    { weight: 0.1, when: { any: ["reference-literal"] }, basis: "inferred", source: learn },
  ]),
  ...rulesFor("reference-identity-not-selected", [
    {
      weight: 0.5,
      when: {
        any: [...literal],
        facts: { systemAssigned: is.no },
        unless: { referenceIdentity: is.one<string>("user-assigned"), userAssignedCount: is.none },
      },
      basis: "arm-showed",
      source: learn,
    },
    {
      weight: -0.7,
      when: { facts: { referenceIdentity: is.one<string>("user-assigned") } },
      basis: "arm-showed",
      source: taxonomy,
    },
    { weight: -0.6, when: { facts: { userAssignedCount: is.none } }, basis: "arm-showed", source: taxonomy },
  ]),
  ...rulesFor("grant-on-wrong-principal", [
    {
      weight: 0.85,
      when: { any: [...literal], facts: { grantedTo: is.one<string>("client-id", "other-object-id") } },
      basis: "arm-showed",
      source: taxonomy,
    },
  ]),
  ...rulesFor("access-policy-missing", [
    {
      weight: 0.75,
      when: { any: [...literal], facts: { callerAccessPolicy: is.none }, unless: { permissionModel: rbac } },
      basis: "arm-showed",
      source: taxonomy,
    },
    { weight: 0.15, when: { any: ["reference-literal"] }, basis: "inferred", source: learn },
  ]),
  ...rulesFor("rbac-role-missing", [
    {
      weight: 0.75,
      when: { any: [...literal], facts: { callerRoles: is.none, permissionModel: rbac } },
      basis: "arm-showed",
      source: taxonomy,
    },
  ]),
  ...rulesFor("vault-firewall-denied", [
    { weight: 0.1, when: { any: ["reference-literal"] }, basis: "inferred", source: learn },
  ]),
  ...rulesFor("change-not-yet-effective", [
    {
      weight: 0.55,
      when: { any: ["reference-literal"], facts: { restartFixes: is.yes } },
      basis: "inferred",
      source: "App Service keeps reference values for 24 h",
    },
  ]),
];
