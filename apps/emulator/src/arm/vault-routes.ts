import { findVault } from "../world/find.ts";
import { sameId, vaultId } from "../world/resource-ids.ts";
import type { AccessPolicy, Vault, World } from "../world/schema.ts";
import { readable } from "./readable.ts";
import { armReply, resourceNotFound } from "./reply.ts";
import type { ArmRoute } from "./route.ts";

const action = "Microsoft.KeyVault/vaults/read";
const inSubscription = "/subscriptions/{subscription}";
const inGroup = `${inSubscription}/resourcegroups/{group}`;
const provider = "providers/microsoft.keyvault/vaults";

const policyBody = (policy: AccessPolicy) => ({
  tenantId: policy.tenantId,
  objectId: policy.objectId,
  ...(policy.applicationId === undefined ? {} : { applicationId: policy.applicationId }),
  permissions: { keys: policy.keys, secrets: policy.secrets, certificates: policy.certificates, storage: [] },
});

const endpointBody = (world: World, vault: Vault, name: string) => ({
  id: `${vaultId(world, vault)}/privateEndpointConnections/${name}-connection`,
  properties: {
    provisioningState: "Succeeded",
    privateEndpoint: {
      id: `/subscriptions/${world.subscription.id}/resourceGroups/${vault.resourceGroup}/providers/Microsoft.Network/privateEndpoints/${name}`,
    },
    privateLinkServiceConnectionState: { status: "Approved", description: "", actionsRequired: "None" },
  },
});

/** `networkAcls` and `privateEndpointConnections` are absent when there are none, as recorded. */
function optionalProperties(world: World, vault: Vault) {
  const acls = vault.networkAcls;
  return {
    ...(acls === undefined
      ? {}
      : {
          networkAcls: {
            bypass: acls.bypass,
            defaultAction: acls.defaultAction,
            ipRules: acls.ipRules.map((value) => ({ value })),
            virtualNetworkRules: acls.virtualNetworkRules.map((id) => ({ id: id.toLowerCase() })),
          },
        }),
    ...(vault.privateEndpoint === undefined
      ? {}
      : { privateEndpointConnections: [endpointBody(world, vault, vault.privateEndpoint.name)] }),
    ...(vault.permissionModel === "rbac" ? { enableRbacAuthorization: true } : {}),
  };
}

/** Source: recorded answers of azure-cli tests (2021 for access policies, 2024 for RBAC with a firewall). */
const vaultBody = (world: World, vault: Vault) => ({
  id: vaultId(world, vault),
  name: vault.name,
  type: "Microsoft.KeyVault/vaults",
  location: vault.location,
  tags: {},
  systemData: {
    createdBy: "platform@contoso.example",
    createdByType: "User",
    createdAt: "2025-03-04T09:12:31.442Z",
    lastModifiedBy: "platform@contoso.example",
    lastModifiedByType: "User",
    lastModifiedAt: "2026-01-20T15:40:02.118Z",
  },
  properties: {
    sku: { family: "A", name: vault.sku },
    tenantId: vault.tenantId,
    accessPolicies: vault.accessPolicies.map(policyBody),
    enabledForDeployment: false,
    enableSoftDelete: true,
    softDeleteRetentionInDays: vault.softDeleteRetentionDays,
    vaultUri: `https://${vault.name}.vault.azure.net/`,
    provisioningState: "Succeeded",
    publicNetworkAccess: vault.publicNetworkAccess,
    ...optionalProperties(world, vault),
  },
});

const list = (pattern: string, scopeOf: ArmRoute["scopeOf"]): ArmRoute => ({
  method: "GET",
  pattern,
  action,
  scopeOf,
  reading: "filtered",
  answer: (exchange, values) => {
    const { world } = exchange.cloud;
    const items = readable(exchange, { items: world.vaults, action, idOf: (v) => vaultId(world, v), values });
    return armReply(exchange.cloud, 200, { value: items.map((vault) => vaultBody(world, vault)) });
  },
});

export const vaultRoutes: ArmRoute[] = [
  {
    method: "GET",
    pattern: `${inGroup}/${provider}/{vault}`,
    action,
    scopeOf: (_, path) => path,
    reading: "one",
    answer: ({ cloud }, { group = "", vault: name = "" }) => {
      const vault = findVault(cloud.world, name);
      return vault && sameId(vault.resourceGroup, group)
        ? armReply(cloud, 200, vaultBody(cloud.world, vault))
        : resourceNotFound(cloud, "Microsoft.KeyVault/vaults", name, group);
    },
  },
  list(
    `${inGroup}/${provider}`,
    ({ subscription, group }) => `/subscriptions/${subscription}/resourceGroups/${group}`,
  ),
  list(`${inSubscription}/${provider}`, ({ subscription }) => `/subscriptions/${subscription}`),
];
