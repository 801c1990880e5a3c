import { describe, expect, test } from "vitest";
import { wordedCases } from "../cases/wording.ts";
import { diagnose } from "./diagnose.ts";

describe("the wording of services and libraries", () => {
  test.each(wordedCases)("%s: %s", (cause, raw, facts) => {
    const { causes } = diagnose({ ...facts, raw });
    expect(causes[0]?.id).toBe(cause);
  });

  test("few of these decided cases are hedged", () => {
    const hedged = wordedCases.filter(
      ([, raw, facts]) => diagnose({ ...facts, raw }).causes[0]?.missing.length !== 0,
    );
    expect(hedged.length).toBeLessThanOrEqual(wordedCases.length / 5);
  });
});
