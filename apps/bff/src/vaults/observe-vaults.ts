import type { ObservedVault, VaultsAnswer } from "@latchkey/shared/vault";
import type { WithAzure } from "../azure/azure.ts";
import { gatherFromArm, gatherFromNetwork, type Surroundings } from "../cell/gather.ts";
import { listGrants } from "../cell/list-grants.ts";
import type { Clock } from "../clock.ts";
import { listIdentities } from "../identities/list-identities.ts";
import type { InventoryStore } from "../inventory/inventory.ts";
import type { ConfiguredVault } from "../settings/configured-vaults.ts";
import type { WithSettings } from "../settings/settings.ts";
import { describeVault } from "./describe-vault.ts";

/**
 * The configured vaults with what ARM shows, what the network shows of each just now, and what they grant to our identities. Sends one
 * request, without a token, to each vault.
 */
export async function observeVaults(
  deps: Clock & WithSettings & WithAzure,
  inventory: InventoryStore,
): Promise<VaultsAnswer> {
  const checkedAt = deps.now().toISOString();
  const azure = await deps.azure();
  const identities = await listIdentities(deps, inventory);
  const [arm, network] = await Promise.all([
    gatherFromArm(
      inventory.snapshot(),
      identities.map(({ shown }) => shown),
    ),
    gatherFromNetwork(azure, deps.settings.vaults),
  ]);
  const around = { ...arm, network };
  const vaults = deps.settings.vaults.map((vault) => ({
    ...describeVault(vault, around.vaults),
    ...seenOf(around, vault),
    grants: listGrants({ settings: deps.settings, around, vault }, identities),
  }));
  return { checkedAt, vaults };
}

function seenOf(
  { network }: Surroundings,
  { id }: ConfiguredVault,
): Pick<ObservedVault, "dns" | "seenAddress"> {
  const unknown = { state: "unknown" as const, because: "it was not looked at" };
  return network?.get(id) ?? { dns: unknown, seenAddress: unknown };
}
