import type { IdentityId } from "@latchkey/shared/identity";
import { perVaultOperation } from "@latchkey/shared/operations";
import type { AccessStatus } from "@latchkey/shared/rehearse";
import type { VaultId } from "@latchkey/shared/vault";
import { describe, expect, test } from "vitest";
import { rehearse } from "./rehearse.ts";
import type { ObservedAccess, RehearsedVault, RehearseFacts } from "./rehearse-facts.ts";

const system = "system" as IdentityId;
const configured = "default" as IdentityId;
const orders = "3f0f1f6e-6a53-4a0e-9d55-0a8a6f1f0b11" as IdentityId;
const stranger = "11111111-1111-4111-8111-111111111111" as IdentityId;
const kv = "kv-orders" as VaultId;
const vaultId = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv-orders";
const principals = {
  system: "aaaaaaaa-0000-4000-8000-000000000001",
  orders: "aaaaaaaa-0000-4000-8000-000000000002",
};

const cell = (identityId: IdentityId, get: AccessStatus, list = get): ObservedAccess => ({
  identityId,
  vaultId: kv,
  ...perVaultOperation((): AccessStatus => "unknown"),
  list,
  get,
});
const policy = (objectId: string, secrets: string[], more: object = {}) => ({
  objectId,
  secrets,
  keys: [],
  certificates: [],
  ...more,
});
const byPolicies = (...policies: NonNullable<RehearsedVault["policies"]>): RehearsedVault => ({
  id: kv,
  name: "kv-orders",
  resourceId: vaultId,
  permissionModel: "access-policy",
  policies,
});

const base: RehearseFacts = {
  change: { kind: "switch-off-system-assigned" },
  identities: [
    { id: system, kind: "system-assigned", name: "app", principalId: principals.system, assigned: true },
    {
      id: orders,
      kind: "user-assigned",
      name: "id-orders",
      clientId: orders,
      principalId: principals.orders,
      resourceId:
        "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-orders",
      assigned: true,
    },
  ],
  configured: system,
  clientIdSetting: undefined,
  cells: [cell(configured, "works"), cell(system, "works"), cell(orders, "fails")],
  references: [],
  referenceIdentity: system,
  referenceSetting: undefined,
  vaults: [byPolicies(policy(principals.system, ["get", "list"]))],
  assignments: new Map(),
  app: { name: "app", resourceGroup: "rg", subscriptionId: "s" },
  armReadable: true,
};
const facts = (more: Partial<RehearseFacts>): RehearseFacts => ({ ...base, ...more });
const titles = (more: Partial<RehearseFacts>) =>
  rehearse(facts(more)).plan.map(({ kind, title }) => `${kind}: ${title}`);

describe("switching the system-assigned identity off", () => {
  test("breaks what runs as it, and the plan moves over first and switches off last", () => {
    const { verdict, plan } = rehearse(base);
    expect(verdict).toMatchObject({ kind: "breaks", basis: "token-said" });
    expect(titles({})).toEqual([
      "grant: Give id-orders Get and List on kv-orders",
      "change: Set AZURE_CLIENT_ID to id-orders",
      "check: Check again",
      "change: Switch the system-assigned identity off",
      "check: Check again",
    ]);
    expect(plan.map(({ order }) => order)).toEqual([1, 2, 3, 4, 5]);
    expect(plan[3]?.command?.bash).toContain("identity remove --resource-group rg --name app");
    expect(plan[3]?.rollback?.bash).toMatch(
      /new identity: every grant.*\naz webapp identity assign --resource-group rg/,
    );
  });

  test("is safe once code runs as another identity and no reference uses it", () => {
    const { verdict, cells } = rehearse(
      facts({
        configured: orders,
        clientIdSetting: orders,
        cells: [cell(configured, "works"), cell(system, "works"), cell(orders, "works")],
      }),
    );
    expect(verdict.kind).toBe("safe");
    expect(cells.map(({ identityId, after }) => `${identityId} ${after}`)).toEqual([
      "system fails",
      "system fails",
    ]);
  });

  test("breaks references that use it, and the plan gives them another identity", () => {
    const references = [{ setting: "DB", vaultId: kv, before: "works" as const }];
    const { verdict } = rehearse(facts({ configured: orders, clientIdSetting: orders, references }));
    expect(verdict.kind).toBe("breaks");
    expect(titles({ configured: orders, clientIdSetting: orders, references })).toContain(
      "change: Let Key Vault references use id-orders",
    );
  });

  test("is nothing where there is none", () => {
    expect(rehearse(facts({ identities: base.identities.slice(1) })).verdict.kind).toBe("no-change");
  });
});

