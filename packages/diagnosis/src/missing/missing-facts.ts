import type { CauseId, FactKey } from "@latchkey/shared/diagnosis";
import { holds, matchedRules, type View, type Weighed } from "../rules/weigh.ts";
import { identityDoubts } from "./identity-doubts.ts";
import { vaultDoubts } from "./vault-doubts.ts";

const doubts = [...identityDoubts, ...vaultDoubts];

/** A neighbour with this share of the cause's own confidence is not out of the question yet. */
const openShare = 0.25;
const mostAsked = 4;
/** Below this the evidence is a weak sign, and a weak sign never decides alone. */
const weakBelow = 0.8;

/** The facts, still unknown, that would decide between this cause and the neighbours that the evidence leaves open. */
export function missingFacts(cause: Weighed, all: Weighed[], view: View): FactKey[] {
  const asked = unknownOf(askedByDoubts(cause.id, view), view);
  if (asked.length > 0) return asked;
  const byRivals = unknownOf(askedByRivals(cause, all, view), view);
  if (byRivals.length > 0 || cause.confidence >= weakBelow) return byRivals;
  const byRules = unknownOf(factsThatCount(cause.id, view), view);
  return byRules.length > 0 || hasDecisiveFact(cause.id, view) ? byRules : openQuestions(view);
}

function unknownOf(facts: FactKey[], view: View): FactKey[] {
  return [...new Set(facts)].filter((fact) => view.facts[fact] === undefined).slice(0, mostAsked);
}

function askedByDoubts(cause: CauseId, view: View): FactKey[] {
  return doubts
    .filter(
      (doubt) =>
        doubt.cause === cause &&
        !doubt.settledBy.some((fact) => view.facts[fact] !== undefined) &&
        (!doubt.when || holds(doubt.when, view)),
    )
    .flatMap(({ ask }) => ask);
}

/**
 * A cause that rests on wording alone, with a rival nearly as likely, is not decided: asked for are the facts that the
 * rules of the two look at. A cause that a known fact speaks for has been told from its neighbours by that fact.
 */
function askedByRivals(cause: Weighed, all: Weighed[], view: View): FactKey[] {
  const rivals = all.filter(
    ({ id, confidence }) => id !== cause.id && confidence >= openShare * cause.confidence,
  );
  const bySigns = matchedRules(cause.id, view).every(({ weight, when }) => weight < 0 || !when.facts);
  if (rivals.length === 0 || !bySigns) return [];
  return [cause, ...rivals].flatMap(({ id }) => factsThatCount(id, view));
}

/** A known fact speaks for the cause: it is told from its neighbours as far as it can be. */
function hasDecisiveFact(id: CauseId, view: View): boolean {
  return matchedRules(id, view).some(({ weight, when }) => weight > 0 && when.facts !== undefined);
}

/** Facts of rules that would hold if only the fact were known and as they want it; the weightiest first. */
function factsThatCount(id: CauseId, view: View): FactKey[] {
  return matchedRules(id, view, true)
    .flatMap(({ weight, when }) =>
      Object.keys({ ...when.facts, ...when.unless }).map((key) => ({
        key: key as FactKey,
        weight: Math.abs(weight),
      })),
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
  return wanted.filter((fact) => view.facts[fact] === undefined).slice(0, mostAsked);
}
