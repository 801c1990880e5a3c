import type { HistoryCell, HistoryChange, HistorySegment } from "@latchkey/shared/history";
import type { Configuration, Observation } from "./store.ts";

/** Observations, ordered by cell and time, as one timeline a cell. More than `gapMs` without a check ends a segment. */
export function timelines(observations: readonly Observation[], gapMs: number): HistoryCell[] {
  const cells = new Map<string, HistoryCell>();
  for (const seen of observations) {
    const key = `${seen.identityId} ${seen.vaultId}`;
    const cell = cells.get(key) ?? { ...placeOf(seen), segments: [], redSince: null };
    cells.set(key, cell);
    extend(cell.segments, seen, gapMs);
  }
  for (const cell of cells.values()) cell.redSince = redSince(cell.segments);
  return [...cells.values()];
}

function placeOf({ identityId, vaultId }: Observation) {
  return { identityId, vaultId };
}

function extend(segments: HistorySegment[], { at, status, words }: Observation, gapMs: number): void {
  const last = segments.at(-1);
  const follows = last && Date.parse(at) - Date.parse(last.to) <= gapMs;
  if (last && follows) last.to = at;
  if (last && follows && last.status === status && last.words === words) last.checks += 1;
  else segments.push({ from: at, to: at, status, words, checks: 1 });
}

const closed = new Set<HistorySegment["status"]>(["denied", "no-token", "unreachable"]);

/** Where the red at the end begins. A time in which nothing could be told apart from it does not end it. */
function redSince(segments: readonly HistorySegment[]): string | null {
  let since: string | null = null;
  for (const { status, from } of segments.toReversed()) {
    if (closed.has(status)) since = from;
    else if (status !== "unknown") break;
  }
  return since;
}

/** Milliseconds within which the same change seen by another instance is the same change. */
const sameChangeMs = 60 * 60 * 1_000;

/** The differences between what each instance saw one after the other, newest first. */
export function changesOf(configurations: readonly Configuration[], from: string): HistoryChange[] {
  const before = new Map<string, Configuration>();
  const changes: HistoryChange[] = [];
  for (const configuration of configurations) {
    const last = before.get(configuration.instance);
    before.set(configuration.instance, configuration);
    if (!last || configuration.at < from) continue;
    for (const change of differences(last, configuration))
      if (!changes.some((one) => isSame(one, change))) changes.push(change);
  }
  return changes.toReversed();
}

function differences(last: Configuration, next: Configuration): HistoryChange[] {
  const names = new Set([...Object.keys(last.facts), ...Object.keys(next.facts)]);
  return [...names].flatMap((what) => {
    const [before, after] = [last.facts[what] ?? null, next.facts[what] ?? null];
    // A fact that could be read for the first time is no change of the configuration.
    return before === after || before === null || after === null
      ? []
      : [{ at: next.at, what, before, after }];
  });
}

function isSame(one: HistoryChange, other: HistoryChange): boolean {
  return (
    one.what === other.what &&
    one.before === other.before &&
    one.after === other.after &&
    Math.abs(Date.parse(one.at) - Date.parse(other.at)) < sameChangeMs
  );
}
