import { type Emulator, startEmulator } from "@latchkey/emulator/start";
import { type RehearseAnswer, rehearseAnswerSchema } from "@latchkey/shared/rehearse";
import { reportSchema } from "@latchkey/shared/report";
import { afterAll, beforeAll, expect, test } from "vitest";
import { entry } from "../testing/start-bff.ts";

let emulator: Emulator;

beforeAll(async () => {
  emulator = await startEmulator({
    world: "mixed",
    app: { command: process.execPath, args: [entry()] },
  });
  await emulator.restartApp();
});
afterAll(() => emulator.close());

const ask = (query: string) => fetch(`${emulator.frontDoorUrl}/api/rehearse?${query}`);
const rehearsed = async (query: string): Promise<RehearseAnswer> =>
  rehearseAnswerSchema.parse(await (await ask(query)).json());
const clientIdOf = (name: string) =>
  emulator.world().userAssignedIdentities.find((one) => one.name === name)?.clientId ?? "";

test("switching the system-assigned identity off breaks the reference that it resolves, though code runs as another", async () => {
  const { verdict, references, cells, plan } = await rehearsed("change=switch-off-system-assigned");
  expect(verdict.kind).toBe("breaks");
  expect(references.find(({ setting }) => setting === "ORDERS_DB_CONNECTION")).toMatchObject({
    before: "works",
    after: "fails",
  });
  expect(cells.some(({ identityId }) => identityId === "default")).toBe(false);
  expect(plan.map(({ title }) => title)).toContain("Let Key Vault references use id-orders");
});

test("selecting the other user-assigned identity is rehearsed from what the vaults said to it", async () => {
  const { verdict, cells, plan } = await rehearsed(
    `change=set-client-id&identityId=${clientIdOf("id-reporting")}`,
  );
  expect(verdict).toMatchObject({ kind: "breaks", basis: "vault-said" });
  expect(
    cells.find(({ vaultId, operation }) => vaultId === "kv-payments" && operation === "get"),
  ).toMatchObject({
    before: "works",
    after: "fails",
  });
  expect(plan.filter(({ kind }) => kind === "grant").map(({ title }) => title)).toEqual([
    "Give id-reporting Get and List on kv-orders",
    "Give id-reporting Get and List on kv-payments",
  ]);
});

test("what a rehearsal says about a change is what is seen after it", async () => {
  const before = await rehearsed("change=set-client-id&identityId=system");
  const said = before.cells.map(({ vaultId, operation, after }) => `${vaultId} ${operation} ${after}`);
  const report = reportSchema.parse(await (await fetch(`${emulator.frontDoorUrl}/api/report`)).json());
  const seen = report.cells
    .filter(({ identityId }) => identityId === "system")
    .flatMap(({ vaultId, operations }) =>
      operations
        .slice(1)
        .map(
          ({ operation, outcome }) =>
            `${vaultId} ${operation} ${outcome.kind === "allowed" ? "works" : "fails"}`,
        ),
    );
  expect(said).toEqual(seen);
});

test("moving kv-orders to roles names the smallest roles for the two identities that have a policy", async () => {
  const { rbac, cells } = await rehearsed("change=to-rbac&vaultId=kv-orders");
  expect(rbac?.roles.map(({ name, roleName, widens }) => [name, roleName, widens])).toEqual([
    ["app-orders", "Key Vault Secrets User", []],
    ["id-orders", "Key Vault Secrets User", ["list secrets"]],
  ]);
  expect(
    cells.find(({ identityId, operation }) => identityId === "system" && operation === "get"),
  ).toMatchObject({
    before: "works",
    after: "fails",
  });
});

test.each([
  ["change=to-rbac", 400],
  ["change=set-client-id", 400],
  ["change=set-client-id&identityId=default", 400],
  ["change=paint-it-red", 400],
  ["change=to-rbac&vaultId=kv-elsewhere", 404],
])("%s is a %i", async (query, status) => {
  expect((await ask(query)).status).toBe(status);
});
