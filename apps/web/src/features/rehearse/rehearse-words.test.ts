import { expect, test } from "vitest";
import { byEffect, unchangedWords } from "./reached.ts";
import { changes, rehearsalOf, targetChoices } from "./rehearse-words.ts";

const known = {
  userAssigned: [
    { id: "a", name: "id-a" },
    { id: "b", name: "id-b" },
  ],
  vaults: [{ id: "kv", name: "kv" }],
};

test("every change has a name of its own", () => {
  expect(new Set(changes.map(({ name }) => name)).size).toBe(5);
});

test("a selector can be changed to each user-assigned identity, or taken away", () => {
  expect(targetChoices("set-client-id", known).map(({ id }) => id)).toEqual(["a", "b", "system"]);
  expect(targetChoices("detach-identity", known).map(({ id }) => id)).toEqual(["a", "b"]);
  expect(targetChoices("to-rbac", known).map(({ id }) => id)).toEqual(["kv"]);
  expect(targetChoices("switch-off-system-assigned", known)).toEqual([]);
});

test("the first choice is taken when the URL names none that exists", () => {
  const choices = targetChoices("detach-identity", known);
  expect(rehearsalOf("detach-identity", "b", choices)).toEqual({
    change: "detach-identity",
    identityId: "b",
  });
  expect(rehearsalOf("detach-identity", "gone", choices)).toEqual({
    change: "detach-identity",
    identityId: "a",
  });
  expect(rehearsalOf("detach-identity", undefined, [])).toBeNull();
  expect(rehearsalOf("to-rbac", undefined, known.vaults)).toEqual({ change: "to-rbac", vaultId: "kv" });
  expect(rehearsalOf("switch-off-system-assigned", "x", [])).toEqual({
    change: "switch-off-system-assigned",
  });
});

test("what turns comes first, red before green, and what stays is told as a number", () => {
  const row = (id: string, before: "works" | "fails", after: "works" | "fails" | "unknown") => ({
    id,
    name: id,
    before,
    after,
    because: "",
  });
  const { turned, unchanged } = byEffect([
    row("green", "fails", "works"),
    row("same", "works", "works"),
    row("unknown", "works", "unknown"),
    row("red", "works", "fails"),
  ]);
  expect(turned.map(({ id }) => id)).toEqual(["red", "unknown", "green"]);
  expect(unchanged.map(({ id }) => id)).toEqual(["same"]);
  expect(unchangedWords(1, "Key Vault reference")).toBe("1 reference that the change reaches stays as it is");
  expect(unchangedWords(4, "Identity, vault and operation")).toBe(
    "4 operations that the change reaches stay as they are",
  );
});
