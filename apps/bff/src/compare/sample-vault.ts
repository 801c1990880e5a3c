import type { SampledOutcome } from "@latchkey/shared/compare";
import {
  type Operation,
  operationsByDefault,
  perVaultOperation,
  vaultOperationsByDefault,
} from "@latchkey/shared/operations";
import type { Outcome } from "@latchkey/shared/outcome";
import type { Cell, OperationResult } from "@latchkey/shared/probe";
import type { Azure } from "../azure/azure.ts";
import type { Clock } from "../clock.ts";
import type { ReadyIdentity } from "../identities/list-identities.ts";
import { probeCell } from "../probes/probe-cell.ts";
import type { ConfiguredVault } from "../settings/configured-vaults.ts";

/** How often each operation is tried. */
export const samples = 3;

export type SampledVault = { operations: Record<Operation, SampledOutcome>; cells: Cell[] };

/**
 * Tries what a check tries as this identity, each up to three times, one after the other. What did not answer is not asked again: its
 * time is the time limit, which tells nothing.
 */
export async function sampleVault(
  deps: Clock,
  azure: Azure,
  { known, token }: ReadyIdentity,
  vault: ConfiguredVault,
): Promise<SampledVault> {
  const rounds: OperationResult[][] = [];
  do {
    const operations = rounds.length === 0 ? operationsByDefault : vaultOperationsByDefault;
    rounds.push(await probeCell(deps, azure, { choice: known.choice, vault, token, operations }));
  } while (rounds.length < samples && rounds.at(-1)?.every(({ outcome }) => hasAnswered(outcome)));
  const of = (operation: Operation) =>
    sampled(rounds.flatMap((round) => round.filter((one) => one.operation === operation)));
  return {
    operations: { token: of("token"), ...perVaultOperation(of) },
    cells: rounds.map((operations) => ({ identityId: known.id, vaultId: vault.id, operations })),
  };
}

function hasAnswered({ kind }: Outcome): boolean {
  return kind === "allowed" || kind === "denied";
}

function sampled(results: OperationResult[]): SampledOutcome {
  const last = results.at(-1);
  if (!last)
    return {
      outcome: { kind: "unknown", because: "nothing was tried" },
      medianMs: null,
      samplesMs: [],
      steady: true,
    };
  // A token is not a request of this round, but its time is known; of the others only what was sent has one.
  const sent = results.filter(({ operation, requestId }) => operation === "token" || requestId !== null);
  const samplesMs = sent.map(({ tookMs }) => tookMs);
  return {
    outcome: last.outcome,
    medianMs: median(samplesMs),
    samplesMs,
    steady: results.every(({ outcome }) => outcome.kind === last.outcome.kind),
  };
}

function median(values: number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) return null;
  const below = sorted.length % 2 === 0 ? sorted[sorted.length / 2 - 1] : middle;
  return Math.round(((middle + (below ?? middle)) / 2) * 10) / 10;
}
