import { idsOf } from "@latchkey/diagnosis/fix-context";
import { predict } from "@latchkey/diagnosis/predict/predict";
import { expect, test } from "vitest";
import type { ArmVault } from "../azure/arm.ts";
import type { ArmAnswer } from "../azure/arm-call.ts";
import type { DenyAssignment, RoleAssignment } from "../azure/arm-grants.ts";
import { listIdentities, type ReadyIdentity } from "../identities/list-identities.ts";
import { createInventoryStore, type Grants } from "../inventory/inventory.ts";
import { secretsUserFor, shownVault } from "../testing/fake-arm.ts";
import { fakeDeps } from "../testing/fake-deps.ts";
import { cellView } from "./cell-view.ts";
import { diagnosisFacts } from "./diagnosis-facts.ts";
import type { Surroundings } from "./gather.ts";
import { predictionFacts } from "./prediction-facts.ts";

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

/** The view and the facts of the row of this kind at kv-orders. */
async function factsOf(kind: ReadyIdentity["known"]["kind"], around: Surroundings) {
  const deps = fakeDeps();
  const [vault] = deps.settings.vaults;
  const identities = await listIdentities(deps, createInventoryStore(deps));
  const identity = identities.find(({ known }) => known.kind === kind);
  if (!vault || !identity) throw new Error("The fake has no such row.");
  expect(identity.shown.principalId).toMatchObject({ value: own });
  const view = cellView({ settings: deps.settings, around, identity: idsOf(identity.shown), vault });
  return { view, facts: diagnosisFacts(deps, view, { identity, vault, operations: [] }) };
}

/** Whom the grants name that the diagnosis is told of, for the row of this kind. */
async function toldOf(kind: ReadyIdentity["known"]["kind"], rbac: boolean): Promise<string[]> {
  const { facts } = await factsOf(kind, surroundings(rbac));
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

/** kv-orders, with this answer about the roles of the identity. */
const withRoles = (grants: ArmAnswer<Grants>, changes: Partial<ArmVault> = {}): Surroundings => ({
  ...surroundings(true),
  vaults: { kind: "read", value: [shownVault(changes)] },
  grants: new Map([[own, grants]]),
});
const read = (assignments: RoleAssignment[], denies: DenyAssignment[] = []): ArmAnswer<Grants> => ({
  kind: "read",
  value: { assignments, denies },
});

test("a role that names a group of the identity reaches it through that group; one that names it does not", async () => {
  const roles = [secretsUserFor(own), { ...secretsUserFor(own), principalId: group }];
  const { facts } = await factsOf("as-configured", withRoles(read(roles)));
  expect(facts.grants?.map((one) => one.kind === "role" && one.throughGroup)).toEqual([false, true]);
});

test("what ARM shows that a role gives travels along, and whether it holds for a part only", async () => {
  const custom = { dataActions: ["Microsoft.KeyVault/vaults/secrets/*"], notDataActions: ["x/y"] };
  const roles = [
    { ...secretsUserFor(own), ...custom },
    { ...secretsUserFor(own), conditional: true },
    { ...secretsUserFor(own), scope: `${shownVault().resourceId}/secrets/one` },
  ];
  const { facts } = await factsOf("as-configured", withRoles(read(roles)));
  expect(facts.grants).toMatchObject([{ ...custom, partly: false }, { partly: true }, { partly: true }]);
});

test("roles that ARM would not show are told as refused, with the right that is missing", async () => {
  const right = "Microsoft.Authorization/roleAssignments/read";
  const denied: ArmAnswer<Grants> = { kind: "denied", because: "ARM answered 403", missingRight: right };
  const { facts } = await factsOf("as-configured", withRoles(denied));
  expect(facts.armDenials).toContainEqual({
    facts: ["callerRoles", "grantedTo", "grantAgeSeconds"],
    action: right,
  });
});

test("a deny assignment counts for everybody but those that it leaves out", async () => {
  const everybody = "00000000-0000-0000-0000-000000000000";
  const deny = (excludedPrincipals: string[]): DenyAssignment => ({
    name: "lock",
    dataActions: ["Microsoft.KeyVault/vaults/secrets/*"],
    scope: "/",
    principals: [everybody],
    excludedPrincipals,
  });
  const predicted = async (denies: DenyAssignment[]) => {
    const { view } = await factsOf("as-configured", withRoles(read([secretsUserFor(own)], denies)));
    return predict(predictionFacts(view)).get;
  };
  expect(await Promise.all([predicted([deny([])]), predicted([deny([own])])])).toEqual(["denied", "allowed"]);
});

test("ARM's words for the network mean the same in any letter case, to the facts and to the prediction", async () => {
  for (const [access, action] of [
    ["disabled", "deny"],
    ["Disabled", "Deny"],
  ] as const) {
    const closed = withRoles(read([secretsUserFor(own)]), {
      publicNetworkAccess: access,
      networkAcls: { defaultAction: action, bypass: "None", ipRules: [], virtualNetworkRules: [] },
    });
    const { view, facts } = await factsOf("as-configured", closed);
    expect(facts).toMatchObject({
      publicNetworkAccess: "Disabled",
      networkDefaultAction: "Deny",
      callerAddressAllowed: false,
    });
    expect(predict(predictionFacts(view)).get).toBe("denied");
  }
});
