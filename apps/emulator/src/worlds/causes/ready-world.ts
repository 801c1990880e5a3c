import {
  assignUserAssigned,
  grantOnVault,
  grantRole,
  identityNamed,
  setAccessPolicy,
  setAppSettings,
} from "../../world/changes.ts";
import type { Ids } from "../../world/ids.ts";
import { resourceGroupId } from "../../world/resource-ids.ts";
import type { World } from "../../world/schema.ts";
import type { WorldDefinition } from "../definition.ts";
import { ordinarySecrets } from "../ordinary-secrets.ts";
import { emptyWorld, vaultUri, withSystemAssigned, withUserAssigned, withVault } from "../parts.ts";

/**
 * The world before something breaks. The app uses `id-orders`, which may read `kv-orders` (access policies) and
 * `kv-payments` (RBAC); its system-assigned identity has Reader on the group and no right at any vault.
 */
function readyWorld(ids: Ids, name: string): World {
  let world = withSystemAssigned(emptyWorld(ids, name), ids);
  world = assignUserAssigned(withUserAssigned(world, ids, ["id-orders"]), ["id-orders"]);
  const models = { "kv-orders": "access-policy", "kv-payments": "rbac" } as const;
  for (const [vault, permissionModel] of Object.entries(models)) {
    const secrets = { kind: "listed" as const, secrets: ordinarySecrets(ids, vault) };
    world = withVault(world, { name: vault, permissionModel, secrets });
  }
  world = grantRole(world, { to: "system", role: "Reader", scope: resourceGroupId(world, "rg-orders") });
  world = setAccessPolicy(world, { vault: "kv-orders", to: "id-orders", secrets: ["get", "list"] });
  world = grantOnVault(world, "id-orders", "Key Vault Secrets User", "kv-payments");
  return setAppSettings(world, {
    AZURE_CLIENT_ID: identityNamed(world, "id-orders").clientId,
    KEY_VAULT_URLS: Object.keys(models).map(vaultUri).join(","),
  });
}

type Change = (world: World, ids: Ids) => World;

type CauseWorld = {
  /** The cause's id. */
  name: string;
  title: string;
  /** What goes wrong in the ready world. */
  broken: Change;
  fix: { id: string; title: string; apply: Change };
};

/** A ready world in which one thing is broken, and the one step that repairs it. */
export const causeWorld = ({ name, title, broken, fix }: CauseWorld): WorldDefinition => ({
  name,
  title,
  about: "cause",
  steps: (ids) => [{ id: fix.id, title: fix.title, apply: (world) => fix.apply(world, ids) }],
  build: (ids) => broken(readyWorld(ids, name), ids),
});
