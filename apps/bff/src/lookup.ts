import { RequestProblem } from "./http/problem.ts";
import { type KnownIdentity, knownIdentities } from "./identities/choices.ts";
import type { InventoryStore } from "./inventory/inventory.ts";
import type { ConfiguredVault } from "./settings/configured-vaults.ts";
import type { WithSettings } from "./settings/settings.ts";

export type Found = { identity: KnownIdentity; vault: ConfiguredVault };

/**
 * The identity and vault that a request names. Nothing but these is ever contacted.
 * @throws RequestProblem 404 that names what is not known.
 */
export async function lookUp(
  deps: WithSettings,
  inventory: InventoryStore,
  asked: { identityId: string; vaultId: string },
): Promise<Found> {
  const vault = lookUpVault(deps, asked.vaultId);
  const identity = knownIdentities(deps.settings, await inventory.site()).find(
    ({ id }) => id === asked.identityId,
  );
  if (!identity) throw unknownIdentity(asked.identityId);
  return { identity, vault };
}

/** The 404 for an identity that this app does not have. */
export function unknownIdentity(asked: string): RequestProblem {
  return new RequestProblem(
    "unknown-identity",
    404,
    "Identity not known",
    `This app has no identity ${JSON.stringify(asked)}; GET /api/identities lists those that it has.`,
  );
}

/** The vault that a request names; the first one where it names none. @throws RequestProblem 404 */
export function lookUpVault({ settings }: WithSettings, asked: string | undefined): ConfiguredVault {
  const vault = asked === undefined ? settings.vaults[0] : settings.vaults.find(({ id }) => id === asked);
  if (vault) return vault;
  throw new RequestProblem(
    "unknown-vault",
    404,
    "Vault not configured",
    asked === undefined
      ? "No vault is configured here. KEY_VAULT_URLS names them."
      : `No vault ${JSON.stringify(asked)} is configured here; GET /api/vaults lists those that are.`,
  );
}
