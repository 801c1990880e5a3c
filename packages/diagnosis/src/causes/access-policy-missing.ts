import { operations, type VaultOperation, vaultOperations } from "@latchkey/shared/operations";
import type { CallerPolicy } from "../facts.ts";
import { grantPolicy } from "../fixes/grant.ts";
import type { CauseKnowledge, Rule } from "./cause.ts";
import { type FactTests, is, onlyOtherRoles, policies, rbac, referenceLiterals, refusals } from "./condition.ts";

const codes = "Key Vault inner error codes (Microsoft Learn, REST error codes)";

/** The caller's entry is known, and lacks the permission for what was tried. */
const notInEntry = (operation: VaultOperation): Rule => {
  const { objects, policyPermission } = operations[operation];
  const lacks = ({ [objects]: held = ["all"] }: CallerPolicy) => !held.includes(policyPermission) && !held.includes("all");
  const facts: FactTests = { callerAccessPolicy: (policy) => policy !== null && lacks(policy) };
  return [0.8, "arm-showed", { knownStage: [operation], facts, unless: { permissionModel: rbac } }];
};

export const accessPolicyMissing: CauseKnowledge = {
  title: "No access policy grants this operation",
  meaning: "The vault uses access policies, and the caller has no entry or one without this secret permission.",
  next: "Give the identity's Object (principal) ID the secret permission that is missing in the vault's access policies.",
  rules: [
    [-0.65, "arm-showed", { any: ["permission-in-entry"] }, "the entry has the permission: it names somebody else, or is not in force"],
    [0.85, "vault-said", { any: ["policy-denied"] }, codes],
    [0.5, "vault-said", { any: ["policy-not-found"] }, codes],
    [0.6, "arm-showed", { any: refusals, facts: { callerAccessPolicy: is.none, permissionModel: policies } }],
    [
      0.45,
      "arm-showed",
      { any: refusals, facts: { callerAccessPolicy: is.none }, unless: { permissionModel: rbac }, none: ["rbac-denied"] },
    ],
    ...vaultOperations.map(notInEntry),
    [0.5, "inferred", { any: ["vault-forbidden"], none: ["rbac-denied"], unless: { permissionModel: rbac } }],
    [0.3, "arm-showed", { any: ["vault-forbidden", "reference-denied"], facts: { permissionModel: policies } }],
    [0.45, "arm-showed", { any: ["reference-denied"], unless: { permissionModel: rbac } }, "ResolveStatus AccessToKeyVaultDenied"],
    [-0.6, "arm-showed", { facts: { callerRoles: onlyOtherRoles }, none: ["policy-not-found"] }],
    [-0.85, "arm-showed", { facts: { permissionModel: rbac } }, "RBAC vaults ignore access policies"],
    [-0.85, "vault-said", { any: ["rbac-denied", "policy-compound"] }, codes],
    [-0.6, "arm-showed", { facts: { grantedTo: is.one("client-id", "other-object-id", "group") } }],
    [-0.5, "arm-showed", { any: ["other-identity-granted", "grant-names-client-id"] }],
    [0.75, "arm-showed", { any: referenceLiterals, facts: { callerAccessPolicy: is.none }, unless: { permissionModel: rbac } }],
    [0.15, "inferred", { any: ["reference-literal"] }, "Microsoft Learn, Use Key Vault references as app settings"],
  ],
  alike: [
    {
      cause: "grant-on-wrong-principal",
      ask: ["grantedTo", "tokenObjectIdIsGranted"],
      when: { facts: { callerAccessPolicy: (policy) => policy !== null && policy.secrets === undefined } },
    },
    { cause: "grant-on-wrong-principal", ask: ["callerAccessPolicy", "grantedTo"], when: { none: ["policy-not-found"] } },
    { cause: "wrong-identity-selected" },
    {
      cause: "rbac-role-missing",
      ask: ["permissionModel", "callerAccessPolicy"],
      when: { any: ["vault-forbidden", "reference-denied"], none: ["policy-denied"] },
    },
    {
      cause: "vault-firewall-denied",
      ask: ["networkDefaultAction"],
      settledBy: ["networkDefaultAction", "callerAccessPolicy"],
      when: { any: ["vault-forbidden", "reference-denied"], none: ["policy-denied"] },
    },
  ],
  fix: grantPolicy,
};
