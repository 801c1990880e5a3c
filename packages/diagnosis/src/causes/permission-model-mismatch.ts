import { grantInModel } from "../fixes/grant.ts";
import type { CauseKnowledge } from "./cause.ts";
import { givesTried, hasPolicy, holdsDataRole, policies, rbac, refusals } from "./condition.ts";

export const permissionModelMismatch: CauseKnowledge = {
  title: "The grant is made in the model that the vault does not use",
  meaning: "A vault with Azure RBAC ignores access policies; one with access policies ignores data roles.",
  next: "Grant it in the permission model that the vault uses.",
  rules: [
    [
      0.88,
      "arm-showed",
      { any: refusals, facts: { permissionModel: rbac, callerAccessPolicy: hasPolicy }, unless: { callerRoles: givesTried } },
    ],
    [
      0.88,
      "arm-showed",
      { any: refusals, facts: { permissionModel: policies, callerRoles: givesTried }, unless: { callerAccessPolicy: hasPolicy } },
    ],
    [0.5, "arm-showed", { facts: { permissionModel: policies, callerRoles: holdsDataRole }, unless: { callerAccessPolicy: hasPolicy } }],
    [0.7, "arm-showed", { any: ["rbac-denied"], facts: { callerAccessPolicy: hasPolicy } }],
    [0.7, "arm-showed", { any: ["policy-denied"], facts: { callerRoles: holdsDataRole } }],
    [0.85, "arm-showed", { knownStage: ["config"], facts: { permissionModel: rbac, callerAccessPolicy: hasPolicy } }],
    [0.1, "inferred", { any: ["rbac-denied", "policy-denied"] }],
  ],
  alike: [{ cause: "rbac-role-missing" }, { cause: "access-policy-missing" }],
  fix: grantInModel,
};
