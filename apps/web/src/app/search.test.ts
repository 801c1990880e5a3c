import { expect, test } from "vitest";
import { overviewSearchSchema, parseSearch, secretsSearchSchema, stringifySearch } from "./search.ts";

test("a search for digits stays a text", () => {
  expect(secretsSearchSchema.parse(parseSearch("?q=12&sort=updated"))).toEqual({ q: "12", sort: "updated" });
});

test("parts that do not fit are dropped and the rest stays", () => {
  expect(overviewSearchSchema.parse(parseSearch("?filter=green&vault=kv-orders"))).toMatchObject({
    vault: "kv-orders",
  });
  expect(overviewSearchSchema.parse(parseSearch("?filter=green")).filter).toBeUndefined();
});

test("empty and absent parts leave no trace in the URL", () => {
  expect(stringifySearch({ q: "", vault: undefined, secret: "a b" })).toBe("?secret=a+b");
  expect(stringifySearch({})).toBe("");
});
