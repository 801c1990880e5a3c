import type { Fault } from "./fault.ts";
import { findVault, hostedSite } from "./find.ts";
import { deriveGuid } from "./ids.ts";
import { identityId, sameId, vaultId } from "./resource-ids.ts";
import { roleNamed } from "./role-definitions.ts";
import type { RoleAssignment, Site, Vault, World } from "./schema.ts";

/** "system" is the hosted app's own identity; anything else is the name of a user-assigned one. */
export type PrincipalName = "system" | (string & {});

/** @throws when the world has no such identity. */
export function identityNamed(world: World, name: PrincipalName): { principalId: string; clientId: string } {
  const found =
    name === "system"
      ? hostedSite(world).systemAssigned
      : world.userAssignedIdentities.find((identity) => sameId(identity.name, name));
  if (!found) throw new Error(`World ${world.name} has no identity ${name}.`);
  return found;
}

/** The world with a role assignment more; the same world when it is there already. */
export function grantRole(
  world: World,
  { to, role, scope }: { to: PrincipalName; role: string; scope: string },
): World {
  const { principalId } = identityNamed(world, to);
  const roleDefinitionName = roleNamed(role).name;
  const name = deriveGuid("role-assignment", scope.toLowerCase(), principalId, roleDefinitionName);
  if (world.roleAssignments.some((assignment) => assignment.name === name)) return world;
  const assignment: RoleAssignment = {
    name,
    scope,
    roleDefinitionName,
    principalId,
    principalType: "ServicePrincipal",
  };
  return { ...world, roleAssignments: [...world.roleAssignments, assignment] };
}

/** The world with a role of one vault granted. @throws when the world has no such vault or identity. */
export function grantOnVault(world: World, to: PrincipalName, role: string, vaultName: string): World {
  const vault = findVault(world, vaultName);
  if (!vault) throw new Error(`World ${world.name} has no vault ${vaultName}.`);
  return grantRole(world, { to, role, scope: vaultId(world, vault) });
}

/** The world without any role assignment of an identity, wherever it lies. */
export function revokeRoles(world: World, from: PrincipalName): World {
  const { principalId } = identityNamed(world, from);
  const left = world.roleAssignments.filter((assignment) => !sameId(assignment.principalId, principalId));
  return { ...world, roleAssignments: left };
}

/** The world with one vault changed. @throws when the world has no such vault. */
export function changeVault(world: World, name: string, change: (vault: Vault) => Vault): World {
  if (!world.vaults.some((vault) => vault.name === name)) {
    throw new Error(`World ${world.name} has no vault ${name}.`);
  }
  return { ...world, vaults: world.vaults.map((vault) => (vault.name === name ? change(vault) : vault)) };
}

/** The world with an identity's access policy entry on `vault` set to `secrets`. */
export function setAccessPolicy(
  world: World,
  { vault: vaultName, to, secrets }: { vault: string; to: PrincipalName; secrets: string[] },
): World {
  const { principalId } = identityNamed(world, to);
  return changeVault(world, vaultName, (vault) => ({
    ...vault,
    accessPolicies: [
      ...vault.accessPolicies.filter((entry) => !sameId(entry.objectId, principalId)),
      { tenantId: world.tenantId, objectId: principalId, secrets, keys: [], certificates: [] },
    ],
  }));
}

/** The world with its hosted site changed. */
export function changeHostedSite(world: World, change: (site: Site) => Site): World {
  const hosted = hostedSite(world);
  return { ...world, sites: world.sites.map((site) => (site === hosted ? change(site) : site)) };
}

/** The world with app settings of the hosted site added or replaced. */
export const setAppSettings = (world: World, settings: Record<string, string>): World =>
  changeHostedSite(world, (site) => ({ ...site, appSettings: { ...site.appSettings, ...settings } }));

/** The world with app settings of the hosted site removed. */
export const removeAppSettings = (world: World, names: string[]): World =>
  changeHostedSite(world, (site) => ({
    ...site,
    appSettings: Object.fromEntries(
      Object.entries(site.appSettings).filter(([name]) => !names.includes(name)),
    ),
  }));

/** The world in which these faults strike, and no others. */
export const withFaults = (world: World, faults: Fault[]): World => ({ ...world, faults });

/** The world with user-assigned identities assigned to the hosted site. @throws when one of them does not exist. */
export function assignUserAssigned(world: World, names: string[]): World {
  const added = names.map((name) => {
    const identity = world.userAssignedIdentities.find((candidate) => candidate.name === name);
    if (!identity) throw new Error(`World ${world.name} has no identity ${name}.`);
    return identityId(world, identity);
  });
  return changeHostedSite(world, (site) => ({
    ...site,
    userAssigned: [...site.userAssigned, ...added.filter((id) => !site.userAssigned.includes(id))],
  }));
}
