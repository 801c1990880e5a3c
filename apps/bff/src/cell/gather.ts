import { type Fact, known } from "@latchkey/shared/fact";
import type { Identity } from "@latchkey/shared/identity";
import type { VaultId } from "@latchkey/shared/vault";
import type { ArmSite, ArmVault } from "../azure/arm.ts";
import type { ArmAnswer } from "../azure/arm-call.ts";
import type { Azure } from "../azure/azure.ts";
import type { DnsAnswer } from "../azure/vault-network.ts";
import type { ArmSnapshot, Grants } from "../inventory/inventory.ts";
import type { ConfiguredVault } from "../settings/configured-vaults.ts";

/** What stands around the cells of one question: ARM's side and, for the vaults whose network was looked at, the network's. */
export type Surroundings = {
  site: ArmAnswer<ArmSite>;
  vaults: ArmAnswer<ArmVault[]>;
  /** By principal ID. */
  grants: ReadonlyMap<string, ArmAnswer<Grants>>;
  network?: ReadonlyMap<VaultId, { dns: Fact<DnsAnswer>; seenAddress: Fact<string> }> | undefined;
};

/** Reads ARM's side, with the roles that reach these identities as far as their principal IDs are known. */
export async function gatherFromArm(
  snapshot: ArmSnapshot,
  identities: Pick<Identity, "principalId">[],
): Promise<Surroundings> {
  const principals = new Set(
    identities.map(({ principalId }) => known(principalId)).filter((id) => id !== undefined),
  );
  const [site, vaults, grants] = await Promise.all([
    snapshot.site,
    snapshot.vaults,
    Promise.all([...principals].map(async (id) => [id, await snapshot.grants(id)] as const)),
  ]);
  return { site, vaults, grants: new Map(grants) };
}

/** Reads the network's side, for these vaults: what DNS answers, and which address the vault saw. One request each. */
export async function gatherFromNetwork(
  { network }: Azure,
  vaults: ConfiguredVault[],
): Promise<NonNullable<Surroundings["network"]>> {
  const seen = vaults.map(async ({ id, uri }) => {
    const [dns, seenAddress] = await Promise.all([
      network.dns(new URL(uri).hostname),
      network.seenAddress(uri),
    ]);
    return [id, { dns, seenAddress }] as const;
  });
  return new Map(await Promise.all(seen));
}
