import type { SampledOutcome } from "@latchkey/shared/compare";
import { type Operation, perVaultOperation } from "@latchkey/shared/operations";
import type { Outcome } from "@latchkey/shared/outcome";
import { expect, test } from "vitest";
import { changeAt, sentenceAt } from "./verdict.ts";

const works: Outcome = { kind: "allowed", proof: "listed" };
const denied: Outcome = { kind: "denied", by: "rbac" };

const sampled = (outcome: Outcome): SampledOutcome => ({
  outcome,
  medianMs: 1,
  samplesMs: [1],
  steady: true,
});

/** A side at one vault whose list is this; the rest works. */
const side = (list: Outcome, token: Outcome = works): Record<Operation, SampledOutcome> => ({
  token: sampled(token),
  ...perVaultOperation(() => sampled(works)),
  list: sampled(list),
});

test("what works on the left and is refused on the right breaks, the other way round it is gained", () => {
  expect(changeAt(side(works), side(denied))).toEqual({ breaks: ["list"], gains: [], unclear: [] });
  expect(changeAt(side(denied), side(works))).toEqual({ breaks: [], gains: ["list"], unclear: [] });
  expect(changeAt(side(denied), side(denied))).toEqual({ breaks: [], gains: [], unclear: [] });
});

test.each<[string, Outcome]>([
  ["a vault that throttles", { kind: "throttled", httpStatus: 429 }],
  ["a vault that is not reached", { kind: "unreachable", why: "time-out" }],
  ["a vault that answers with its own fault", { kind: "unexpected", why: "server-error" }],
  ["what was not tried", { kind: "unknown", because: "list did not answer" }],
])("%s breaks nothing and gains nothing: it could not be told", (_title, outcome) => {
  expect(changeAt(side(works), side(outcome))).toEqual({ breaks: [], gains: [], unclear: ["list"] });
  expect(changeAt(side(outcome), side(works))).toEqual({ breaks: [], gains: [], unclear: ["list"] });
  expect(changeAt(side(outcome), side(outcome))).toEqual({ breaks: [], gains: [], unclear: [] });
  const sentence = sentenceAt("kv-orders", changeAt(side(works), side(outcome)));
  expect(sentence).toBe("At kv-orders for List it could not be told.");
});

test.each<Outcome>([
  { kind: "no-token", why: "not-assigned" },
  { kind: "token-rejected", httpStatus: 401 },
])("without a token that is taken nothing works: %o", (token) => {
  expect(changeAt(side(works), side(works, token)).breaks).toEqual(["list", "get"]);
});
