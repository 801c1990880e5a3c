import { reaches } from "@latchkey/diagnosis/azure/scopes";
import type { FixContext } from "@latchkey/diagnosis/fix-context";
import { type Fact, known } from "@latchkey/shared/fact";
import type { PermissionModel, VaultId } from "@latchkey/shared/vault";
import type { ArmVault } from "../azure/arm.ts";
import type { ArmAnswer } from "../azure/arm-call.ts";
import type { DnsAnswer } from "../azure/vault-network.ts";
import { appPlace, type Grants, unknownBecause } from "../inventory/inventory.ts";
import type { ConfiguredVault } from "../settings/configured-vaults.ts";
import type { Settings } from "../settings/settings.ts";
import type { Surroundings } from "./gather.ts";

/**
 * All that is known of one identity at one vault of this app, whoever told it: the environment, ARM, the token, the network. The facts of
 * the diagnosis, the prediction, the fixes, Setup and Rehearse are read from it.
 */
export type CellView = {
  app: FixContext["app"];
  /** undefined: there is no identity yet. */
  identity: NonNullable<FixContext["identity"]> | undefined;
  vault: VaultView;
  /** The roles that reach the identity at this vault; undefined while its principal ID is not known. */
  roles: ArmAnswer<Grants> | undefined;
  /** As far as the vault's network was looked at. */
  dns: DnsAnswer | undefined;
  seenAddress: string | undefined;
  around: Surroundings;
};

/** A configured vault with what ARM shows of it. */
export type VaultView = { id: VaultId; name: string; shown: Fact<ArmVault> };

type Question = {
  settings: Settings;
  around: Surroundings;
  identity: CellView["identity"];
  vault: ConfiguredVault;
};

export function cellView({ settings, around, identity, vault }: Question): CellView {
  const view = vaultView(around, vault);
  const network = around.network?.get(vault.id);
  return {
    app: appOf(settings),
    identity,
    vault: view,
    roles: rolesAt(
      identity?.principalId ? around.grants.get(identity.principalId) : undefined,
      known(view.shown),
    ),
    dns: known(network?.dns),
    seenAddress: known(network?.seenAddress),
    around,
  };
}

/** The app as fixes name it; undefined outside App Service. */
export function appOf(settings: Settings): FixContext["app"] {
  const place = appPlace(settings);
  if (!place) return undefined;
  const { siteName: name, ...rest } = place;
  return { name, ...rest };
}

export function vaultView(
  { vaults }: Pick<Surroundings, "vaults">,
  { id, name }: ConfiguredVault,
): VaultView {
  const found =
    vaults.kind === "read" ? vaults.value.find((one) => one.name.toLowerCase() === id) : undefined;
  return {
    id,
    name: found?.name ?? name,
    shown: found ? { state: "known", value: found, source: "arm" } : hidden(vaults),
  };
}

function hidden(vaults: Surroundings["vaults"]): Fact<ArmVault> {
  if (vaults.kind !== "read") return unknownBecause(vaults);
  return {
    state: "unknown",
    because: "ARM shows no vault of this name where this app may look",
    missingRight: "Microsoft.KeyVault/vaults/read",
  };
}

/** Azure RBAC or access policies, as ARM shows it. */
export function permissionModelOf({ rbac }: ArmVault): PermissionModel {
  return rbac ? "rbac" : "access-policy";
}

/** Those of the roles and deny assignments that reach the vault; none while ARM does not show where it lies. */
export function rolesAt(
  roles: ArmAnswer<Grants> | undefined,
  vault: Pick<ArmVault, "resourceId"> | undefined,
): ArmAnswer<Grants> | undefined {
  if (roles?.kind !== "read") return roles;
  const here = ({ scope }: { scope: string }) => reaches(scope, vault?.resourceId);
  const { assignments, denies } = roles.value;
  return { kind: "read", value: { assignments: assignments.filter(here), denies: denies?.filter(here) } };
}
