import { grantRole, setAccessPolicy, setAppSettings } from "../world/changes.ts";
import type { Ids } from "../world/ids.ts";
import { resourceGroupId } from "../world/resource-ids.ts";
import type { Site, World } from "../world/schema.ts";
import type { Step, WorldDefinition } from "./definition.ts";
import { ordinarySecrets } from "./ordinary-secrets.ts";
import { emptyWorld, vaultUri, withSystemAssigned, withVault } from "./parts.ts";

const vaults = { production: "kv-orders", staging: "kv-staging" };

const steps: Step[] = [
  {
    id: "swap-left-wrong-identity",
    title: "Swap the slots: the process in staging keeps the identity of production",
    apply: (world) => ({ ...world, hosted: { ...world.hosted, identitiesOfSlot: "production" } }),
  },
  {
    id: "restart-slot",
    title: "Restart the slot, so that its process gets the identity of staging",
    after: ["swap-left-wrong-identity"],
    apply: (world) => {
      const { site, slot } = world.hosted;
      return { ...world, hosted: { site, slot } };
    },
  },
];

const slotOf = (production: Site, ids: Ids): Site => ({
  ...production,
  slot: "staging",
  instanceId: ids.hex("instance staging", 64),
  systemAssigned: { principalId: ids.guid("staging principal"), clientId: ids.guid("staging client") },
});

/** Gives the hosted slot's system-assigned identity access to its own vault, and Reader. */
function grantAt(world: World, slot: keyof typeof vaults): World {
  const hosted = { ...world, hosted: { site: "app-orders", slot } };
  const granted = setAccessPolicy(hosted, { vault: vaults[slot], to: "system", secrets: ["get", "list"] });
  return grantRole(granted, { to: "system", role: "Reader", scope: resourceGroupId(world, "rg-orders") });
}

/**
 * The app runs in the slot `staging`. Each slot has a system-assigned identity of its own, which opens its own vault
 * only. After the step the token's object ID is production's while ARM shows staging's.
 */
export const slots: WorldDefinition = {
  name: "slots",
  title: "A deployment slot with its own identity, and a swap that mixes them up",
  about: "story",
  steps: () => steps,
  build: (ids) => {
    let world = withSystemAssigned(emptyWorld(ids, "slots"), ids);
    world = { ...world, sites: world.sites.flatMap((site) => [site, slotOf(site, ids)]) };
    for (const name of Object.values(vaults)) {
      const secrets = { kind: "listed" as const, secrets: ordinarySecrets(ids, name) };
      world = withVault(world, { name, permissionModel: "access-policy", secrets });
    }
    for (const slot of ["production", "staging"] as const) {
      world = setAppSettings(grantAt(world, slot), {
        KEY_VAULT_URLS: Object.values(vaults).map(vaultUri).join(","),
      });
    }
    // Staging came last, so it is the hosted one.
    return world;
  },
};