describe("changing AZURE_CLIENT_ID", () => {
  const to = (identityId: IdentityId) => ({ change: { kind: "set-client-id" as const, identityId } });

  test("to one that may not read breaks, and is granted first", () => {
    const { verdict, cells } = rehearse(facts(to(orders)));
    expect(verdict).toMatchObject({ kind: "breaks", basis: "vault-said" });
    expect(cells.every(({ identityId }) => identityId === "default")).toBe(true);
    expect(titles(to(orders))[0]).toBe("grant: Give id-orders Get and List on kv-orders");
  });

  test("to one that may read is safe and needs no grant", () => {
    const cells = [cell(configured, "works"), cell(system, "works"), cell(orders, "works")];
    expect(rehearse(facts({ ...to(orders), cells })).verdict.kind).toBe("safe");
    expect(titles({ ...to(orders), cells })).toEqual([
      "change: Set AZURE_CLIENT_ID to id-orders",
      "check: Check again",
    ]);
  });

  test("to one that the app does not have breaks", () => {
    expect(rehearse(facts(to(stranger))).verdict.kind).toBe("breaks");
  });

  test("the rollback restores the former value, or deletes the setting", () => {
    const back = (clientIdSetting: string | undefined) =>
      rehearse(facts({ ...to(orders), clientIdSetting })).plan.find(({ kind }) => kind === "change")?.rollback
        ?.bash;
    expect(back(undefined)).toContain("appsettings delete");
    expect(back(stranger)).toContain(`AZURE_CLIENT_ID=${stranger}`);
  });

  test("an identity that is not assigned is assigned first, keeping the others", () => {
    const identities = base.identities.map((one) => (one.id === orders ? { ...one, assigned: false } : one));
    expect(titles({ ...to(orders), identities })[0]).toBe("assign: Assign id-orders to this app");
  });

  test("what was not observed cannot be told", () => {
    const cells = [cell(configured, "works"), cell(orders, "unknown")];
    expect(rehearse(facts({ ...to(orders), cells })).verdict.kind).toBe("cannot-tell");
  });

  test("to what it is already changes nothing", () => {
    expect(rehearse(facts({ ...to(orders), clientIdSetting: orders.toUpperCase() })).verdict.kind).toBe(
      "no-change",
    );
  });
});

test("changing keyVaultReferenceIdentity breaks the references that the new one may not read", () => {
  const change = { kind: "set-reference-identity" as const, identityId: orders };
  const references = [{ setting: "DB", vaultId: kv, before: "works" as const }];
  const { verdict, references: after, plan } = rehearse(facts({ change, references }));
  expect(verdict.kind).toBe("breaks");
  expect(after[0]).toMatchObject({ setting: "DB", after: "fails" });
  expect(plan.map(({ kind }) => kind)).toEqual(["grant", "change", "check"]);
  expect(plan[1]?.rollback?.bash).toContain("keyVaultReferenceIdentity=SystemAssigned");
});

test("detaching the identity that is selected breaks, one that nothing uses does not", () => {
  const change = { kind: "detach-identity" as const, identityId: orders };
  const cells = [cell(configured, "works"), cell(system, "works"), cell(orders, "works")];
  expect(rehearse(facts({ change, configured: orders, clientIdSetting: orders, cells })).verdict.kind).toBe(
    "breaks",
  );
  const { verdict, plan } = rehearse(facts({ change, cells }));
  expect(verdict.kind).toBe("safe");
  expect(plan[0]?.rollback?.bash).toContain("identity assign");
});

