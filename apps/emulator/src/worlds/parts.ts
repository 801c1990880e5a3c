import type { Ids } from "../world/ids.ts";
import type { Secret, SecretVersion, Site, UserAssignedIdentity, Vault, World } from "../world/schema.ts";

const location = "westeurope";
const resourceGroup = "rg-orders";

/** An empty subscription with the app `app-orders` in `rg-orders`, without identities, settings or vaults. */
export function emptyWorld(ids: Ids, name: string): World {
  const outboundAddresses = ["20.50.2.17", "20.50.2.18", "20.50.2.44"];
  const site: Site = {
    name: "app-orders",
    slot: "production",
    resourceGroup,
    location: "West Europe",
    sku: "Basic",
    instanceId: ids.hex("instance", 64),
    userAssigned: [],
    appSettings: {},
    outboundAddresses,
    possibleOutboundAddresses: [...outboundAddresses, "20.50.2.81", "20.50.3.9"],
  };
  return {
    name,
    tenantId: ids.guid("tenant"),
    subscription: { id: ids.guid("subscription"), displayName: "Contoso Orders" },
    resourceGroups: [{ name: resourceGroup, location }],
    sites: [site],
    hosted: { site: site.name, slot: site.slot },
    userAssignedIdentities: [],
    vaults: [],
    groups: [],
    roleAssignments: [],
    denyAssignments: [],
    latency: { perHopMs: 0 },
    faults: [],
  };
}

/** The world with the hosted app's system-assigned identity switched on. */
export const withSystemAssigned = (world: World, ids: Ids): World => ({
  ...world,
  sites: world.sites.map((site) => ({
    ...site,
    systemAssigned: { principalId: ids.guid("system principal"), clientId: ids.guid("system client") },
  })),
});

/** The world with user-assigned identities in `rg-orders`, not assigned to anything yet. */
export const withUserAssigned = (world: World, ids: Ids, names: string[]): World => ({
  ...world,
  userAssignedIdentities: [
    ...world.userAssignedIdentities,
    ...names.map(
      (name): UserAssignedIdentity => ({
        name,
        resourceGroup,
        location,
        principalId: ids.guid(`${name} principal`),
        clientId: ids.guid(`${name} client`),
        tags: { app: "orders" },
      }),
    ),
  ],
});

type VaultParts = Pick<Vault, "name" | "permissionModel"> & Partial<Vault>;

/** A vault in `rg-orders` that is open to every network and holds `parts.secrets`, or nothing. */
function vaultOf(world: World, parts: VaultParts): Vault {
  return {
    resourceGroup,
    location,
    sku: "standard",
    tenantId: world.tenantId,
    accessPolicies: [],
    publicNetworkAccess: "Enabled",
    publicAddress: `20.61.99.${10 + world.vaults.length}`,
    softDeleteRetentionDays: 90,
    secrets: { kind: "listed", secrets: [] },
    ...parts,
  };
}

export const withVault = (world: World, parts: VaultParts): World => ({
  ...world,
  vaults: [...world.vaults, vaultOf(world, parts)],
});

export const vaultUri = (name: string) => `https://${name}.vault.azure.net`;

type SecretParts = Partial<Omit<SecretVersion, "version" | "value">> & Pick<Secret, "deletedDaysAgo">;

/** A secret with one version. Its version ID derives from the vault's and its own name. */
export function secretOf(ids: Ids, vaultAndName: string, value: string, parts: SecretParts = {}): Secret {
  const { deletedDaysAgo, ...attributes } = parts;
  const name = vaultAndName.slice(vaultAndName.indexOf("/") + 1);
  return {
    name,
    versions: [
      { version: ids.hex(`${vaultAndName} 1`, 32), value, enabled: true, createdDaysAgo: 120, ...attributes },
    ],
    ...(deletedDaysAgo === undefined ? {} : { deletedDaysAgo }),
  };
}

/** The secret with a newer current version that holds `value`. */
export const withNewVersion = (ids: Ids, secret: Secret, value: string): Secret => ({
  ...secret,
  versions: [
    ...secret.versions,
    {
      version: ids.hex(`${secret.name} ${secret.versions.length + 1}`, 32),
      value,
      enabled: true,
      createdDaysAgo: 12,
    },
  ],
});
