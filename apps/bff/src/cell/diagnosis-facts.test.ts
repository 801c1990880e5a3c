import { idsOf } from "@latchkey/diagnosis/fix-context";
import { expect, test } from "vitest";
import { listIdentities, type ReadyIdentity } from "../identities/list-identities.ts";
import { createInventoryStore } from "../inventory/inventory.ts";
import { secretsUserFor, shownVault } from "../testing/fake-arm.ts";
import { fakeDeps } from "../testing/fake-deps.ts";
import { cellView } from "./cell-view.ts";
import { diagnosisFacts } from "./diagnosis-facts.ts";
import type { Surroundings } from "./gather.ts";

const own = "9b1c61a2-18f1-4f19-a5a4-d1a1a49a0a01";
const other = "0d6f3a52-0000-4000-8000-0000000000a2";
const group = "0d6f3a52-0000-4000-8000-0000000000f3";
const policyFor = (objectId: string) => ({
  objectId,
  applicationId: undefined,
  secrets: ["get", "list"],
  keys: [],
  certificates: [],
});
/** kv-orders with a policy for each of three principals, two of which are identities of this app with a role as well. */
function surroundings(rbac: boolean): Surroundings {
  const vault = shownVault({ rbac, policies: [own, other, group].map(policyFor) });
  return {
    site: { kind: "denied", because: "ARM answered 403" },
    vaults: { kind: "read", value: [vault] },
    grants: new Map(
      [own, other].map((id) => [
        id,
        { kind: "read", value: { assignments: [secretsUserFor(id)], denies: [] } },
      ]),
    ),
  };
}

/** Whom the grants name that the diagnosis is told of, for the row of this kind. */
async function toldOf(kind: ReadyIdentity["known"]["kind"], rbac: boolean): Promise<string[]> {
  const deps = fakeDeps();
  const [vault] = deps.settings.vaults;
  const identities = await listIdentities(deps, createInventoryStore(deps));
  const identity = identities.find(({ known }) => known.kind === kind);
  if (!vault || !identity) throw new Error("The fake has no such row.");
  expect(identity.shown.principalId).toMatchObject({ value: own });
  const view = cellView({
    settings: deps.settings,
    around: surroundings(rbac),
    identity: idsOf(identity.shown),
    vault,
  });
  const facts = diagnosisFacts(deps, view, { identity, vault, operations: [] });
  return (facts.grants ?? []).map((grant) =>
    grant.kind === "role" ? `role ${grant.principalId}` : `policy ${grant.objectId}`,
  );
}

test.each([true, false])(
  "a row that names its identity is told of its own grants and of groups', not of another identity's (RBAC %s)",
  async (rbac) => {
    expect(await toldOf("user-assigned", rbac)).toEqual([`policy ${own}`, `policy ${group}`, `role ${own}`]);
  },
);

test("where settings chose the identity, that another one holds the grant may be the cause", async () => {
  expect(await toldOf("as-configured", true)).toEqual([
    `policy ${own}`,
    `policy ${other}`,
    `policy ${group}`,
    `role ${own}`,
    `role ${other}`,
  ]);
});
