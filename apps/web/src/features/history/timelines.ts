import { isClosed, outcomeVerdict, type Verdict } from "@latchkey/diagnosis/outcome-words";
import type {
  HistoryAnswer,
  HistoryCell,
  HistoryChange,
  HistorySegment,
  HistoryStatus,
} from "@latchkey/shared/history";
import type { Identity } from "@latchkey/shared/identity";
import { counted } from "../../lib/format-number.ts";
import { relativeTime } from "../../lib/format-time.ts";

/** A piece of a drawn timeline; place and width in parts of the whole, 0 to 1. */
export type Bar = { start: number; width: number; status: HistoryStatus; segment: HistorySegment };

/** One vault's timeline in the rows of an identity. `last` is how it ended. */
export type Timeline = {
  cell: HistoryCell;
  vaultName: string;
  last: HistorySegment;
  bars: Bar[];
  /** What changed in the configuration within two checks before it closed; empty while it is open. */
  justBefore: HistoryChange[];
};
export type IdentityTimelines = { identityId: string; name: string; timelines: Timeline[] };

/** The timelines by identity in the order of `identities`, those that are not listed any more last. */
export function timelinesByIdentity(answer: HistoryAnswer, identities: Identity[]): IdentityTimelines[] {
  const order = identities.map(({ id }): string => id);
  const ids = [...new Set(answer.cells.map(({ identityId }) => identityId))];
  const place = (id: string) => (order.includes(id) ? order.indexOf(id) : order.length);
  return ids
    .toSorted((a, b) => place(a) - place(b) || a.localeCompare(b))
    .map((identityId) => ({
      identityId,
      name: identityName(identityId, identities),
      timelines: answer.cells
        .filter((cell) => cell.identityId === identityId)
        .toSorted((a, b) => a.vaultId.localeCompare(b.vaultId))
        .flatMap((cell) => timelineOf(cell, answer, identities)),
    }));
}

function timelineOf(cell: HistoryCell, answer: HistoryAnswer, identities: Identity[]): Timeline[] {
  const last = cell.segments.at(-1);
  if (!last) return [];
  return [
    {
      cell,
      vaultName: cell.vaultId,
      last,
      bars: barsOf(cell, answer),
      justBefore: changesJustBefore(cell, answer, identities),
    },
  ];
}

/** The time that is drawn: all that was asked for, or from the first check on when nothing is known before it. */
export function drawnTime({ from, to, cells }: HistoryAnswer): { from: string; to: string } {
  const first = cells.flatMap(({ segments }) => segments.map((segment) => segment.from)).toSorted()[0];
  return { from: first !== undefined && first > from ? first : from, to };
}

function barsOf({ segments }: HistoryCell, answer: HistoryAnswer): Bar[] {
  const drawn = drawnTime(answer);
  const startMs = Date.parse(drawn.from);
  const lengthMs = Math.max(1, Date.parse(drawn.to) - startMs);
  const part = (at: string) => Math.min(1, Math.max(0, (Date.parse(at) - startMs) / lengthMs));
  return segments.map((segment) => ({
    start: part(segment.from),
    width: part(segment.to) - part(segment.from),
    status: segment.status,
    segment,
  }));
}

/** The changes that could have closed a cell: seen within two checks before it closed, and not about another vault or identity. */
export function changesJustBefore(
  cell: HistoryCell,
  { changes, cells, background }: HistoryAnswer,
  identities: Identity[],
): HistoryChange[] {
  if (cell.redSince === null) return [];
  const closedMs = Date.parse(cell.redSince);
  const windowMs = 2 * background.intervalSeconds * 1000;
  const same = identities.find(({ id }) => id === cell.identityId)?.sameAs;
  const own = [cell.identityId, cell.vaultId, ...(same ? [same] : [])];
  const foreign = cells
    .flatMap(({ identityId, vaultId }) => [identityId, vaultId])
    .filter((id) => !own.includes(id));
  return changes.filter(({ at, what }) => {
    const atMs = Date.parse(at);
    const isNear = atMs <= closedMs && atMs >= closedMs - windowMs;
    return isNear && !what.split(" ").some((word) => foreign.includes(word));
  });
}

const refusals = ["access-policy", "rbac", "firewall", "private-link", "secret-disabled"] as const;

/** A period's verdict as every other screen draws it: the kept words tell by what it was refused. */
export function segmentVerdict({ status, words }: HistorySegment): Verdict {
  const by = refusals.find((one) => outcomeVerdict({ kind: "denied", by: one }).words === words);
  return { status, words, ...(by && { by }) };
}

/** A change in words: "AZURE_CLIENT_ID: a → b", with the names of identities in place of their ids. */
export function changeWords({ what, before, after }: HistoryChange, identities: Identity[]): string {
  const told = `${what}: ${before ?? "not there"} → ${after ?? "not there"}`;
  return told
    .split(/(\s+)/)
    .map((word) => identities.find(({ id }) => id === word && id !== "default")?.name ?? word)
    .join("");
}

/** The page's answer: what is closed now and since when, or that nothing is. */
export function historyHeadline(answer: HistoryAnswer, identities: Identity[], nowMs: number): string {
  if (answer.cells.length === 0) return "No check is recorded in this time";
  const closed = answer.cells.filter(({ redSince }) => redSince !== null);
  const oldest = closed.toSorted((a, b) => (a.redSince ?? "").localeCompare(b.redSince ?? ""))[0];
  if (oldest?.redSince) {
    const since = relativeTime({ atMs: Date.parse(oldest.redSince), nowMs });
    const which = `${identityName(oldest.identityId, identities)} at ${oldest.vaultId}`;
    if (closed.length === 1) return `${which} closed ${since}`;
    return `${counted(closed.length, "cell")} are closed; the first was ${which}, ${since}`;
  }
  const wasClosed = answer.cells.filter(({ segments }) => segments.some(({ status }) => isClosed(status)));
  if (wasClosed.length === 0) return "Nothing was closed in this time";
  return `Everything is open; ${counted(wasClosed.length, "cell")} ${wasClosed.length === 1 ? "was" : "were"} closed in this time`;
}

/** What the checks that nobody asked for are doing, in a sentence. */
export function backgroundWords({ background }: HistoryAnswer, nowMs: number): string {
  const every = `every ${Math.round(background.intervalSeconds / 6) / 10} min`;
  switch (background.state) {
    case "off":
      return "Background checks are off; only reports that somebody opened are recorded.";
    case "running":
      return `A background check is under way; they run ${every}.`;
    case "paused":
      return `Background checks are paused${background.because ? `: ${background.because}` : ""}.`;
    case "waiting":
      return background.nextAt
        ? `Background checks run ${every}; the next ${relativeTime({ atMs: Date.parse(background.nextAt), nowMs })}.`
        : `Background checks run ${every}.`;
    default:
      return background.state satisfies never;
  }
}

function identityName(id: string, identities: Identity[]): string {
  return identities.find((identity) => identity.id === id)?.name ?? (id === "default" ? "As configured" : id);
}
