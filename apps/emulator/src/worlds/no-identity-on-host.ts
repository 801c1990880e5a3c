import { changeHostedSite, grantRole, setAccessPolicy, setAppSettings } from "../world/changes.ts";
import { findVault } from "../world/find.ts";
import type { Ids } from "../world/ids.ts";
import { resourceGroupId, vaultId } from "../world/resource-ids.ts";
import type { World } from "../world/schema.ts";
import type { WorldDefinition } from "./definition.ts";
import { ordinarySecrets } from "./ordinary-secrets.ts";
import { emptyWorld, vaultUri, withVault } from "./parts.ts";

const vaults = ["kv-orders", "kv-payments"];

function assignSystemAssigned(start: World, ids: Ids): World {
  const systemAssigned = { principalId: ids.guid("system principal"), clientId: ids.guid("system client") };
  let world = changeHostedSite(start, (site) => ({ ...site, systemAssigned }));
  world = setAccessPolicy(world, { vault: "kv-orders", to: "system", secrets: ["get", "list"] });
  const payments = findVault(world, "kv-payments");
  if (payments) {
    world = grantRole(world, {
      to: "system",
      role: "Key Vault Secrets User",
      scope: vaultId(world, payments),
    });
  }
  return grantRole(world, { to: "system", role: "Reader", scope: resourceGroupId(world, "rg-orders") });
}

/** No identity at all: the host sets no IDENTITY_ENDPOINT. The step switches the system-assigned one on and grants. */
export const noIdentityOnHost: WorldDefinition = {
  name: "no-identity-on-host",
  title: "The app has no identity",
  about: "cause",
  steps: (ids) => [
    {
      id: "assign-system-assigned",
      title: "Switch the system-assigned identity on and give it access to both vaults",
      apply: (world) => assignSystemAssigned(world, ids),
    },
  ],
  build: (ids) => {
    let world = emptyWorld(ids, "no-identity-on-host");
    const models = { "kv-orders": "access-policy", "kv-payments": "rbac" } as const;
    for (const [name, permissionModel] of Object.entries(models)) {
      const secrets = { kind: "listed" as const, secrets: ordinarySecrets(ids, name) };
      world = withVault(world, { name, permissionModel, secrets });
    }
    return setAppSettings(world, { KEY_VAULT_URLS: vaults.map(vaultUri).join(",") });
  },
};
