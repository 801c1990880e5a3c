import type { ComparedVault, SampledOutcome } from "@latchkey/shared/compare";
import { identityIdSchema } from "@latchkey/shared/identity";
import { vaultIdSchema } from "@latchkey/shared/vault";
import { expect, test } from "vitest";
import { countDifferences, grantWords, shownVaults } from "./compare-answers.ts";
import { brokenSides, onlyWords } from "./only-words.ts";
import { exportAddress, type SecretsCompared } from "./queries.ts";

const works: SampledOutcome = {
  outcome: { kind: "allowed", proof: "read" },
  medianMs: 10,
  samplesMs: [10],
  steady: true,
};
const vault = (name: string, differing: ("token" | "list" | "get")[]): ComparedVault => ({
  vaultId: vaultIdSchema.parse(name),
  name,
  operations: (["token", "list", "get"] as const).map((operation) => ({
    operation,
    left: works,
    right: works,
    differs: differing.includes(operation),
  })),
  differs: differing.length > 0,
  sentence: "",
  grants: {
    left: { state: "known", value: [], source: "arm" },
    right: { state: "known", value: [], source: "arm" },
    differs: false,
  },
});

test("only differences leaves out vaults and operations that come to the same", () => {
  const vaults = [vault("kv-same", []), vault("kv-other", ["get"])];
  expect(shownVaults(vaults, true).map(({ name, operations }) => [name, operations.length])).toEqual([
    ["kv-other", 1],
  ]);
  expect(shownVaults(vaults, false)).toHaveLength(2);
  expect(countDifferences(vaults)).toBe(1);
});

test("a grant is one line that says what, where and through what", () => {
  const grant = { identityId: identityIdSchema.parse("system"), throughGroup: false } as const;
  expect(
    grantWords({
      ...grant,
      kind: "role",
      what: "Key Vault Secrets User",
      scope: "/subscriptions/s/vaults/kv-a",
    }),
  ).toBe("Key Vault Secrets User on kv-a");
  expect(
    grantWords({
      ...grant,
      kind: "access-policy",
      what: "Secret permissions: get, list",
      scope: "vault",
      throughGroup: true,
    }),
  ).toBe("Access policy with secret permissions: get, list, through a group");
});

const sides = { left: "app-orders", right: "id-orders" };
const compared = (change: Partial<SecretsCompared>): SecretsCompared => ({
  only: [{ kind: "only", side: "left", name: "a" }],
  progress: { left: 25, right: 50 },
  end: null,
  stopped: false,
  ...change,
});

test("a comparison of lists says how far it is, that it was stopped, or what came of it", () => {
  expect(onlyWords(compared({}), sides)).toBe(
    "1 name only app-orders lists, 0 names only id-orders so far; 25 secrets and 50 secrets listed.",
  );
  expect(onlyWords(compared({ stopped: true }), sides)).toMatch(/^Stopped: 1 name only app-orders lists/);
  const end = {
    kind: "end",
    left: { outcome: { kind: "allowed", proof: "listed" }, secrets: 1 },
    right: { outcome: { kind: "denied", by: "rbac" }, secrets: 0 },
    both: 0,
    onlyLeft: 1,
    onlyRight: 0,
    undecided: 0,
    sentence: "Only app-orders can list.",
    tookMs: 5,
  } as const;
  expect(onlyWords(compared({ end }), sides)).toBe(
    "Only app-orders lists 1 name, only id-orders lists 0 names; both list 0 names.",
  );
  expect(onlyWords(compared({ end: { ...end, undecided: 2 } }), sides)).toMatch(
    /2 names could not be decided/,
  );
  expect(brokenSides(compared({ end }), sides)).toEqual([
    { name: "id-orders", verdict: { status: "denied", words: "Denied by role", by: "rbac" } },
  ]);
  expect(brokenSides(compared({}), sides)).toEqual([]);
});

test("an export's address names both sides", () => {
  expect(exportAddress({ left: "system", right: "a" }, "csv")).toBe(
    "/api/compare/export?format=csv&left=system&right=a",
  );
});
