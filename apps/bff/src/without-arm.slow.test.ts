import { type Emulator, startEmulator } from "@latchkey/emulator/start";
import { reportSchema } from "@latchkey/shared/report";
import { afterAll, beforeAll, expect, test } from "vitest";
import { entry } from "./testing/start-bff.ts";

/** Causes that can be told apart without ARM, each staged in the world of its name. */
const told = [
  "no-identity-on-host",
  "user-assigned-not-selected",
  "client-id-not-assigned",
  "identity-endpoint-failing",
  "identity-endpoint-unreachable",
  "vault-host-not-found",
  "vault-firewall-denied",
  "vault-public-access-disabled",
  "access-policy-missing",
  "rbac-role-missing",
  "vault-throttled",
];

let emulator: Emulator;

beforeAll(async () => {
  emulator = await startEmulator({
    world: "mixed",
    app: { command: process.execPath, args: [entry()] },
  });
});
afterAll(() => emulator.close());

test.each(told)("%s is told without any right in ARM", async (cause) => {
  await emulator.useWorld(cause);
  const own = emulator.world().faults;
  await emulator.setFaults([...own, { service: "arm", kind: "status", status: 403 }]);
  await emulator.restartApp();
  const report = reportSchema.parse(await (await fetch(`${emulator.frontDoorUrl}/api/report`)).json());
  const failed = report.cells.filter(({ identityId, diagnosis }) => identityId === "default" && diagnosis);
  const firsts = failed.map(({ diagnosis }) => diagnosis?.causes[0]);
  expect(firsts.map((first) => first?.id)).toContain(cause);
  expect(firsts.find((first) => first?.id === cause)?.evidence).not.toEqual([]);
  expect(report.vaults[0]?.permissionModel).toMatchObject({ state: "unknown" });
});

test("the right that is missing is named", async () => {
  await emulator.useWorld("rbac-role-missing");
  await emulator.setFaults([{ service: "arm", kind: "status", status: 403 }]);
  await emulator.restartApp();
  const text = await (await fetch(`${emulator.frontDoorUrl}/api/report`)).text();
  for (const right of ["Microsoft.KeyVault/vaults/read", "Microsoft.Authorization/roleAssignments/read"]) {
    expect(text).toContain(right);
  }
});
