import { grantRole, setAppSettings } from "../world/changes.ts";
import { resourceGroupId } from "../world/resource-ids.ts";
import type { WorldDefinition } from "./definition.ts";
import { ordinarySecrets } from "./ordinary-secrets.ts";
import { emptyWorld, vaultUri, withSystemAssigned, withVault } from "./parts.ts";

/** One vault with 25,000 secrets, made when asked for, beside an ordinary one. */
export const large: WorldDefinition = {
  name: "large",
  title: "A vault with 25,000 secrets",
  about: "story",
  steps: () => [],
  build: (ids) => {
    let world = withSystemAssigned(emptyWorld(ids, "large"), ids);
    world = withVault(world, {
      name: "kv-large",
      permissionModel: "rbac",
      secrets: { kind: "series", prefix: "svc", count: 25_000, seed: ids.hex("series", 32) },
    });
    world = withVault(world, {
      name: "kv-orders",
      permissionModel: "rbac",
      secrets: { kind: "listed", secrets: ordinarySecrets(ids, "kv-orders") },
    });
    const scope = resourceGroupId(world, "rg-orders");
    world = grantRole(world, { to: "system", role: "Key Vault Secrets User", scope });
    world = grantRole(world, { to: "system", role: "Reader", scope });
    return setAppSettings(world, { KEY_VAULT_URLS: ["kv-large", "kv-orders"].map(vaultUri).join(",") });
  },
};
