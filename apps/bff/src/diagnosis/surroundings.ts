import type { Fact } from "@latchkey/shared/fact";
import { known } from "@latchkey/shared/fact";
import type { VaultId } from "@latchkey/shared/vault";
import type { ArmSite, ArmVault } from "../azure/arm.ts";
import type { ArmAnswer } from "../azure/arm-call.ts";
import type { Azure } from "../azure/azure.ts";
import type { DnsAnswer } from "../azure/vault-network.ts";
import type { ReadyIdentity } from "../identities/list-identities.ts";
import type { ArmSnapshot, Grants } from "../inventory/inventory.ts";
import type { ConfiguredVault } from "../settings/configured-vaults.ts";

/** What stands around the probes of one report: ARM's side, and the network's for the vaults that failed. */
export type Surroundings = {
  site: ArmAnswer<ArmSite>;
  vaults: ArmAnswer<ArmVault[]>;
  /** By principal ID. */
  grants: Map<string, ArmAnswer<Grants>>;
  network: Map<VaultId, { dns: Fact<DnsAnswer>; seenAddress: Fact<string> }>;
};

/** Reads ARM's side of the surroundings. */
export async function gatherFromArm(
  snapshot: ArmSnapshot,
  identities: ReadyIdentity[],
): Promise<Omit<Surroundings, "network">> {
  const [site, vaults, grants] = await Promise.all([
    snapshot.site,
    snapshot.vaults,
    grantsOf(snapshot, identities),
  ]);
  return { site, vaults, grants };
}

/** Reads the network's side, for these vaults: what DNS answers, and which address the vault saw. One request each. */
export async function gatherFromNetwork(
  { network }: Azure,
  vaults: ConfiguredVault[],
): Promise<Surroundings["network"]> {
  const seen = vaults.map(async ({ id, uri }) => {
    const [dns, seenAddress] = await Promise.all([
      network.dns(new URL(uri).hostname),
      network.seenAddress(uri),
    ]);
    return [id, { dns, seenAddress }] as const;
  });
  return new Map(await Promise.all(seen));
}

async function grantsOf(snapshot: ArmSnapshot, identities: ReadyIdentity[]): Promise<Surroundings["grants"]> {
  const principals = new Set(
    identities.map(({ shown }) => principalOf(shown)).filter((id) => id !== undefined),
  );
  return new Map(
    await Promise.all([...principals].map(async (id) => [id, await snapshot.grants(id)] as const)),
  );
}

/** The principal ID of an identity where it is known. */
export function principalOf({ principalId }: ReadyIdentity["shown"]): string | undefined {
  return known(principalId);
}

/** The vault as ARM shows it; null where ARM was read and shows none of this name; undefined where it could not be read. */
export function armVaultOf({ vaults }: Surroundings, vaultId: VaultId): ArmVault | null | undefined {
  if (vaults.kind !== "read") return undefined;
  return vaults.value.find(({ name }) => name.toLowerCase() === vaultId) ?? null;
}
