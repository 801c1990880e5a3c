import { holdsDataRole, onlyOtherRoles } from "./role-tests.ts";
import { is, type Rule, rulesFor } from "./rule.ts";

const taxonomy = "distinguishing evidence of the cause";
const inner = "Key Vault inner error codes (Microsoft Learn, REST error codes)";
const rbac = is.one<string>("rbac");
const policies = is.one<string>("access-policy");
const refusals = ["rbac-denied", "policy-denied", "vault-forbidden", "reference-denied"] as const;

/** Who may read: access policies, roles, whom they name, and since when. */
export const authorizationRules: Rule[] = [
  ...rulesFor("access-policy-missing", [
    {
      weight: -0.65,
      when: { any: ["permission-in-entry"] },
      basis: "arm-showed",
      source: "the entry has the permission: it names somebody else, or is not in force",
    },
    { weight: 0.85, when: { any: ["policy-denied"] }, basis: "vault-said", source: inner },
    { weight: 0.5, when: { any: ["policy-not-found"] }, basis: "vault-said", source: inner },
    {
      weight: 0.6,
      when: { any: [...refusals], facts: { callerAccessPolicy: is.none, permissionModel: policies } },
      basis: "arm-showed",
      source: taxonomy,
    },
    {
      weight: 0.45,
      when: {
        any: [...refusals],
        facts: { callerAccessPolicy: is.none },
        unless: { permissionModel: rbac },
        none: ["rbac-denied"],
      },
      basis: "arm-showed",
      source: taxonomy,
    },
    {
      weight: 0.8,
      when: {
        knownStage: ["list"],
        facts: {
          callerAccessPolicy: (policy) =>
            !!policy?.secrets && !policy.secrets.includes("list") && !policy.secrets.includes("all"),
        },
        unless: { permissionModel: rbac },
      },
      basis: "arm-showed",
      source: taxonomy,
    },
    {
      weight: 0.8,
      when: {
        knownStage: ["get"],
        facts: {
          callerAccessPolicy: (policy) =>
            !!policy?.secrets && !policy.secrets.includes("get") && !policy.secrets.includes("all"),
        },
        unless: { permissionModel: rbac },
      },
      basis: "arm-showed",
      source: taxonomy,
    },
    {
      weight: 0.5,
      when: { any: ["vault-forbidden"], none: ["rbac-denied"], unless: { permissionModel: rbac } },
      basis: "inferred",
      source: taxonomy,
    },
    {
      weight: 0.3,
      when: { any: ["vault-forbidden", "reference-denied"], facts: { permissionModel: policies } },
      basis: "arm-showed",
      source: taxonomy,
    },
    {
      weight: 0.45,
      when: { any: ["reference-denied"], unless: { permissionModel: rbac } },
      basis: "arm-showed",
      source: "ResolveStatus AccessToKeyVaultDenied",
    },
    {
      weight: -0.6,
      when: { facts: { callerRoles: onlyOtherRoles }, none: ["policy-not-found"] },
      basis: "arm-showed",
      source: taxonomy,
    },
    {
      weight: -0.85,
      when: { facts: { permissionModel: rbac } },
      basis: "arm-showed",
      source: "RBAC vaults ignore access policies",
    },
    { weight: -0.85, when: { any: ["rbac-denied", "policy-compound"] }, basis: "vault-said", source: inner },
    {
      weight: -0.6,
      when: { facts: { grantedTo: is.one<string>("client-id", "other-object-id", "group") } },
      basis: "arm-showed",
      source: taxonomy,
    },
    {
      weight: -0.5,
      when: { any: ["other-identity-granted", "grant-names-client-id"] },
      basis: "arm-showed",
      source: taxonomy,
    },
  ]),
  ...rulesFor("access-policy-compound-identity", [
    { weight: 0.94, when: { any: ["policy-compound"] }, basis: "vault-said", source: inner },
    {
      weight: 0.9,
      when: {
        any: [...refusals],
        facts: { callerAccessPolicy: (policy) => policy?.applicationId === true },
        unless: { permissionModel: rbac },
      },
      basis: "arm-showed",
      source: taxonomy,
    },
  ]),
  ...rulesFor("rbac-role-missing", [
    {
      weight: -0.6,
      when: { facts: { permissionModel: rbac, callerAccessPolicy: (policy) => policy !== null } },
      basis: "arm-showed",
      source: "the grant is there, in the model that the vault does not use",
    },
    { weight: 0.82, when: { any: ["rbac-denied"] }, basis: "vault-said", source: inner },
    {
      weight: 0.6,
      when: { any: [...refusals], facts: { permissionModel: rbac, callerRoles: is.none } },
      basis: "arm-showed",
      source: taxonomy,
    },
    {
      weight: 0.45,
      when: { any: [...refusals], facts: { permissionModel: rbac } },
      basis: "arm-showed",
      source: taxonomy,
    },
    {
      weight: 0.4,
      when: { any: [...refusals], facts: { callerRoles: is.none }, unless: { permissionModel: policies } },
      basis: "arm-showed",
      source: taxonomy,
    },
    {
      weight: 0.35,
      when: { any: ["vault-forbidden"], unless: { permissionModel: policies } },
      basis: "inferred",
      source: taxonomy,
    },
    {
      weight: 0.3,
      when: { any: ["reference-denied"], unless: { permissionModel: policies } },
      basis: "inferred",
      source: taxonomy,
    },
    { weight: 0.3, when: { any: ["deny-assignment"] }, basis: "vault-said", source: inner },
    {
      weight: -0.75,
      when: { facts: { callerRoles: (roles) => roles.length > 0 } },
      basis: "arm-showed",
      source: taxonomy,
    },
    {
      weight: -0.85,
      when: { facts: { permissionModel: policies } },
      basis: "arm-showed",
      source: "access-policy vaults ignore data roles",
    },
    {
      weight: -0.85,
      when: { any: ["policy-denied", "policy-compound"] },
      basis: "vault-said",
      source: inner,
    },
    {
      weight: -0.6,
      when: { facts: { grantAgeSeconds: is.under(900) } },
      basis: "arm-showed",
      source: taxonomy,
    },
    {
      weight: -0.6,
      when: { facts: { grantedTo: is.one<string>("client-id", "other-object-id", "group") } },
      basis: "arm-showed",
      source: taxonomy,
    },
    {
      weight: -0.5,
      when: { any: ["other-identity-granted", "grant-names-client-id"] },
      basis: "arm-showed",
      source: taxonomy,
    },
  ]),
  ...rulesFor("role-without-secret-read", [
    {
      weight: 0.8,
      when: { any: [...refusals], facts: { callerRoles: onlyOtherRoles } },
      basis: "arm-showed",
      source: "Microsoft Learn, Azure built-in roles for Key Vault data plane operations",
    },
    {
      weight: 0.75,
      when: { status: [403], stage: ["get", "list", "reference"], facts: { callerRoles: onlyOtherRoles } },
      basis: "arm-showed",
      source: taxonomy,
    },
    {
      weight: -0.6,
      when: { facts: { permissionModel: policies, callerRoles: holdsDataRole, callerAccessPolicy: is.none } },
      basis: "arm-showed",
      source: "the model is what does not fit",
    },
    {
      weight: 0.3,
      when: { any: [...refusals], all: ["management-roles-only"] },
      basis: "arm-showed",
      source: "management roles give no data; people take them for a grant",
    },
    {
      weight: 0.12,
      when: { any: ["rbac-denied"], unless: { callerRoles: () => true } },
      basis: "inferred",
      source: taxonomy,
    },
  ]),
];
