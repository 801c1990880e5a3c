import { causeIdSchema, type FactKey } from "@latchkey/shared/diagnosis";
import { withLookAlikes } from "./look-alikes.ts";
import type { Matches, View } from "./match.ts";
import { missingFacts, openQuestions } from "./missing.ts";
import { type Weighed, weighCauses } from "./weigh.ts";

/** Below this a cause is not worth naming first, and not worth naming at all beside a likely one. */
const lowestFirst = 0.2;
const lowestNamed = 0.05;
const mostCauses = 6;

/** A cause with the facts, still unknown, that would decide between it and its look-alikes. */
export type Named = Weighed & { missing: FactKey[] };

/**
 * The causes that the evidence leaves, most likely first, at most six, never empty. Where nothing decides, the first is
 * `unknown` with the facts that would help most.
 */
export function decide(matches: Matches, view: View): Named[] {
  const weighed = weighCauses(matches, view).filter(({ confidence }) => confidence >= lowestNamed);
  const isDecided = (weighed[0]?.confidence ?? 0) >= lowestFirst;
  const listed = isDecided ? weighed : [undecided, ...weighed.filter(({ id }) => id !== undecided.id)];
  const withMissing = (one: Weighed): Named => ({
    ...one,
    missing: missingFacts(one, weighed, matches, view),
  });
  const asked = listed.slice(0, mostCauses).map(withMissing);
  const isOpen = (asked[0]?.missing.length ?? 0) > 0;
  const named = withLookAlikes(listed.slice(0, mostCauses), matches, view, isOpen).map(
    (one, index) => asked[index] ?? withMissing(one),
  );
  return isDecided ? named : [{ ...undecided, missing: openQuestions(view) }, ...named.slice(1)];
}

/** The one cause that is named where nothing decides: the last of the closed list. */
const undecided: Weighed = {
  id: causeIdSchema.enum.unknown,
  confidence: lowestFirst,
  basis: "inferred",
  evidence: [],
};
