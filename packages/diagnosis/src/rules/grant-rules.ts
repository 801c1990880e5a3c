import { holdsDataRole, listsSecrets, readsSecrets } from "./role-tests.ts";
import { is, type Rule, rulesFor } from "./rule.ts";

const taxonomy = "distinguishing evidence of the cause";
const rbac = is.one<string>("rbac");
const policies = is.one<string>("access-policy");
const hasPolicy = (policy: unknown): boolean => policy !== null;
const refusals = ["rbac-denied", "policy-denied", "vault-forbidden", "reference-denied"] as const;

/** Whether a grant exists in the right model, for the right principal, and is in force. */
export const grantRules: Rule[] = [
  ...rulesFor("permission-model-mismatch", [
    {
      weight: 0.88,
      when: {
        any: [...refusals],
        facts: { permissionModel: rbac, callerAccessPolicy: hasPolicy },
        unless: { callerRoles: readsSecrets },
      },
      basis: "arm-showed",
      source: taxonomy,
    },
    {
      weight: 0.88,
      when: {
        any: [...refusals],
        facts: { permissionModel: policies, callerRoles: readsSecrets },
        unless: { callerAccessPolicy: hasPolicy },
      },
      basis: "arm-showed",
      source: taxonomy,
    },
    {
      weight: 0.5,
      when: {
        facts: { permissionModel: policies, callerRoles: holdsDataRole },
        unless: { callerAccessPolicy: hasPolicy },
      },
      basis: "arm-showed",
      source: taxonomy,
    },
    {
      weight: 0.7,
      when: { any: ["rbac-denied"], facts: { callerAccessPolicy: hasPolicy } },
      basis: "arm-showed",
      source: taxonomy,
    },
    {
      weight: 0.7,
      when: { any: ["policy-denied"], facts: { callerRoles: holdsDataRole } },
      basis: "arm-showed",
      source: taxonomy,
    },
    {
      weight: 0.85,
      when: { knownStage: ["config"], facts: { permissionModel: rbac, callerAccessPolicy: hasPolicy } },
      basis: "arm-showed",
      source: taxonomy,
    },
    {
      weight: 0.7,
      when: {
        any: ["vault-forbidden"],
        facts: { callerRoles: readsSecrets, grantAgeSeconds: is.over(3600) },
        unless: { permissionModel: rbac },
      },
      basis: "inferred",
      source: taxonomy,
    },
    { weight: 0.1, when: { any: ["rbac-denied", "policy-denied"] }, basis: "inferred", source: taxonomy },
  ]),
  ...rulesFor("grant-on-wrong-principal", [
    {
      weight: 0.5,
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
      weight: 0.8,
      when: { any: ["assignment-of-old-principal"] },
      basis: "arm-showed",
      source:
        "Microsoft Learn, Troubleshoot Azure RBAC: an assignment of the same name exists for a former principal",
    },
    {
      weight: 0.9,
      when: { any: [...refusals], all: ["grant-names-client-id"] },
      basis: "arm-showed",
      source: taxonomy,
    },
    {
      weight: 0.85,
      when: {
        any: [...refusals],
        facts: { grantedTo: is.one<string>("client-id", "other-object-id") },
        none: ["other-identity-granted"],
      },
      basis: "arm-showed",
      source: taxonomy,
    },
    {
      weight: 0.25,
      when: {
        any: ["policy-denied"],
        unless: { callerAccessPolicy: () => true, grantedTo: is.one<string>("caller") },
      },
      basis: "inferred",
      source: "the object ID may not be the one in the policy",
    },
    {
      weight: 0.15,
      when: {
        any: ["rbac-denied"],
        unless: { callerRoles: () => true, grantedTo: is.one<string>("caller") },
      },
      basis: "inferred",
      source: taxonomy,
    },
    {
      weight: 0.3,
      when: { any: ["vault-forbidden"], facts: { tokenObjectIdIsGranted: is.no } },
      basis: "token-said",
      source: taxonomy,
    },
    {
      weight: -0.7,
      when: { facts: { tokenObjectIdIsGranted: is.yes } },
      basis: "token-said",
      source: taxonomy,
    },
  ]),
  ...rulesFor("change-not-yet-effective", [
    {
      weight: 0.3,
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
      weight: 0.85,
      when: {
        any: [...refusals, "arm-denied"],
        facts: { grantAgeSeconds: is.under(900) },
        unless: { grantedTo: is.one<string>("client-id", "other-object-id") },
      },
      basis: "arm-showed",
      source: "Microsoft Learn: role assignments take up to 10 minutes",
    },
    {
      weight: 0.8,
      when: { any: [...refusals], facts: { grantedTo: is.one<string>("group") } },
      basis: "arm-showed",
      source: "groups in cached managed identity tokens: up to 24 h",
    },
    {
      weight: 0.75,
      when: { any: [...refusals], all: ["grant-through-group"] },
      basis: "arm-showed",
      source: "groups in cached managed identity tokens: up to 24 h",
    },
    {
      weight: 0.75,
      when: {
        any: ["rbac-denied", "vault-forbidden"],
        facts: { callerRoles: readsSecrets },
        unless: { permissionModel: policies },
      },
      basis: "arm-showed",
      source: taxonomy,
    },
    {
      weight: 0.6,
      when: { any: ["rbac-denied"], knownStage: ["list"], facts: { callerRoles: listsSecrets } },
      basis: "arm-showed",
      source: taxonomy,
    },
    {
      weight: 0.9,
      when: { any: ["principal-not-replicated"] },
      basis: "arm-showed",
      source: "ARM's own hint at a replication delay",
    },
    {
      weight: 0.5,
      when: { any: [...refusals], facts: { intermittent: is.yes } },
      basis: "inferred",
      source: taxonomy,
    },
    {
      weight: 0.5,
      when: { any: [...refusals], facts: { tokenObjectIdIsGranted: is.yes } },
      basis: "token-said",
      source: taxonomy,
    },
    {
      weight: 0.5,
      when: { any: [...refusals], facts: { restartFixes: is.yes } },
      basis: "inferred",
      source: taxonomy,
    },
    {
      weight: 0.3,
      when: { any: ["rbac-denied"], unless: { grantAgeSeconds: is.over(3600), callerRoles: is.none } },
      basis: "inferred",
      source: "the vault's own hint at propagation time",
    },
    {
      weight: 0.45,
      when: {
        knownStage: ["reference"],
        facts: { restartFixes: is.no },
        none: ["reference-syntax", "reference-denied", "reference-no-identity"],
      },
      basis: "inferred",
      source: "App Service keeps reference values for 24 h",
    },
    {
      weight: -0.8,
      when: { facts: { grantAgeSeconds: is.over(86_400), intermittent: is.no } },
      basis: "arm-showed",
      source: taxonomy,
    },
  ]),
];
