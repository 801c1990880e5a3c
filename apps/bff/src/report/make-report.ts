import type { Report, ReportEvent } from "@latchkey/shared/report";
import type { Azure, WithAzure } from "../azure/azure.ts";
import { type Clock, msSince } from "../clock.ts";
import { explainCells } from "../diagnosis/explain-cells.ts";
import type { WithLog } from "../http/log.ts";
import { listIdentities } from "../identities/list-identities.ts";
import type { InventoryStore } from "../inventory/inventory.ts";
import type { WithSettings } from "../settings/settings.ts";
import { describeVault } from "../vaults/describe-vault.ts";
import type { WithVersions } from "../versions.ts";
import { probeCells } from "./probe-cells.ts";

/** Milliseconds for all probes of a report together. What is not in by then is unknown. */
const reportLimitMs = 10_000;

/**
 * Probes every identity at every vault and tells `emit` as results arrive: one `start`, a `cell` each as it was observed, one `report` in
 * which each cell has what ARM lets expect, and each that failed has why.
 */
export async function makeReport(
  deps: Clock & WithSettings & WithAzure & WithVersions & WithLog,
  inventory: InventoryStore,
  emit: (event: ReportEvent) => void,
): Promise<Report> {
  const startedMs = deps.elapsedMs();
  const azure = await deps.azure();
  const { value, count } = await azure.counted(() => gather(deps, inventory, azure, startedMs, emit));
  const report: Report = {
    generatedAt: deps.now().toISOString(),
    tookMs: msSince(deps, startedMs),
    instance: deps.settings.appService.instanceId?.slice(0, 8) ?? null,
    requests: count,
    ...value,
  };
  deps.log({
    event: "report",
    tookMs: Math.round(report.tookMs),
    cells: report.cells.length,
    requests: count,
  });
  return report;
}

type Gathered = Pick<Report, "identities" | "vaults" | "cells">;

async function gather(
  deps: Clock & WithSettings & WithAzure & WithVersions,
  inventory: InventoryStore,
  azure: Azure,
  startedMs: number,
  emit: (event: ReportEvent) => void,
): Promise<Gathered> {
  const { vaults } = deps.settings;
  const identities = await listIdentities(deps, inventory);
  const shown = identities.map((identity) => identity.shown);
  const cells = identities.length * vaults.length;
  emit({
    kind: "start",
    identities: shown,
    vaults: vaults.map((vault) => describeVault(vault, inventory.vaultsSoFar())),
    cells,
  });
  let done = 0;
  const probed = await probeCells(
    deps,
    azure,
    identities,
    reportLimitMs - msSince(deps, startedMs),
    (cell) => {
      done += 1;
      emit({ kind: "cell", cell, done, cells });
    },
  );
  const explained = await explainCells(deps, azure, inventory, probed, startedMs);
  const arm = await inventory.vaults();
  return { identities: shown, vaults: vaults.map((vault) => describeVault(vault, arm)), cells: explained };
}
