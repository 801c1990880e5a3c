import { is, type Rule, rulesFor } from "./rule.ts";

const none = is.one<string>("none");
const learn = "Microsoft Learn, REST endpoint reference of managed identities for App Service";
const taxonomy = "distinguishing evidence of the cause";

/** Is the caller the identity that was meant? */
export const callerRules: Rule[] = [
  ...rulesFor("wrong-identity-selected", [
    {
      weight: 0.45,
      when: {
        any: ["policy-denied", "vault-forbidden", "reference-denied"],
        all: ["permission-in-entry"],
        unless: {
          permissionModel: is.one<string>("rbac"),
          callerAccessPolicy: (policy) => policy?.applicationId === true,
        },
      },
      basis: "arm-showed",
      source: taxonomy,
    },
    {
      weight: 0.5,
      when: {
        any: ["vault-forbidden"],
        facts: {
          userAssignedCount: is.over(0),
          selectedId: none,
          host: is.one<string>("app-service", "functions", "container-apps"),
        },
        unless: { systemAssigned: is.no, callerAccessPolicy: is.none, callerRoles: is.none },
      },
      basis: "environment-showed",
      source: learn,
    },
    {
      weight: -0.85,
      when: { any: ["named-on-purpose"] },
      basis: "environment-showed",
      source: "the probe chose this identity itself",
    },
    {
      weight: 0.93,
      when: {
        any: ["rbac-denied", "policy-denied", "vault-forbidden", "reference-denied"],
        all: ["other-identity-granted"],
      },
      basis: "arm-showed",
      source: taxonomy,
    },
    {
      weight: 0.6,
      when: {
        facts: { tokenObjectIdIsGranted: is.no, userAssignedCount: is.over(0) },
        unless: { grantedTo: is.one<string>("client-id", "other-object-id") },
      },
      basis: "token-said",
      source: taxonomy,
    },
    {
      weight: 0.55,
      when: { facts: { tokenObjectIdIsGranted: is.no, systemAssigned: is.yes } },
      basis: "token-said",
      source: taxonomy,
    },
    {
      weight: 0.5,
      when: {
        any: ["rbac-denied", "policy-denied", "vault-forbidden"],
        facts: { userAssignedCount: is.over(1) },
        unless: { selectedId: is.one<string>("client-id", "resource-id") },
      },
      basis: "inferred",
      source: taxonomy,
    },
    {
      weight: 0.45,
      when: {
        any: ["rbac-denied", "policy-denied", "vault-forbidden"],
        facts: { systemAssigned: is.yes, userAssignedCount: is.over(0) },
        unless: { selectedId: is.one<string>("client-id", "resource-id") },
      },
      basis: "inferred",
      source: learn,
    },
    {
      weight: 0.4,
      when: {
        any: ["rbac-denied", "policy-denied", "vault-forbidden"],
        facts: { userAssignedCount: is.over(0), selectedId: none },
      },
      basis: "inferred",
      source: learn,
    },
    {
      weight: 0.45,
      when: {
        any: ["rbac-denied", "policy-denied", "vault-forbidden"],
        all: ["credential-service-principal"],
      },
      basis: "environment-showed",
      source: taxonomy,
    },
    {
      weight: 0.4,
      when: { any: ["rbac-denied", "policy-denied", "vault-forbidden"], all: ["credential-developer-tool"] },
      basis: "environment-showed",
      source: taxonomy,
    },
    {
      weight: 0.3,
      when: {
        any: ["rbac-denied", "policy-denied", "vault-forbidden"],
        facts: { grantedTo: is.one<string>("other-object-id") },
      },
      basis: "arm-showed",
      source: taxonomy,
    },
    {
      weight: 0.25,
      when: {
        any: ["rbac-denied", "policy-denied", "vault-forbidden"],
        facts: { host: is.one<string>("aks", "vm") },
        unless: { callerAccessPolicy: is.none, callerRoles: is.none },
      },
      basis: "inferred",
      source: "a host can carry identities of several owners",
    },
    {
      weight: -0.7,
      when: { facts: { tokenObjectIdIsGranted: is.yes } },
      basis: "token-said",
      source: taxonomy,
    },
    {
      weight: -0.5,
      when: { facts: { grantedTo: is.one<string>("client-id", "caller", "group") } },
      basis: "arm-showed",
      source: taxonomy,
    },
  ]),
  ...rulesFor("reference-identity-not-selected", [
    {
      weight: 0.6,
      when: {
        any: ["reference-denied", "reference-no-identity"],
        facts: { userAssignedCount: is.over(0) },
        unless: { referenceIdentity: is.one<string>("user-assigned") },
      },
      basis: "arm-showed",
      source: "Microsoft Learn, Use Key Vault references: access vaults with a user-assigned identity",
    },
    {
      weight: 0.7,
      when: {
        stage: ["reference"],
        facts: {
          referenceIdentity: is.one<string>("system-assigned", "unset"),
          userAssignedCount: is.over(0),
        },
      },
      basis: "arm-showed",
      source: taxonomy,
    },
    {
      weight: 0.55,
      when: {
        any: ["about-reference", "reference-literal", "reference-denied", "reference-no-identity"],
        facts: { referenceIdentity: is.one<string>("system-assigned", "unset") },
        unless: { systemAssigned: is.yes },
      },
      basis: "arm-showed",
      source: taxonomy,
    },
    {
      weight: 0.6,
      when: {
        knownStage: ["reference"],
        facts: { userAssignedCount: is.over(0), systemAssigned: is.no },
        unless: { referenceIdentity: is.one<string>("user-assigned") },
      },
      basis: "arm-showed",
      source: taxonomy,
    },
    {
      weight: 0.4,
      when: {
        knownStage: ["reference"],
        facts: { userAssignedCount: is.over(0) },
        unless: { referenceIdentity: is.one<string>("user-assigned") },
      },
      basis: "arm-showed",
      source: taxonomy,
    },
    {
      weight: 0.3,
      when: {
        any: ["reference-no-identity", "reference-denied"],
        unless: { referenceIdentity: is.one<string>("user-assigned") },
      },
      basis: "inferred",
      source: taxonomy,
    },
    { weight: 0.2, when: { any: ["reference-literal"] }, basis: "inferred", source: taxonomy },
  ]),
];
