import type { ArmVault } from "../azure/arm.ts";
import type { RoleAssignment } from "../azure/arm-grants.ts";

/** kv-orders as ARM shows it: RBAC, open to all networks, no access policy; give other members to change that. */
export function shownVault(changes: Partial<ArmVault> = {}): ArmVault {
  return {
    resourceId: "/subscriptions/s/resourceGroups/rg-orders/providers/Microsoft.KeyVault/vaults/kv-orders",
    name: "kv-orders",
    location: undefined,
    rbac: true,
    publicNetworkAccess: undefined,
    networkAcls: undefined,
    privateEndpoints: 0,
    softDelete: { enabled: true, retentionDays: 90 },
    tenantId: undefined,
    policies: [],
    ...changes,
  };
}

/** *Key Vault Secrets User* for the principal, on kv-orders. */
export function secretsUserFor(principalId: string): RoleAssignment {
  return {
    principalId,
    roleId: "4633458b-17de-408a-b874-0445c86b69e6",
    roleName: "Key Vault Secrets User",
    scope: shownVault().resourceId,
    dataActions: undefined,
    notDataActions: undefined,
    conditional: false,
    createdOn: undefined,
  };
}
