import type { ObservedVault, VaultsAnswer } from "@latchkey/shared/vault";
import type { Azure } from "../azure/azure.ts";
import type { Deps } from "../deps.ts";
import type { InventoryStore } from "../inventory/inventory.ts";
import type { ConfiguredVault } from "../settings/configured-vaults.ts";
import { describeVault } from "./describe-vault.ts";

/** The configured vaults with what ARM shows and what the network shows of each just now. Sends one request to each vault. */
export async function observeVaults(deps: Deps, inventory: InventoryStore): Promise<VaultsAnswer> {
  const checkedAt = deps.now().toISOString();
  const azure = await deps.azure();
  const [arm, network] = await Promise.all([
    inventory.vaults(),
    Promise.all(deps.settings.vaults.map((vault) => observeNetwork(azure, vault))),
  ]);
  const vaults = deps.settings.vaults.map((vault, index) => {
    const seen = network[index] ?? notLooked;
    return { ...describeVault(vault, arm), ...seen };
  });
  return { checkedAt, vaults };
}

type Seen = Pick<ObservedVault, "dns" | "seenAddress">;

const unknown = { state: "unknown" as const, because: "it was not looked at" };
const notLooked: Seen = { dns: unknown, seenAddress: unknown };

async function observeNetwork({ network }: Azure, vault: ConfiguredVault): Promise<Seen> {
  const [dns, seenAddress] = await Promise.all([
    network.dns(new URL(vault.uri).hostname),
    network.seenAddress(vault.uri),
  ]);
  return { dns, seenAddress };
}
