import { type CauseId, causeIdSchema } from "@latchkey/shared/diagnosis";
import { describe, expect, test } from "vitest";
import { decisiveCases } from "../cases/decisive.ts";
import { ruleCases } from "../cases/rules.ts";
import { saidCases } from "../cases/said.ts";
import { wordedCases } from "../cases/wording.ts";
import { causes } from "./causes/index.ts";
import { viewOf } from "./diagnose.ts";
import type { DiagnosisFacts } from "./facts.ts";
import { sighting } from "./signs/sign.ts";
import { readText } from "./text/read-text.ts";
import { decide } from "./weigh/decide.ts";
import { type Matches, matchRules, type View } from "./weigh/match.ts";

const given: DiagnosisFacts[] = [
  ...decisiveCases.map(([, facts]) => facts),
  ...wordedCases.map(([, raw, facts]) => ({ ...facts, raw })),
  ...saidCases.flatMap(({ rows }) => rows.map(([raw, facts]) => ({ ...facts, raw }))),
];
/** A case of a rule's own: signs as they would be seen, and settled facts. */
const seen = ruleCases.map(
  ([, signs, facts]): View => ({
    facts,
    signs: new Map(signs.map((sign) => [sign, sighting(sign, sign, true)])),
  }),
);
const views = [...given.map((facts) => viewOf(facts, readText(facts.raw ?? ""))), ...seen];

/** What a person sees of an answer that matters: the first three causes in their order, and what is missing. */
const answer = (matches: Matches, view: View): string => {
  const [first, ...others] = decide(matches, view);
  return JSON.stringify([first?.id, first?.missing, others.slice(0, 2).map(({ id }) => id)]);
};

/** For each cause the places of its rules that change the answer of some case when they are taken away. */
function decisiveRules(): Map<CauseId, Set<number>> {
  const found = new Map(causeIdSchema.options.map((id) => [id, new Set<number>()]));
  for (const view of views) {
    const matches = matchRules(view);
    const whole = answer(matches, view);
    for (const [id, matched] of matches)
      for (const one of matched) {
        const without = new Map(matches).set(
          id,
          matched.filter((other) => other !== one),
        );
        if (answer(without, view) !== whole) found.get(id)?.add(causes[id].rules.indexOf(one.rule));
      }
  }
  return found;
}

test("each rule, taken away, changes the answer of a case", () => {
  const idle = [...decisiveRules()].flatMap(([id, decisive]) =>
    causes[id].rules.flatMap(([weight, , when], place) =>
      decisive.has(place) ? [] : [`${id}, rule ${place}: ${weight} ${JSON.stringify(when)}`],
    ),
  );
  expect(idle).toEqual([]);
});

describe("a case for each rule that no other case is for", () => {
  test.each(ruleCases)("%s from %j", (cause, signs, facts) => {
    const view: View = { facts, signs: new Map(signs.map((sign) => [sign, sighting(sign, sign, true)])) };
    expect(decide(matchRules(view), view)[0]?.id).toBe(cause);
  });
});
