import {
  assignUserAssigned,
  grantRole,
  identityNamed,
  setAccessPolicy,
  setAppSettings,
} from "../world/changes.ts";
import { findVault } from "../world/find.ts";
import { resourceGroupId, vaultId } from "../world/resource-ids.ts";
import type { WorldDefinition } from "./definition.ts";
import { ordinarySecrets } from "./ordinary-secrets.ts";
import { emptyWorld, vaultUri, withSystemAssigned, withUserAssigned, withVault } from "./parts.ts";

const models = { "kv-orders": "access-policy", "kv-payments": "rbac" } as const;

/** Both identities may read both vaults, and neither may ask ARM about anything. The step gives Reader. */
export const armPermissionOrScope: WorldDefinition = {
  name: "arm-permission-or-scope",
  title: "Vault access is fine, ARM tells nothing",
  about: "cause",
  steps: () => [
    {
      id: "grant-reader",
      title: "Give both identities Reader on rg-orders",
      apply: (world) =>
        ["system", "id-orders"].reduce(
          (changed, to) =>
            grantRole(changed, { to, role: "Reader", scope: resourceGroupId(changed, "rg-orders") }),
          world,
        ),
    },
  ],
  build: (ids) => {
    let world = withSystemAssigned(emptyWorld(ids, "arm-permission-or-scope"), ids);
    world = assignUserAssigned(withUserAssigned(world, ids, ["id-orders"]), ["id-orders"]);
    for (const [name, permissionModel] of Object.entries(models)) {
      const secrets = { kind: "listed" as const, secrets: ordinarySecrets(ids, name) };
      world = withVault(world, { name, permissionModel, secrets });
    }
    const payments = findVault(world, "kv-payments");
    for (const to of ["system", "id-orders"]) {
      world = setAccessPolicy(world, { vault: "kv-orders", to, secrets: ["get", "list"] });
      if (payments) {
        world = grantRole(world, { to, role: "Key Vault Secrets User", scope: vaultId(world, payments) });
      }
    }
    return setAppSettings(world, {
      AZURE_CLIENT_ID: identityNamed(world, "id-orders").clientId,
      KEY_VAULT_URLS: Object.keys(models).map(vaultUri).join(","),
    });
  },
};
