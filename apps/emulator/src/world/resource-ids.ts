import type { Site, UserAssignedIdentity, Vault, World } from "./schema.ts";

type InGroup = { resourceGroup: string };

const inGroup = (world: World, { resourceGroup }: InGroup) =>
  `/subscriptions/${world.subscription.id}/resourceGroups/${resourceGroup}/providers`;

export const subscriptionId = (world: World) => `/subscriptions/${world.subscription.id}`;

export const resourceGroupId = (world: World, name: string) =>
  `/subscriptions/${world.subscription.id}/resourceGroups/${name}`;

export const vaultId = (world: World, vault: Vault) =>
  `${inGroup(world, vault)}/Microsoft.KeyVault/vaults/${vault.name}`;

export const secretId = (world: World, vault: Vault, secretName: string) =>
  `${vaultId(world, vault)}/secrets/${secretName}`;

export const identityId = (world: World, identity: UserAssignedIdentity) =>
  `${inGroup(world, identity)}/Microsoft.ManagedIdentity/userAssignedIdentities/${identity.name}`;

export const siteId = (world: World, site: Site) => {
  const app = `${inGroup(world, site)}/Microsoft.Web/sites/${site.name}`;
  return site.slot === "production" ? app : `${app}/slots/${site.slot}`;
};

/** Azure compares resource IDs without regard to case, and ARM itself writes `resourcegroups` now and then. */
export const sameId = (left: string, right: string) => left.toLowerCase() === right.toLowerCase();

/** ARM gives the IDs of user-assigned identities with a lower-case `resourcegroups`. Source: recorded azure-cli answers. */
export const withLowerCaseGroups = (id: string) => id.replace("/resourceGroups/", "/resourcegroups/");

/** Whether something granted at `scope` reaches `resourceId`: the same place or below it. */
export function scopeCovers(scope: string, resourceId: string): boolean {
  const above = scope.toLowerCase().replace(/\/+$/, "");
  const below = resourceId.toLowerCase().replace(/\/+$/, "");
  return below === above || below.startsWith(`${above}/`);
}
