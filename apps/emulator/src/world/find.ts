import { identityId, sameId, siteId } from "./resource-ids.ts";
import type { Site, UserAssignedIdentity, Vault, World } from "./schema.ts";

/** The site and slot whose place the hosted app takes. @throws when a world names a site that it does not hold. */
export function hostedSite(world: World): Site {
  const site = findSite(world, world.hosted.site, world.hosted.slot);
  if (!site) throw new Error(`World ${world.name} has no site ${world.hosted.site} (${world.hosted.slot}).`);
  return site;
}

export const findSite = (world: World, name: string, slot: string): Site | undefined =>
  world.sites.find((site) => sameId(site.name, name) && sameId(site.slot, slot));

function identitySite(world: World): Site {
  const { site, identitiesOfSlot } = world.hosted;
  const other = identitiesOfSlot === undefined ? undefined : findSite(world, site, identitiesOfSlot);
  return other ?? hostedSite(world);
}

export const findVault = (world: World, name: string): Vault | undefined =>
  world.vaults.find((vault) => sameId(vault.name, name));

export const findUserAssigned = (world: World, resourceId: string): UserAssignedIdentity | undefined =>
  world.userAssignedIdentities.find((identity) => sameId(identityId(world, identity), resourceId));

/** One identity of a site, as the identity endpoint sees it. */
export type AssignedIdentity = {
  kind: "system-assigned" | "user-assigned";
  principalId: string;
  clientId: string;
  resourceId: string;
};

/**
 * The identities that the hosted process can get tokens of: the system-assigned one first. Empty means none. They are
 * those of its own slot, unless a swap left the process with another slot's.
 */
export function identitiesInProcess(world: World): AssignedIdentity[] {
  const site = identitySite(world);
  const system: AssignedIdentity[] = site.systemAssigned
    ? [{ kind: "system-assigned", ...site.systemAssigned, resourceId: siteId(world, site) }]
    : [];
  const user = site.userAssigned.flatMap((resourceId): AssignedIdentity[] => {
    const identity = findUserAssigned(world, resourceId);
    if (!identity) return [];
    const { principalId, clientId } = identity;
    return [{ kind: "user-assigned", principalId, clientId, resourceId: identityId(world, identity) }];
  });
  return [...system, ...user];
}

/** The principal IDs that grants to `principalId` may name: itself and the groups it is a direct member of. */
export const principalsOf = (world: World, principalId: string): string[] => [
  principalId,
  ...world.groups
    .filter((group) => group.members.some((m) => sameId(m, principalId)))
    .map((group) => group.objectId),
];
