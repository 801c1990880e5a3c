import type { Basis, CauseId, FactKey } from "@latchkey/shared/diagnosis";
import { nameOfRole } from "../azure/roles.ts";
import type { SettledFacts } from "../facts.ts";
import type { Sighting, Sign } from "../signs/sign.ts";
import { harmlessQuote } from "../text/harmless-quote.ts";
import { authorizationRules } from "./authorization-rules.ts";
import { callerRules } from "./caller-rules.ts";
import { chosenIdRules } from "./chosen-id-rules.ts";
import { credentialRules } from "./credential-rules.ts";
import { dataRules } from "./data-rules.ts";
import { endpointRules } from "./endpoint-rules.ts";
import { grantRules } from "./grant-rules.ts";
import { libraryRules } from "./library-rules.ts";
import { networkRules } from "./network-rules.ts";
import { shareAfterGates } from "./passed-gates.ts";
import { presenceRules } from "./presence-rules.ts";
import { referenceRules } from "./reference-rules.ts";
import { refusalRules } from "./refusal-rules.ts";
import type { Condition, Rule, Stage } from "./rule.ts";
import { selectionRules } from "./selection-rules.ts";
import { tokenRules } from "./token-rules.ts";

const rules: Rule[] = [
  ...presenceRules,
  ...endpointRules,
  ...selectionRules,
  ...chosenIdRules,
  ...callerRules,
  ...libraryRules,
  ...credentialRules,
  ...tokenRules,
  ...networkRules,
  ...refusalRules,
  ...authorizationRules,
  ...grantRules,
  ...dataRules,
  ...referenceRules,
];

/** A cause with what speaks for it. Settings are quoted by name only, other facts as `name = value`. */
export type Weighed = { id: CauseId; confidence: number; basis: Basis; evidence: string[] };

/** What the rules look at: settled facts, and the signs by name. */
export type View = { facts: SettledFacts; signs: ReadonlyMap<Sign, Sighting> };

/** All causes that anything speaks for, most likely first; equal ones in the order of the closed list. */
export function weighCauses(view: View, order: readonly CauseId[]): Weighed[] {
  const matched = rules.filter((rule) => holds(rule.when, view));
  const causes = order.flatMap((id) => {
    const own = matched.filter((rule) => rule.cause === id);
    return own.some(({ weight }) => weight > 0) ? [weighOne(id, own, view)] : [];
  });
  return causes.sort((left, right) => right.confidence - left.confidence);
}

function weighOne(id: CauseId, matched: Rule[], view: View): Weighed {
  const speaksFor = matched
    .filter(({ weight }) => weight > 0)
    .sort((left, right) => right.weight - left.weight);
  const doubt = speaksFor.reduce((product, { weight }) => product * (1 - weight), 1);
  const against = matched
    .filter(({ weight }) => weight < 0)
    .reduce((product, { weight }) => product * (1 + weight), 1);
  const evidence = [...new Set(speaksFor.flatMap(({ when }) => quotes(when, view)))].slice(0, 6);
  return {
    id,
    confidence: Math.min(
      0.99,
      Math.round((1 - doubt) * against * shareAfterGates(id, view.signs) * 1000) / 1000,
    ),
    basis: speaksFor[0]?.basis ?? "inferred",
    evidence,
  };
}

/** The rows of a cause that hold. With `factsAside` their facts are left out: what would hold were the facts so. */
export function matchedRules(cause: CauseId, view: View, factsAside = false): Rule[] {
  return rules.filter(
    (rule) =>
      rule.cause === cause &&
      holds(factsAside ? { ...rule.when, facts: undefined, unless: undefined } : rule.when, view),
  );
}

/** Does the evidence meet a row? */
export function holds(when: Condition, { facts, signs }: View): boolean {
  if (when.any && !when.any.some((sign) => signs.has(sign))) return false;
  if (when.all && !when.all.every((sign) => signs.has(sign))) return false;
  if (when.none?.some((sign) => signs.has(sign))) return false;
  if (when.status && !when.status.includes(facts.httpStatus ?? 0)) return false;
  if (when.knownStage && !when.knownStage.includes(facts.operation as Stage)) return false;
  if (when.stage && facts.operation !== undefined && !when.stage.includes(facts.operation as Stage))
    return false;
  if (when.facts && !testKeys(when.facts).every((key) => passes(when.facts, key, facts))) return false;
  return !when.unless || !testKeys(when.unless).some((key) => passes(when.unless, key, facts));
}

const testKeys = (tests: NonNullable<Condition["facts"]>): FactKey[] => Object.keys(tests) as FactKey[];

/** The table's type ties each test to its fact; a loop over keys cannot see that, hence the one cast. */
function passes(tests: Condition["facts"], key: FactKey, facts: SettledFacts): boolean {
  const value = facts[key];
  const test = tests?.[key] as ((value: unknown) => boolean) | undefined;
  return value !== undefined && test?.(value) === true;
}

function quotes(when: Condition, { facts, signs }: View): string[] {
  const said = [...(when.any ?? []), ...(when.all ?? [])].flatMap((sign) => {
    const seen = signs.get(sign);
    return seen ? [seen.quote, seen.alsoSaid ?? ""] : [];
  });
  const shown = when.facts ? testKeys(when.facts).map((key) => quoteFact(key, facts)) : [];
  const status = when.status && facts.httpStatus !== undefined ? [`HTTP ${facts.httpStatus}`] : [];
  return [...said, ...status, ...shown].filter((quote) => quote !== "");
}

function quoteFact(key: FactKey, facts: SettledFacts): string {
  if (key === "env") return `set in the environment: ${Object.keys(facts.env ?? {}).join(", ")}`;
  const value = key === "callerRoles" ? facts.callerRoles?.map(nameOfRole) : facts[key];
  return harmlessQuote(`${key} = ${JSON.stringify(value)}`);
}
