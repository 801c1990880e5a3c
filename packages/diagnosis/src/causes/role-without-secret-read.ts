import { isDataRole } from "../azure/roles.ts";
import { grantInModel } from "../fixes/grant.ts";
import type { CauseKnowledge } from "./cause.ts";
import { holdsDataRole, is, onlyOtherRoles, policies, refusals } from "./condition.ts";

export const roleWithoutSecretRead: CauseKnowledge = {
  title: "The caller has a role, but none that reads secret values",
  meaning: "Owner, Contributor, Reader, Key Vault Contributor and Key Vault Reader do not read secret values.",
  next: "Assign a role that reads secret values, Key Vault Secrets User, on this vault.",
  rules: [
    [
      0.8,
      "arm-showed",
      { any: refusals, facts: { callerRoles: onlyOtherRoles } },
      "Microsoft Learn, Azure built-in roles for Key Vault data plane operations",
    ],
    [0.75, "arm-showed", { status: [403], stage: ["get", "list", "reference"], facts: { callerRoles: onlyOtherRoles } }],
    [
      -0.6,
      "arm-showed",
      { facts: { permissionModel: policies, callerRoles: holdsDataRole, callerAccessPolicy: is.none } },
      "the model is what does not fit",
    ],
    [0.3, "arm-showed", { any: refusals, all: ["management-roles-only"] }, "management roles give no data; people take them for a grant"],
  ],
  alike: [
    {
      cause: "permission-model-mismatch",
      ask: ["callerAccessPolicy"],
      settledBy: [],
      when: {
        facts: { permissionModel: (model) => model === "access-policy", callerRoles: (roles) => roles.some(isDataRole) },
        unless: { callerAccessPolicy: () => true },
      },
    },
    {
      cause: "access-policy-missing",
      ask: ["permissionModel", "callerAccessPolicy"],
      settledBy: ["permissionModel"],
      when: { none: ["rbac-denied", "policy-denied"] },
    },
  ],
  fix: grantInModel,
};
