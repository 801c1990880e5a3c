import type { CauseId, FactKey } from "@latchkey/shared/diagnosis";
import { causes } from "../causes/index.ts";
import { factsOf, holds, type Matched, type Matches, type View } from "./match.ts";
import type { Weighed } from "./weigh.ts";

/** A neighbour with this share of the cause's own confidence is not out of the question yet. */
const openShare = 0.25;
const mostAsked = 4;
/** Below this the evidence is a weak sign, and a weak sign never decides alone. */
const weakBelow = 0.8;

/** The facts, still unknown, that would decide between this cause and the others that the evidence leaves open. */
export function missingFacts(
  cause: Weighed,
  all: readonly Weighed[],
  matches: Matches,
  view: View,
): FactKey[] {
  const asked = unknownOf(askedByLookAlikes(cause.id, view), view);
  if (asked.length > 0) return asked;
  const matched = matches.get(cause.id) ?? [];
  const byRivals = unknownOf(askedByRivals(cause, all, matches), view);
  if (byRivals.length > 0 || cause.confidence >= weakBelow) return byRivals;
  const byRules = unknownOf(factsThatCount(matched), view);
  return byRules.length > 0 || isToldByFact(matched) ? byRules : openQuestions(view);
}

function unknownOf(facts: readonly FactKey[], view: View): FactKey[] {
  return [...new Set(facts)].filter((fact) => view.facts[fact] === undefined).slice(0, mostAsked);
}

function askedByLookAlikes(id: CauseId, view: View): FactKey[] {
  return causes[id].alike.flatMap(({ ask = [], settledBy = ask, when = {} }) =>
    settledBy.some((fact) => view.facts[fact] !== undefined) || !holds(when, view) ? [] : ask,
  );
}

/**
 * A cause that rests on wording alone, with a rival nearly as likely, is not decided: asked for are the facts that the
 * rules of the two look at. A cause that a known fact speaks for has been told from its neighbours by that fact.
 */
function askedByRivals(cause: Weighed, all: readonly Weighed[], matches: Matches): FactKey[] {
  const rivals = all.filter(
    ({ id, confidence }) => id !== cause.id && confidence >= openShare * cause.confidence,
  );
  if (rivals.length === 0 || isToldByFact(matches.get(cause.id))) return [];
  return [cause, ...rivals].flatMap(({ id }) => factsThatCount(matches.get(id)));
}

/** A known fact speaks for the cause: it is told from its neighbours as far as it can be. */
function isToldByFact(matched: readonly Matched[] = []): boolean {
  return matched.some(({ rule: [weight, , when], holds }) => holds && weight > 0 && when.facts !== undefined);
}

/** Facts of rows that would hold if only the fact were known and as they want it; the weightiest first. */
function factsThatCount(matched: readonly Matched[] = []): FactKey[] {
  return matched
    .flatMap(({ rule: [weight, , { facts, unless }] }) =>
      [...factsOf(facts), ...factsOf(unless)].map((key) => ({ key, weight: Math.abs(weight) })),
    )
    .sort((left, right) => right.weight - left.weight)
    .map(({ key }) => key);
}

/** What to ask for when nothing fits: the facts that part the field best, by where it failed. */
export function openQuestions(view: View): FactKey[] {
  const wanted: FactKey[] =
    view.facts.operation === "token"
      ? ["host", "systemAssigned", "userAssignedCount", "selectedId", "library"]
      : [
          "host",
          "permissionModel",
          "callerAccessPolicy",
          "callerRoles",
          "networkDefaultAction",
          "selectedId",
        ];
  return unknownOf(wanted, view);
}
