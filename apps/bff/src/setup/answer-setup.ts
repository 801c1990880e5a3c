import { readSetup } from "@latchkey/diagnosis/setup/read-setup";
import type { Cell } from "@latchkey/shared/probe";
import type { SetupAnswer } from "@latchkey/shared/setup";
import type { WithAzure } from "../azure/azure.ts";
import type { Clock } from "../clock.ts";
import type { InventoryStore } from "../inventory/inventory.ts";
import type { WithSettings } from "../settings/settings.ts";
import type { WithVersions } from "../versions.ts";
import { type Asked, gatherSetup } from "./gather-setup.ts";

/** The checklist with the cells that were probed for it. @throws RequestProblem 404 */
export async function answerSetup(
  deps: Clock & WithSettings & WithAzure & WithVersions,
  inventory: InventoryStore,
  asked: Asked,
): Promise<{ answer: SetupAnswer; cells: Cell[] }> {
  const checkedAt = deps.now().toISOString();
  const { facts, identities } = await gatherSetup(deps, inventory, asked);
  const { configured, own } = facts;
  const answer = {
    checkedAt,
    identities,
    vaultId: asked.vault.id,
    vaultIds: deps.settings.vaults.map(({ id }) => id),
    ...readSetup(facts),
  };
  return { answer, cells: own ? [configured.cell, own] : [configured.cell] };
}
