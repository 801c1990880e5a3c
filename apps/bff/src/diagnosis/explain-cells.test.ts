import { fileURLToPath } from "node:url";
import { type Emulator, startEmulator } from "@latchkey/emulator/start";
import { type Report, reportSchema } from "@latchkey/shared/report";
import { vaultsAnswerSchema } from "@latchkey/shared/vault";
import { afterAll, beforeAll, expect, test } from "vitest";

let emulator: Emulator;

beforeAll(async () => {
  emulator = await startEmulator({
    world: "mixed",
    app: { command: process.execPath, args: [fileURLToPath(new URL("../main.ts", import.meta.url))] },
  });
  await emulator.restartApp();
});
afterAll(() => emulator.close());

const get = async (path: string) => (await fetch(emulator.frontDoorUrl + path)).json();

async function refreshed(): Promise<Report> {
  const response = await fetch(`${emulator.frontDoorUrl}/api/report/refresh`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: "{}",
  });
  return reportSchema.parse(await response.json());
}

test("every cell in which something failed says why, and no other does", async () => {
  const { cells } = reportSchema.parse(await get("/api/report"));
  for (const { operations, diagnosis } of cells) {
    const failed = operations.some(({ outcome }) => outcome.kind !== "allowed");
    expect(diagnosis !== undefined).toBe(failed);
    expect(diagnosis?.causes.length ?? 1).toBeGreaterThan(0);
  }
});

test("ARM is asked once for the site and the vaults, and once a principal for its grants", async () => {
  await emulator.restartApp();
  emulator.clearRequests();
  await get("/api/report");
  const arm = emulator.requests().filter(({ service, status }) => service === "arm" && status === 200);
  const paths = arm.map(({ path, query }) => `${path}?${JSON.stringify(query)}`);
  expect(new Set(paths).size).toBe(paths.length);
  expect(arm.length).toBeLessThanOrEqual(10);
});

test("a grant that was made since the last report is seen at once, not after a minute", async () => {
  const cellOf = ({ cells }: Report) =>
    cells.find(({ identityId, vaultId }) => identityId === "system" && vaultId === "kv-payments");
  const before = cellOf(await refreshed());
  expect(before?.diagnosis).toBeDefined();
  await emulator.playStep("grant-secrets-user-on-kv-payments-to-system");
  const after = cellOf(await refreshed());
  expect(after?.diagnosis).toBeUndefined();
  expect(after?.operations.every(({ outcome }) => outcome.kind === "allowed")).toBe(true);
});

test("the vaults say what they grant to whom", async () => {
  const { vaults } = vaultsAnswerSchema.parse(await get("/api/vaults"));
  const orders = vaults.find(({ id }) => id === "kv-orders");
  expect(orders?.grants).toMatchObject({ state: "known", source: "arm" });
  const kinds =
    orders?.grants.state === "known"
      ? orders.grants.value.map(({ identityId, kind }) => `${identityId} ${kind}`)
      : [];
  expect(kinds).toContain("system access-policy");
});
