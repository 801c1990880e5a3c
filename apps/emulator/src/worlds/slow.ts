import { assignUserAssigned, grantRole, identityNamed, setAppSettings } from "../world/changes.ts";
import { subscriptionId } from "../world/resource-ids.ts";
import type { WorldDefinition } from "./definition.ts";
import { ordinarySecrets } from "./ordinary-secrets.ts";
import { emptyWorld, vaultUri, withSystemAssigned, withUserAssigned, withVault } from "./parts.ts";

const vaults = ["kv-orders", "kv-payments", "kv-archive", "kv-partner", "kv-shared"];
const identities = ["id-orders", "id-reporting"];

/** Three identities and five vaults, all allowed, 20 ms a hop: nothing is hidden behind a fast loopback. */
export const slow: WorldDefinition = {
  name: "slow",
  title: "Everything allowed, 20 ms a hop",
  about: "story",
  steps: () => [],
  build: (ids) => {
    let world = withSystemAssigned(emptyWorld(ids, "slow"), ids);
    world = assignUserAssigned(withUserAssigned(world, ids, identities), identities);
    for (const name of vaults) {
      world = withVault(world, {
        name,
        permissionModel: "rbac",
        secrets: { kind: "listed", secrets: ordinarySecrets(ids, name) },
      });
    }
    for (const to of ["system", ...identities]) {
      world = grantRole(world, { to, role: "Key Vault Secrets User", scope: subscriptionId(world) });
    }
    world = grantRole(world, { to: "system", role: "Reader", scope: subscriptionId(world) });
    world = setAppSettings(world, {
      KEY_VAULT_URLS: vaults.map(vaultUri).join(","),
      LATCHKEY_CLIENT_IDS: identities.map((name) => identityNamed(world, name).clientId).join(","),
    });
    return { ...world, latency: { perHopMs: 20 } };
  },
};
