import { grantRole } from "../fixes/grant.ts";
import type { CauseKnowledge } from "./cause.ts";
import { is, policies, rbac, referenceLiterals, refusals } from "./condition.ts";

const codes = "Key Vault inner error codes (Microsoft Learn, REST error codes)";

export const rbacRoleMissing: CauseKnowledge = {
  title: "No role assignment lets this caller in",
  meaning: "The vault uses Azure RBAC, and no assignment that reaches it gives the caller this data action.",
  next: "Assign the role Key Vault Secrets User to the identity's Object (principal) ID on this vault.",
  rules: [
    [
      -0.6,
      "arm-showed",
      { facts: { permissionModel: rbac, callerAccessPolicy: (policy) => policy !== null } },
      "the grant is there, in the model that the vault does not use",
    ],
    [0.82, "vault-said", { any: ["rbac-denied"] }, codes],
    [0.6, "arm-showed", { any: refusals, facts: { permissionModel: rbac, callerRoles: is.none } }],
    [0.45, "arm-showed", { any: refusals, facts: { permissionModel: rbac } }],
    [0.4, "arm-showed", { any: refusals, facts: { callerRoles: is.none }, unless: { permissionModel: policies } }],
    [0.35, "inferred", { any: ["vault-forbidden"], unless: { permissionModel: policies } }],
    [0.3, "inferred", { any: ["reference-denied"], unless: { permissionModel: policies } }],
    [0.3, "vault-said", { any: ["deny-assignment"] }, codes],
    [-0.75, "arm-showed", { facts: { callerRoles: (roles) => roles.length > 0 } }],
    [-0.85, "arm-showed", { facts: { permissionModel: policies } }, "access-policy vaults ignore data roles"],
    [-0.85, "vault-said", { any: ["policy-denied", "policy-compound"] }, codes],
    [-0.6, "arm-showed", { facts: { grantAgeSeconds: is.under(900) } }],
    [-0.6, "arm-showed", { facts: { grantedTo: is.one("client-id", "other-object-id", "group") } }],
    [-0.5, "arm-showed", { any: ["other-identity-granted", "grant-names-client-id"] }],
    [0.75, "arm-showed", { any: referenceLiterals, facts: { callerRoles: is.none, permissionModel: rbac } }],
  ],
  alike: [
    { cause: "change-not-yet-effective", ask: ["callerRoles", "grantAgeSeconds"], settledBy: ["grantAgeSeconds", "callerRoles"] },
    { cause: "wrong-identity-selected" },
  ],
  fix: grantRole,
};
