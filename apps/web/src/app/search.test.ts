import { expect, test } from "vitest";
import { stringifySearch } from "./search.ts";

test("empty and absent parts leave no trace in the URL", () => {
  expect(stringifySearch({ q: "", vault: undefined, secret: "a b" })).toBe("?secret=a+b");
  expect(stringifySearch({})).toBe("");
});
