import type { Cell } from "@latchkey/shared/probe";
import type { Azure } from "../azure/azure.ts";
import type { ProbedCell } from "../cell/diagnosis-facts.ts";
import { gatherFromArm, gatherFromNetwork } from "../cell/gather.ts";
import { type Clock, msSince } from "../clock.ts";
import type { InventoryStore } from "../inventory/inventory.ts";
import type { ConfiguredVault } from "../settings/configured-vaults.ts";
import type { WithSettings } from "../settings/settings.ts";
import type { WithVersions } from "../versions.ts";
import { diagnoseCells, needsExplaining } from "./diagnose-cells.ts";

/** ARM's answers may be this old, in milliseconds, where a cell failed, and where one is not as ARM let expect. */
const recentMs = 8_000;
const changedMs = 1_000;
/** After this time, in milliseconds, ARM is not read a second time: the report has a limit of its own. */
const patienceMs = 5_000;

/**
 * The cells with prediction and diagnosis. ARM is read anew only where something failed or differs from what it showed before, and only
 * while the question, asked at `startedMs`, is young.
 */
export async function explainCells(
  deps: Clock & WithSettings & WithVersions,
  azure: Azure,
  inventory: InventoryStore,
  cells: ProbedCell[],
  startedMs: number,
): Promise<Cell[]> {
  const identities = [...new Set(cells.map(({ identity }) => identity.shown))];
  const network = gatherFromNetwork(azure, vaultsToExplain(cells));
  const explain = async (maxAgeMs?: number) => {
    const arm = await gatherFromArm(inventory.snapshot(maxAgeMs), identities);
    return diagnoseCells(deps, { ...arm, network: await network }, cells);
  };
  const explained = await explain();
  if (msSince(deps, startedMs) > patienceMs) return explained;
  if (explained.some(({ prediction }) => prediction && prediction.differs.length > 0))
    return explain(changedMs);
  return explained.some(({ diagnosis }) => diagnosis) ? explain(recentMs) : explained;
}

function vaultsToExplain(cells: ProbedCell[]): ConfiguredVault[] {
  return [
    ...new Set(cells.filter(({ operations }) => needsExplaining(operations)).map(({ vault }) => vault)),
  ];
}
