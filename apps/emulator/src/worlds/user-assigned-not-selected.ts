import { assignUserAssigned, grantRole, identityNamed, setAppSettings } from "../world/changes.ts";
import { resourceGroupId } from "../world/resource-ids.ts";
import type { Step, WorldDefinition } from "./definition.ts";
import { ordinarySecrets } from "./ordinary-secrets.ts";
import { emptyWorld, vaultUri, withUserAssigned, withVault } from "./parts.ts";

const vaults = ["kv-orders", "kv-payments"];

const setClientId: Step = {
  id: "set-client-id",
  title: "Set AZURE_CLIENT_ID to the client ID of id-orders",
  apply: (world) => setAppSettings(world, { AZURE_CLIENT_ID: identityNamed(world, "id-orders").clientId }),
};

/**
 * One user-assigned identity with every right, and nothing that selects it: a request without an id is refused.
 * The step selects it.
 */
export const userAssignedNotSelected: WorldDefinition = {
  name: "user-assigned-not-selected",
  title: "A user-assigned identity that nobody selected",
  about: "cause",
  steps: () => [setClientId],
  build: (ids) => {
    let world = withUserAssigned(emptyWorld(ids, "user-assigned-not-selected"), ids, ["id-orders"]);
    world = assignUserAssigned(world, ["id-orders"]);
    for (const name of vaults) {
      const secrets = { kind: "listed" as const, secrets: ordinarySecrets(ids, name) };
      world = withVault(world, { name, permissionModel: "rbac", secrets });
    }
    const scope = resourceGroupId(world, "rg-orders");
    world = grantRole(world, { to: "id-orders", role: "Key Vault Secrets User", scope });
    world = grantRole(world, { to: "id-orders", role: "Reader", scope });
    return setAppSettings(world, {
      KEY_VAULT_URLS: vaults.map(vaultUri).join(","),
      LATCHKEY_CLIENT_IDS: identityNamed(world, "id-orders").clientId,
    });
  },
};
