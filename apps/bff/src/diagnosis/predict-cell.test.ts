import { idsOf } from "@latchkey/diagnosis/fix-context";
import type { Outcome } from "@latchkey/shared/outcome";
import { expect, test } from "vitest";
import { cellView } from "../cell/cell-view.ts";
import { listIdentities } from "../identities/list-identities.ts";
import { createInventoryStore } from "../inventory/inventory.ts";
import { secretsUserFor, shownVault } from "../testing/fake-arm.ts";
import { fakeDeps } from "../testing/fake-deps.ts";
import { predictCell } from "./predict-cell.ts";

/** Where get is not as ARM lets expect, for an identity with Key Vault Secrets User at an open vault. */
async function differsAt(outcome: Outcome): Promise<string[]> {
  const deps = fakeDeps();
  const [vault] = deps.settings.vaults;
  const [identity] = await listIdentities(deps, createInventoryStore(deps));
  const { principalId = "" } = identity ? idsOf(identity.shown) : {};
  if (!vault || !identity) throw new Error("The fake has no such row.");
  const view = cellView({
    settings: deps.settings,
    around: {
      site: { kind: "denied", because: "ARM answered 403" },
      vaults: { kind: "read", value: [shownVault()] },
      grants: new Map([
        [principalId, { kind: "read", value: { assignments: [secretsUserFor(principalId)], denies: [] } }],
      ]),
    },
    identity: idsOf(identity.shown),
    vault,
  });
  return predictCell(view, [
    { operation: "get", outcome, tookMs: 0, at: "2026-11-27T00:00:00.000Z", requestId: null },
  ]).differs;
}

test.each<[Outcome, string[]]>([
  [{ kind: "denied", by: "rbac" }, ["get"]],
  [{ kind: "allowed", proof: "not-found" }, []],
  [{ kind: "secret-not-found" }, []],
  // No grant was looked at for a token that is missing or not taken.
  [{ kind: "no-token", why: "not-assigned" }, []],
  [{ kind: "token-rejected" }, []],
  [{ kind: "throttled" }, []],
])("%o, where ARM lets expect that it works, differs in %j", async (outcome, differs) => {
  expect(await differsAt(outcome)).toEqual(differs);
});
