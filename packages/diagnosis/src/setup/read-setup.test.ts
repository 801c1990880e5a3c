import type { Fact } from "@latchkey/shared/fact";
import type { IdentityId } from "@latchkey/shared/identity";
import type { Operation } from "@latchkey/shared/operations";
import type { Outcome } from "@latchkey/shared/outcome";
import type { Cell } from "@latchkey/shared/probe";
import { type SetupStep, setupIdentitySchema } from "@latchkey/shared/setup";
import type { VaultId } from "@latchkey/shared/vault";
import { describe, expect, test } from "vitest";
import { readSetup } from "./read-setup.ts";
import type { SetupFacts } from "./setup-facts.ts";

const clientId = "3f0f1f6e-6a53-4a0e-9d55-0a8a6f1f0b11";
const principalId = "9b1c61a2-18f1-4f19-a5a4-d1a1a49a0a01";
const resourceId =
  "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-orders";
const shown = <Value>(value: Value): Fact<Value> => ({ state: "known", value, source: "arm" });
const refusedByArm = (missingRight: string): Fact<never> => ({
  state: "unknown",
  because: "ARM answered 403",
  missingRight,
});

const works: Outcome = { kind: "allowed", proof: "listed" };
const denied: Outcome = { kind: "denied", by: "rbac", httpStatus: 403, innerCode: "ForbiddenByRbac" };
const notAssigned: Outcome = { kind: "no-token", why: "not-assigned" };

const cell = (identityId: string, outcome: Outcome): Cell => ({
  identityId: identityId as IdentityId,
  vaultId: "kv-orders" as VaultId,
  operations: (["token", "list", "get"] satisfies Operation[]).map((operation) => ({
    operation,
    outcome: operation === "token" ? works : outcome,
    tookMs: 1,
    at: "2026-06-01T00:00:00.000Z",
    requestId: null,
  })),
});

/** Everything is done: id-orders exists, is granted by role, assigned and selected, and the code reads as it. */
const done: SetupFacts = {
  app: { siteName: "app-orders", resourceGroup: "rg", subscriptionId: "s" },
  clientIdSetting: clientId,
  legacyConnection: null,
  identity: setupIdentitySchema.parse({
    id: clientId,
    name: "id-orders",
    clientId,
    principalId: shown(principalId),
    resourceId: shown(resourceId),
    assigned: shown(true),
  }),
  token: { outcome: works, appid: clientId },
  listed: shown(1),
  site: shown({ hasSystemAssigned: true, userAssigned: [{ resourceId, clientId }] }),
  vaultName: "kv-orders",
  permissionModel: shown("rbac" as const),
  rolesUnread: undefined,
  prediction: { principalId, clientId, permissionModel: "rbac", policies: [], assignments: [] },
  context: { armReadable: true },
  configured: {
    cell: cell("default", works),
    token: { outcome: works, appid: clientId },
    sameAs: clientId as IdentityId,
  },
  own: cell(clientId, works),
};

function stepOf(facts: Partial<SetupFacts>, id: SetupStep["id"]): SetupStep | undefined {
  return readSetup({ ...done, ...facts }).steps.find((step) => step.id === id);
}

test("all done leaves no next step", () => {
  expect(readSetup(done)).toMatchObject({
    nextStep: null,
    summary: "Done: the code reads from kv-orders as id-orders.",
    warnings: [],
  });
});

describe("what ARM does not show names its right", () => {
  const noIdentity = { identity: null, listed: refusedByArm("Microsoft.ManagedIdentity/read") };
  const noSite = { site: refusedByArm("Microsoft.Web/sites/read"), token: undefined };
  const noVault = { own: undefined, permissionModel: refusedByArm("Microsoft.KeyVault/vaults/read") };
  const noRoles = {
    own: undefined,
    prediction: { ...done.prediction, assignments: undefined },
    rolesUnread: {
      state: "unknown",
      because: "ARM answered 403",
      missingRight: "roleAssignments/read",
    } as const,
  };
  test.each<[string, Partial<SetupFacts>, SetupStep["id"], string]>([
    ["identities of the group", noIdentity, "create-identity", "Microsoft.ManagedIdentity/read"],
    ["the app", noSite, "assign-identity", "Microsoft.Web/sites/read"],
    ["the vault", noVault, "grant-access", "Microsoft.KeyVault/vaults/read"],
    ["the roles", noRoles, "grant-access", "roleAssignments/read"],
  ])("%s", (_title, facts, id, missingRight) => {
    expect(stepOf(facts, id)).toMatchObject({
      state: "cannot-tell",
      because: "Cannot tell, because ARM answered 403.",
      missingRight,
    });
  });
});

test.each<[string, Partial<SetupFacts>, Partial<SetupStep>]>([
  [
    "assigned, but the process has it not",
    { token: { outcome: notAssigned, appid: undefined } },
    { state: "failed", basis: "endpoint-said" },
  ],
  [
    "not on the app",
    { site: shown({ hasSystemAssigned: true, userAssigned: [] }) },
    { state: "open", basis: "arm-showed" },
  ],
  ["without ARM, a token proves it", { site: refusedByArm("r") }, { state: "done", basis: "endpoint-said" }],
])("assign: %s", (_title, facts, told) => {
  expect(stepOf(facts, "assign-identity")).toMatchObject(told);
});

test("a step and its two forms say the same of what is there", () => {
  const open = { token: undefined, site: shown({ hasSystemAssigned: true, userAssigned: [] }) };
  const refused = { own: cell(clientId, denied) };
  const presentIn = (step: SetupStep | undefined) => [step?.articleForm?.present, step?.todayForm?.present];
  expect(presentIn(stepOf({}, "assign-identity"))).toEqual(["yes", "yes"]);
  expect(presentIn(stepOf(open, "assign-identity"))).toEqual(["no", "no"]);
  expect(presentIn(stepOf({}, "grant-access"))).toEqual(["no", "yes"]);
  expect(presentIn(stepOf(refused, "grant-access"))).toEqual(["no", "no"]);
});

test("reading as another identity so far leaves the check open", () => {
  const configured = {
    ...done.configured,
    token: { outcome: works, appid: "other" },
    sameAs: "system" as IdentityId,
  };
  expect(stepOf({ configured }, "check-access")).toMatchObject({
    state: "open",
    because: "As configured reads from kv-orders, but as the system-assigned identity so far.",
    command: null,
  });
});

test("an app with user-assigned identities alone and no setting is warned, and an empty setting is named", () => {
  const site = shown({ hasSystemAssigned: false, userAssigned: [{ resourceId, clientId }] });
  const configured = { ...done.configured, token: { outcome: notAssigned, appid: undefined } };
  expect(readSetup({ ...done, site, configured, clientIdSetting: "" }).warnings).toEqual([
    expect.stringContaining("nothing tells code which to use"),
    expect.stringContaining("set but empty"),
  ]);
});
