import { isClosed, type Verdict } from "@latchkey/diagnosis/outcome-words";
import { cellVerdict } from "@latchkey/diagnosis/verdict";
import type { Cell } from "@latchkey/shared/probe";
import { isBackendAway, ProblemError } from "../../lib/read-as.ts";

const betweenMs = 5000;
const atMostMs = 30 * 60_000;

/** One identity at one vault. */
export type WatchedPlace = Pick<Cell, "identityId" | "vaultId">;

/** A probe repeated until it is green. Times in epoch milliseconds. */
export type Watch = {
  state: "watching" | "open" | "stopped" | "gave-up" | "failed";
  startedAtMs: number;
  /** When it came to its end; null while it goes on. */
  endedAtMs: number | null;
  probes: number;
  /** What the last probe said; null before the first answer. */
  verdict: Verdict | null;
  /** The backend did not answer the last time; a change in Azure restarts it, so the watch goes on. */
  away: boolean;
  /** Why it failed. */
  error: unknown;
};

/** What a watch needs from outside. */
export type WatchDeps = {
  probe: (place: WatchedPlace) => Promise<Cell>;
  now: () => number;
  /** Resolves after the time, or at once when the signal is aborted. */
  wait: (ms: number, signal: AbortSignal) => Promise<void>;
};

type Run = { place: WatchedPlace; signal: AbortSignal; onChange: (watch: Watch) => void };

/**
 * Probes every 5 s until the cell is open, somebody stops it, or 30 minutes are over. Each change is told to `onChange`.
 * A backend that is away or asks for patience does not end it; any other refusal does.
 */
export async function watchUntilGreen(deps: WatchDeps, { place, signal, onChange }: Run): Promise<void> {
  let watch: Watch = {
    state: "watching",
    startedAtMs: deps.now(),
    endedAtMs: null,
    probes: 0,
    verdict: null,
    away: false,
    error: null,
  };
  const change = (changes: Partial<Watch>) => {
    watch = { ...watch, ...changes };
    onChange(watch);
  };
  const end = (state: Watch["state"], error: unknown = null) =>
    change({ state, error, endedAtMs: deps.now() });
  change({});
  while (!signal.aborted) {
    const askedAtMs = deps.now();
    try {
      const verdict = cellVerdict(await deps.probe(place));
      if (signal.aborted) break;
      change({ verdict, probes: watch.probes + 1, away: false });
      if (isOpen(verdict)) return end("open");
    } catch (error) {
      if (signal.aborted) break;
      if (!isPassing(error)) return end("failed", error);
      change({ probes: watch.probes + 1, away: true });
    }
    if (deps.now() - watch.startedAtMs >= atMostMs) return end("gave-up");
    await deps.wait(Math.max(0, betweenMs - (deps.now() - askedAtMs)), signal);
  }
  end("stopped");
}

function isOpen({ status }: Verdict): boolean {
  return !isClosed(status) && status !== "unknown" && status !== "checking";
}

function isPassing(error: unknown): boolean {
  return isBackendAway(error) || (error instanceof ProblemError && [429, 503].includes(error.problem.status));
}
