import { expect, test } from "vitest";
import { type Fact, known } from "./fact.ts";

test.each<[string, Fact<string | null> | undefined, string | undefined]>([
  ["a value that was read", { state: "known", value: "id-orders", source: "arm" }, "id-orders"],
  ["an empty value that was read", { state: "known", value: "", source: "environment" }, ""],
  ["that there is none", { state: "known", value: null, source: "arm" }, undefined],
  ["an unknown one", { state: "unknown", because: "ARM answered 403" }, undefined],
  ["one that was not asked for", undefined, undefined],
])("%s gives its value alone", (_title, fact, value) => {
  expect(known(fact)).toBe(value);
});

test("no is a value", () => {
  expect(known<boolean>({ state: "known", value: false, source: "arm" })).toBe(false);
});
