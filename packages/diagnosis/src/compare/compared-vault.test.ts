import type { SampledOutcome } from "@latchkey/shared/compare";
import type { Fact } from "@latchkey/shared/fact";
import type { Grant } from "@latchkey/shared/grant";
import type { IdentityId } from "@latchkey/shared/identity";
import { perVaultOperation } from "@latchkey/shared/operations";
import type { Outcome } from "@latchkey/shared/outcome";
import type { VaultId } from "@latchkey/shared/vault";
import { expect, test } from "vitest";
import { type ComparedSide, comparedVault } from "./compared-vault.ts";

const kv = { id: "kv-orders" as VaultId, name: "kv-orders" };
const works: Outcome = { kind: "allowed", proof: "listed" };
const sampled = (outcome: Outcome, medianMs = 1): SampledOutcome => ({
  outcome,
  medianMs,
  samplesMs: [medianMs],
  steady: true,
});
const role = (more: Partial<Grant> = {}): Grant => ({
  identityId: "system" as IdentityId,
  kind: "role",
  what: "Key Vault Secrets User",
  scope: "/subscriptions/s",
  throughGroup: false,
  ...more,
});
const granted = (...value: Grant[]): Fact<Grant[]> => ({ state: "known", source: "arm", value });
const side = (list: SampledOutcome, grants = granted()): ComparedSide => ({
  operations: { ...perVaultOperation(() => sampled(works)), token: sampled(works), list },
  grants,
});

test("outcomes differ by kind and by who refused, never by time", () => {
  const differs = (left: SampledOutcome, right: SampledOutcome) =>
    comparedVault(kv, side(left), side(right)).vault.differs;
  expect(differs(sampled(works, 1), sampled(works, 900))).toBe(false);
  expect(differs(sampled(works), sampled({ kind: "denied", by: "rbac" }))).toBe(true);
  expect(differs(sampled({ kind: "denied", by: "rbac" }), sampled({ kind: "denied", by: "firewall" }))).toBe(
    true,
  );
  expect(
    differs(sampled({ kind: "unreachable", why: "dns" }), sampled({ kind: "unreachable", why: "tls" })),
  ).toBe(true);
});

test.each<[string, Fact<Grant[]>, Fact<Grant[]>, boolean]>([
  [
    "the same role of two identities",
    granted(role()),
    granted(role({ identityId: "default" as IdentityId })),
    false,
  ],
  ["a role that only one has", granted(role()), granted(), true],
  [
    "a role at another scope",
    granted(role()),
    granted(role({ scope: "/subscriptions/s/resourceGroups/rg" })),
    true,
  ],
  [
    "a grant without effect that only one has",
    granted(role({ withoutEffect: "It is a key role." })),
    granted(),
    false,
  ],
  [
    "grants that could not be read on one side",
    granted(),
    { state: "unknown", because: "ARM answered 403" },
    true,
  ],
])("%s: differs %s", (_title, left, right, differs) => {
  const works1 = sampled(works);
  expect(comparedVault(kv, side(works1, left), side(works1, right)).vault.grants.differs).toBe(differs);
});

test("the vault says in a sentence what would stop there", () => {
  const { vault, change } = comparedVault(
    kv,
    side(sampled(works)),
    side(sampled({ kind: "denied", by: "access-policy" })),
  );
  expect(change.breaks).toEqual(["list"]);
  expect(vault.sentence).toBe("At kv-orders List would stop working.");
});
