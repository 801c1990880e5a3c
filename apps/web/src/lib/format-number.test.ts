import { expect, test } from "vitest";
import { counted, wholeNumber } from "./format-number.ts";

test.each([
  [0, "0"],
  [999, "999"],
  [1000, "1\u2009000"],
  [25_000, "25\u2009000"],
  [1_234_567, "1\u2009234\u2009567"],
])("%d is written %s", (count, words) => {
  expect(wholeNumber(count)).toBe(words);
});

test("a count carries its noun in the right number", () => {
  expect(counted(1, "identity", "identities")).toBe("1 identity");
  expect(counted(0, "cell")).toBe("0 cells");
  expect(counted(25_000, "secret")).toBe("25\u2009000 secrets");
});
