import type { Basis, CauseId, FactKey } from "@latchkey/shared/diagnosis";
import { nameOfRole } from "../azure/roles.ts";
import type { Gate, Rule } from "../causes/cause.ts";
import type { Condition } from "../causes/condition.ts";
import { causes } from "../causes/index.ts";
import type { SettledFacts } from "../facts.ts";
import type { Sign } from "../signs/sign.ts";
import { harmlessQuote } from "../text/harmless-quote.ts";
import { factsOf, type Matched, type Matches, type View } from "./match.ts";

/** A cause with what speaks for it. Settings are quoted by name only, other facts as `name = value`. */
export type Weighed = { id: CauseId; confidence: number; basis: Basis; evidence: string[] };

/** All causes that anything speaks for, most likely first; equal ones in the order of the closed list. */
export function weighCauses(matches: Matches, view: View): Weighed[] {
  const weighed = [...matches].flatMap(([id, matched]) => {
    const held = matched.filter(({ holds }) => holds).map(({ rule }) => rule);
    return held.some(([weight]) => weight > 0) ? [weighOne(id, held, view)] : [];
  });
  return weighed.sort((left, right) => right.confidence - left.confidence);
}

/** Something that was seen speaks against it. */
export function isRuledOut(matched: readonly Matched[] = []): boolean {
  return matched.some(({ rule: [weight], holds }) => holds && weight < 0);
}

function weighOne(id: CauseId, held: readonly Rule[], view: View): Weighed {
  const speaksFor = held.filter(([weight]) => weight > 0).sort(([left], [right]) => right - left);
  const doubt = speaksFor.reduce((product, [weight]) => product * (1 - weight), 1);
  const against = held
    .filter(([weight]) => weight < 0)
    .reduce((product, [weight]) => product * (1 + weight), 1);
  const certainty = (1 - doubt) * against * shareAfterGates(causes[id].gate, view.signs);
  return {
    id,
    confidence: Math.min(0.99, Math.round(certainty * 1000) / 1000),
    basis: speaksFor[0]?.[1] ?? "inferred",
    evidence: [...new Set(speaksFor.flatMap(([, , when]) => quotes(when, view)))].slice(0, 6),
  };
}

/** Who answers so has let the request through the gate, so facts that merely look suspicious there are not why. */
const callerRefused = ["rbac-denied", "policy-denied", "policy-compound", "secret-disabled"] as const;
const passedBy: Readonly<Record<Gate, readonly Sign[]>> = {
  token: [...callerRefused, "firewall-denied", "connection-denied"],
  network: [...callerRefused, "secret-not-found"],
};
const passedShare = 0.25;

/** What is left of a cause's confidence: 1, or less when a later gate was reached. */
function shareAfterGates(gate: Gate | undefined, signs: View["signs"]): number {
  return gate && passedBy[gate].some((sign) => signs.has(sign)) ? passedShare : 1;
}

function quotes(when: Condition, { facts, signs }: View): string[] {
  const said = [...(when.any ?? []), ...(when.all ?? [])].flatMap((sign) => {
    const seen = signs.get(sign);
    return seen ? [seen.quote, seen.alsoSaid ?? ""] : [];
  });
  const shown = factsOf(when.facts).map((key) => quoteFact(key, facts));
  const status = when.status && facts.httpStatus !== undefined ? [`HTTP ${facts.httpStatus}`] : [];
  return [...said, ...status, ...shown].filter((quote) => quote !== "");
}

function quoteFact(key: FactKey, facts: SettledFacts): string {
  if (key === "env") return `set in the environment: ${Object.keys(facts.env ?? {}).join(", ")}`;
  const value = key === "callerRoles" ? facts.callerRoles?.map(nameOfRole) : facts[key];
  return harmlessQuote(`${key} = ${JSON.stringify(value)}`);
}
