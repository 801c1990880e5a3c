import type { Operation } from "@latchkey/shared/operations";
import type { Cell, OperationResult } from "@latchkey/shared/probe";
import type { Azure, WithAzure } from "../azure/azure.ts";
import type { IdentityChoice } from "../azure/identity-choice.ts";
import type { Clock } from "../clock.ts";
import { explainCells } from "../diagnosis/explain-cells.ts";
import { listIdentities } from "../identities/list-identities.ts";
import type { InventoryStore } from "../inventory/inventory.ts";
import type { Found } from "../lookup.ts";
import type { ConfiguredVault } from "../settings/configured-vaults.ts";
import type { WithSettings } from "../settings/settings.ts";
import type { WithVersions } from "../versions.ts";
import { probeCell } from "./probe-cell.ts";

type Asked = Found & { operations: readonly Operation[]; secretName: string | undefined };

/** Probes one identity at one vault now, and explains what came of it. */
export async function probeOnce(
  deps: Clock & WithSettings & WithAzure & WithVersions,
  inventory: InventoryStore,
  asked: Asked,
): Promise<Cell> {
  const { identity: known, vault, operations, secretName } = asked;
  const startedMs = deps.elapsedMs();
  const azure = await deps.azure();
  const token = await azure.tokens.obtain(known.choice, azure.audiences.vault);
  const results = await probeCell(deps, azure, {
    choice: known.choice,
    vault,
    token,
    operations,
    secretName,
  });
  const identity = (await listIdentities(deps, inventory)).find((one) => one.known.id === known.id);
  const cell = { identityId: known.id, vaultId: vault.id, operations: results };
  if (!identity) return cell;
  const secretState = secretName
    ? await missingSecretState(azure, { choice: known.choice, vault }, secretName, results)
    : undefined;
  const probed = { identity, vault, operations: results, secretState };
  const [explained] = await explainCells(deps, azure, inventory, [probed], startedMs);
  return explained ?? cell;
}

/** A secret that is not found may be soft-deleted: asked for only then, and only with the right to get. */
async function missingSecretState(
  azure: Azure,
  at: { choice: IdentityChoice; vault: ConfiguredVault },
  name: string,
  results: OperationResult[],
): Promise<"soft-deleted" | "absent" | undefined> {
  if (!results.some(({ outcome }) => outcome.kind === "secret-not-found")) return undefined;
  const { outcome } = await azure.vaults.findDeleted({ ...at, limitMs: 2_000 }, name);
  if (outcome.kind === "allowed") return "soft-deleted";
  return outcome.kind === "secret-not-found" ? "absent" : undefined;
}
