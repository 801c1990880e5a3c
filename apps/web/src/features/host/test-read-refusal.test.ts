import { expect, test } from "vitest";
import { testReadRefusal } from "./test-read-refusal.ts";

const testerRole = "Ops.Test";

test("a viewer is told the tester role by the name that this app gives it", () => {
  expect(testReadRefusal({ person: { name: "Sam", roles: ["viewer"] }, testerRole })).toBe(
    "Test read is for people with the app role Ops.Test; Sam has not been assigned it.",
  );
});

test("a tester, and whoever holds the start token, may", () => {
  expect(testReadRefusal({ person: { name: "Dana", roles: ["viewer", "tester"] }, testerRole })).toBeNull();
  expect(testReadRefusal({ person: null, testerRole })).toBeNull();
});
