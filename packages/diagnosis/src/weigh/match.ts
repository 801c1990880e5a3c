import { type CauseId, causeIdSchema, type FactKey } from "@latchkey/shared/diagnosis";
import type { Rule } from "../causes/cause.ts";
import type { Condition, FactTests, Stage } from "../causes/condition.ts";
import { causes } from "../causes/index.ts";
import type { SettledFacts } from "../facts.ts";
import type { Sighting, Sign } from "../signs/sign.ts";

/** What the rules look at: settled facts, and the signs by name. */
export type View = { facts: SettledFacts; signs: ReadonlyMap<Sign, Sighting> };

/** A row whose signs were seen; `holds` when its facts are so too. */
export type Matched = { rule: Rule; holds: boolean };
/** For each cause its rows whose signs were seen, in their order. */
export type Matches = ReadonlyMap<CauseId, readonly Matched[]>;

/** Compares every row of every cause with the evidence, once. */
export function matchRules(view: View): Matches {
  return new Map(causeIdSchema.options.map((id) => [id, matchesOf(causes[id].rules, view)]));
}

function matchesOf(rules: readonly Rule[], view: View): Matched[] {
  return rules
    .filter(([, , when]) => signsHold(when, view))
    .map((rule) => ({ rule, holds: factsHold(rule[2], view.facts) }));
}

/** Does the evidence meet the condition? */
export function holds(when: Condition, view: View): boolean {
  return signsHold(when, view) && factsHold(when, view.facts);
}

function signsHold(when: Condition, { facts, signs }: View): boolean {
  if (when.any && !when.any.some((sign) => signs.has(sign))) return false;
  if (when.all && !when.all.every((sign) => signs.has(sign))) return false;
  if (when.none?.some((sign) => signs.has(sign))) return false;
  if (when.status && !when.status.includes(facts.httpStatus ?? 0)) return false;
  const stage = facts.operation as Stage | undefined;
  if (when.knownStage && (stage === undefined || !when.knownStage.includes(stage))) return false;
  return !when.stage || stage === undefined || when.stage.includes(stage);
}

function factsHold({ facts: wanted = {}, unless = {} }: Condition, facts: SettledFacts): boolean {
  return (
    factsOf(wanted).every((key) => passes(wanted, key, facts)) &&
    !factsOf(unless).some((key) => passes(unless, key, facts))
  );
}

/** The facts that the tests look at. */
export const factsOf = (tests: FactTests | undefined): FactKey[] => Object.keys(tests ?? {}) as FactKey[];

/** The table's type ties each test to its fact; a loop over keys cannot see that, hence the one cast. */
function passes(tests: FactTests, key: FactKey, facts: SettledFacts): boolean {
  const value = facts[key];
  const test = tests[key] as ((value: unknown, facts: SettledFacts) => boolean) | undefined;
  return value !== undefined && test?.(value, facts) === true;
}