describe("from access policies to roles", () => {
  const change = { kind: "to-rbac" as const, vaultId: kv };
  const rolesOf = (...policies: NonNullable<RehearsedVault["policies"]>) =>
    rehearse(facts({ change, vaults: [byPolicies(...policies)] })).rbac;

  test.each([
    [["get", "list"], "Key Vault Secrets User", []],
    [["Get"], "Key Vault Secrets User", ["list secrets"]],
    [
      ["list"],
      "Key Vault Reader",
      ["see keys and certificates, without their material", "read the vault's properties"],
    ],
  ])("%j needs %s and widens by %j", (secrets, roleName, widens) => {
    expect(rolesOf(policy(principals.system, secrets))?.roles).toMatchObject([
      { roleName, widens, identityId: "system" },
    ]);
  });

  test("writing needs the Officer, and says what comes with it", () => {
    const [role] = rolesOf(policy(principals.system, ["get", "set"]))?.roles ?? [];
    expect(role?.roleName).toBe("Key Vault Secrets Officer");
    expect(role?.widens).toContain("purge secrets");
  });

  test("entries of others are kept too, and what has no counterpart is told", () => {
    const other = "bbbbbbbb-0000-4000-8000-000000000001";
    const move = rolesOf(
      policy(other, ["get", "list"], { keys: ["sign"] }),
      policy(other, ["get"], { applicationId: stranger }),
    );
    expect(move?.roles).toMatchObject([{ principalId: other, identityId: null }]);
    expect(move?.lost).toHaveLength(2);
  });

  test("a role that is there already is not asked for again, and one without effect today is said to wake", () => {
    const role = {
      principalId: principals.orders,
      roleId: "4633458b-17de-408a-b874-0445c86b69e6",
      scope: vaultId,
    };
    const assignments = new Map([[orders, [role]]]);
    const kept = rehearse(
      facts({ change, assignments, vaults: [byPolicies(policy(principals.orders, ["get", "list"]))] }),
    ).rbac;
    expect(kept?.roles).toEqual([]);
    const woken = rehearse(facts({ change, assignments })).rbac;
    expect(woken?.wakes[0]).toContain("id-orders begins to count and gives get and list");
  });

  test("without the roles it breaks; with the plan's roles first, the switch comes after", () => {
    const assignments = new Map([
      [system, []],
      [orders, []],
    ]);
    const { verdict, plan } = rehearse(facts({ change, assignments }));
    expect(verdict).toMatchObject({ kind: "breaks", basis: "arm-showed" });
    expect(plan.map(({ kind }) => kind)).toEqual(["grant", "change", "check"]);
    expect(plan[1]?.command?.bash).toContain("--enable-rbac-authorization true");
    expect(plan[1]?.rollback?.bash).toContain("--enable-rbac-authorization false");
  });

  test("a vault that uses roles already is left alone", () => {
    const vaults = [{ ...byPolicies(), permissionModel: "rbac" as const }];
    expect(rehearse(facts({ change, vaults })).verdict.kind).toBe("no-change");
  });
});

test("no command of any plan replaces a whole set or takes away before it gives", () => {
  const changes: RehearseFacts["change"][] = [
    { kind: "switch-off-system-assigned" },
    { kind: "set-client-id", identityId: orders },
    { kind: "set-reference-identity", identityId: orders },
    { kind: "detach-identity", identityId: orders },
    { kind: "to-rbac", vaultId: kv },
  ];
  for (const change of changes) {
    const { plan } = rehearse(
      facts({ change, references: [{ setting: "DB", vaultId: kv, before: "works" }] }),
    );
    const last = plan.findLastIndex(({ kind }) => kind === "grant" || kind === "assign");
    const first = plan.findIndex(({ kind }) => kind === "change");
    expect(last).toBeLessThan(first);
    for (const { command } of plan)
      expect(command?.bash ?? "").not.toMatch(/--set properties\.accessPolicies|az rest/);
  }
});
