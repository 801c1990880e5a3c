import type { Vault } from "@latchkey/shared/vault";

/** The permission model as the portal names it, short. */
export function permissionModelWords(model: Vault["permissionModel"]): string {
  if (model.state === "unknown") return "Permission model unknown";
  return model.value === "rbac" ? "Azure RBAC" : "Vault access policy";
}
