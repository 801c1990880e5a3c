import { accessBy } from "@latchkey/diagnosis/access-by";
import type { CompareSecretLine } from "@latchkey/shared/compare";
import type { Outcome } from "@latchkey/shared/outcome";
import type { SecretStreamLine } from "@latchkey/shared/secret";

/** Names that wait for the other side, at most. Beyond that it is said that it could not be told. */
const maxPending = 60_000;
/** A progress line after so many names. */
const progressEvery = 1_000;

type Lines = AsyncGenerator<SecretStreamLine>;
type End = Extract<SecretStreamLine, { kind: "end" }>;
type Side = {
  name: "left" | "right";
  lines: Lines;
  pending: Set<string>;
  listed: number;
  end: End | undefined;
};

/**
 * Names that only one of two identities can list, from two lists of one vault that are read alternately. Holds only the names that the
 * other side has not brought yet: for two equal lists in the same order that is one. Key Vault promises no order, so none is relied on:
 * a name is told as soon as the other list is over without it.
 */
export async function* compareSecrets(
  leftLines: Lines,
  rightLines: Lines,
  elapsedMs: () => number,
): AsyncGenerator<CompareSecretLine> {
  const startedMs = elapsedMs();
  const left: Side = { name: "left", lines: leftLines, pending: new Set(), listed: 0, end: undefined };
  const right: Side = { name: "right", lines: rightLines, pending: new Set(), listed: 0, end: undefined };
  const counts = { both: 0, left: 0, right: 0, undecided: 0 };
  let told = 0;
  try {
    while (!left.end || !right.end) {
      for (const [side, other] of [
        [left, right],
        [right, left],
      ] as const) {
        if (side.end) continue;
        for (const name of await take(side, other, counts)) {
          counts[side.name] += 1;
          yield { kind: "only", side: side.name, name };
        }
        if (side.end) yield* settle(other, side, counts);
      }
      const listed = left.listed + right.listed;
      if (listed - told >= progressEvery) {
        told = listed;
        yield { kind: "progress", left: left.listed, right: right.listed };
      }
    }
  } finally {
    await Promise.all([leftLines.return(undefined), rightLines.return(undefined)]);
  }
  yield endOf({ left, right, counts, tookMs: elapsedMs() - startedMs });
}

type Counts = { both: number; left: number; right: number; undecided: number };

/** Takes one line of a side. Gives the names that are certainly its own. */
async function take(side: Side, other: Side, counts: Counts): Promise<string[]> {
  const { value: line } = await side.lines.next();
  if (!line || line.kind === "end") {
    side.end = line ?? unfinished(side.listed);
    return [];
  }
  side.listed += 1;
  const name = line.name.toLowerCase();
  if (other.pending.delete(name)) counts.both += 1;
  else if (other.end) {
    if (tellsAll(other.end.outcome)) return [line.name];
    counts.undecided += 1;
  } else if (side.pending.size < maxPending) side.pending.add(name);
  else counts.undecided += 1;
  return [];
}

/** One list is over: what waits on the other side is not in it. */
function* settle(waiting: Side, over: Side, counts: Counts): Generator<CompareSecretLine> {
  const decided = over.end !== undefined && tellsAll(over.end.outcome);
  for (const name of waiting.pending) {
    if (decided) {
      counts[waiting.name] += 1;
      yield { kind: "only", side: waiting.name, name };
    } else counts.undecided += 1;
  }
  waiting.pending.clear();
}

/** Is the list complete, or refused as a whole? One that broke off tells nothing about what it did not bring. */
function tellsAll(outcome: Outcome): boolean {
  return accessBy(outcome) !== "unknown";
}

function unfinished(secrets: number): End {
  const outcome: Outcome = { kind: "unknown", because: "the list broke off" };
  return { kind: "end", outcome, next: null, secrets, pages: 0, tookMs: 0, requestId: null };
}

type Result = { left: Side; right: Side; counts: Counts; tookMs: number };

function endOf({ left, right, counts, tookMs }: Result): CompareSecretLine {
  const side = ({ end, listed }: Side) => ({
    outcome: end?.outcome ?? { kind: "unknown" as const, because: "the list broke off" },
    secrets: listed,
  });
  return {
    kind: "end",
    left: side(left),
    right: side(right),
    both: counts.both,
    onlyLeft: counts.left,
    onlyRight: counts.right,
    undecided: counts.undecided,
    sentence: sentenceOf(left, right, counts),
    tookMs: Math.round(tookMs * 10) / 10,
  };
}

function sentenceOf(left: Side, right: Side, counts: Counts): string {
  const cannot = [left, right].filter(({ end }) => end?.outcome.kind !== "allowed");
  if (counts.undecided > 0)
    return `${counts.undecided} names could not be compared, because one list broke off.`;
  if (cannot.length === 2) return "Neither identity can list this vault.";
  if (cannot[0])
    return `Only the ${cannot[0].name === "left" ? "right" : "left"} identity can list this vault: ${counts.left + counts.right} secrets.`;
  if (counts.left + counts.right === 0) return `Both list the same ${counts.both} secrets.`;
  return `${counts.both} secrets are listed by both, ${counts.left} only by the left and ${counts.right} only by the right identity.`;
}
