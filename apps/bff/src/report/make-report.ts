import type { Cell, OperationResult } from "@latchkey/shared/probe";
import type { Report, ReportEvent } from "@latchkey/shared/report";
import type { Azure } from "../azure/azure.ts";
import { choiceKey } from "../azure/identity-choice.ts";
import { msSince } from "../clock.ts";
import type { Deps } from "../deps.ts";
import { listIdentities, type ReadyIdentity } from "../identities/list-identities.ts";
import type { InventoryStore } from "../inventory/inventory.ts";
import { everyOperation, probeCell } from "../probes/probe-cell.ts";
import type { ConfiguredVault } from "../settings/configured-vaults.ts";
import { describeVault } from "../vaults/describe-vault.ts";

/** Milliseconds for the whole report. What is not in by then is unknown. */
const reportLimitMs = 10_000;

/**
 * Probes every identity at every vault and tells `emit` as results arrive: one `start`, a `cell` each, one `report`. Rows that would
 * ask the same question (*As configured* and the identity that it is) share one probe.
 */
export async function makeReport(
  deps: Deps,
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
  emit({ kind: "report", report });
  return report;
}

type Gathered = Pick<Report, "identities" | "vaults" | "cells">;

async function gather(
  deps: Deps,
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
  const probes = new Map<string, Promise<OperationResult[]>>();
  const cellOf = async (identity: ReadyIdentity, vault: ConfiguredVault): Promise<Cell> => {
    const key = `${choiceKey(identity.known.choice)} ${vault.id}`;
    const probe = probes.get(key) ?? probeBefore(deps, azure, identity, vault, startedMs);
    probes.set(key, probe);
    const operations = (await probe).map((result) =>
      result.operation === "token" ? tokenAsShown(result, identity) : result,
    );
    const cell: Cell = { identityId: identity.known.id, vaultId: vault.id, operations };
    done += 1;
    emit({ kind: "cell", cell, done, cells });
    return cell;
  };
  const [all, arm] = await Promise.all([
    Promise.all(identities.flatMap((identity) => vaults.map((vault) => cellOf(identity, vault)))),
    inventory.vaults(),
  ]);
  return { identities: shown, vaults: vaults.map((vault) => describeVault(vault, arm)), cells: all };
}

function tokenAsShown(result: OperationResult, { shown }: ReadyIdentity): OperationResult {
  return { ...result, outcome: shown.token.outcome };
}

/** The probe, or "unknown: time limit" when the report's time is over first. */
async function probeBefore(
  deps: Deps,
  azure: Azure,
  { known, token }: ReadyIdentity,
  vault: ConfiguredVault,
  startedMs: number,
): Promise<OperationResult[]> {
  const leftMs = reportLimitMs - (deps.elapsedMs() - startedMs);
  const { promise, resolve } = Promise.withResolvers<OperationResult[]>();
  const timer = setTimeout(() => resolve(timeLimitResults(deps)), leftMs);
  const probe = probeCell(deps, azure, { choice: known.choice, vault, token, operations: everyOperation });
  return Promise.race([probe, promise]).finally(() => clearTimeout(timer));
}

function timeLimitResults(deps: Deps): OperationResult[] {
  const at = deps.now().toISOString();
  return everyOperation.map((operation) => ({
    operation,
    outcome: { kind: "unknown", because: "the report's time limit was over" },
    tookMs: 0,
    at,
    requestId: null,
  }));
}
