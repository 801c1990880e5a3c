import {
  assignUserAssigned,
  grantRole,
  identityNamed,
  setAccessPolicy,
  setAppSettings,
} from "../world/changes.ts";
import { resourceGroupId } from "../world/resource-ids.ts";
import type { World } from "../world/schema.ts";
import type { WorldDefinition } from "./definition.ts";
import { ordinarySecrets } from "./ordinary-secrets.ts";
import { emptyWorld, vaultUri, withSystemAssigned, withUserAssigned, withVault } from "./parts.ts";

const vaults = ["kv-orders", "kv-payments", "kv-partner"];

/** Two identities and three vaults (access policies; RBAC; RBAC by private link), everything allowed. */
export const healthy: WorldDefinition = {
  name: "healthy",
  title: "Everything is allowed",
  about: "story",
  steps: () => [],
  build: (ids) => {
    let world = withSystemAssigned(emptyWorld(ids, "healthy"), ids);
    world = assignUserAssigned(withUserAssigned(world, ids, ["id-orders"]), ["id-orders"]);
    const secrets = (vault: string) => ({ kind: "listed" as const, secrets: ordinarySecrets(ids, vault) });
    world = withVault(world, {
      name: "kv-orders",
      permissionModel: "access-policy",
      secrets: secrets("kv-orders"),
    });
    world = withVault(world, {
      name: "kv-payments",
      permissionModel: "rbac",
      secrets: secrets("kv-payments"),
    });
    world = withVault(world, {
      name: "kv-partner",
      permissionModel: "rbac",
      publicNetworkAccess: "Disabled",
      privateEndpoint: { name: "pe-kv-partner", address: "10.20.2.5", reachedByApp: true },
      secrets: secrets("kv-partner"),
    });
    return withGrants({
      ...world,
      sites: world.sites.map((site) => ({ ...site, privateAddress: "10.20.1.4" })),
    });
  },
};

function withGrants(start: World): World {
  let world = start;
  for (const to of ["system", "id-orders"]) {
    world = setAccessPolicy(world, { vault: "kv-orders", to, secrets: ["get", "list"] });
    world = grantRole(world, {
      to,
      role: "Key Vault Secrets User",
      scope: resourceGroupId(world, "rg-orders"),
    });
    world = grantRole(world, { to, role: "Reader", scope: resourceGroupId(world, "rg-orders") });
  }
  return setAppSettings(world, {
    AZURE_CLIENT_ID: identityNamed(world, "id-orders").clientId,
    KEY_VAULT_URLS: vaults.map(vaultUri).join(","),
  });
}
