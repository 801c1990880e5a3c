import { type Emulator, type Fault, startEmulator } from "@latchkey/emulator/start";
import { historyAnswerSchema } from "@latchkey/shared/history";
import { type Report, reportSchema } from "@latchkey/shared/report";
import { afterAll, beforeAll, expect, test } from "vitest";
import { entry } from "./testing/start-bff.ts";

// Faults that do not belong to one request: wrong clocks, doors that stay shut, several at once. See faults.slow.test.ts for the others.
let emulator: Emulator;
let tried = 0;

beforeAll(async () => {
  emulator = await startEmulator({ world: "mixed", app: { command: process.execPath, args: [entry()] } });
  await emulator.restartApp();
});
afterAll(async () => {
  await emulator.close();
  process.stdout.write(`further faults: ${tried} tried\n`);
});

async function freshReport(disturb: () => Promise<void> = async () => undefined): Promise<Report> {
  tried += 1;
  // A world begun anew has no faults, and has handed out no tokens: those of another time would be kept for a day, as Azure does.
  await emulator.useWorld("mixed");
  await disturb();
  await emulator.restartApp();
  emulator.clearRequests();
  const answer = await fetch(`${emulator.frontDoorUrl}/api/report`);
  expect(answer.status).toBe(200);
  const report = reportSchema.parse(await answer.json());
  return report;
}

const outcomeAt = ({ cells }: Report, vaultId: string, operation: string) =>
  cells
    .find((cell) => cell.identityId === "default" && cell.vaultId === vaultId)
    ?.operations.find((one) => one.operation === operation)?.outcome;

test.each([3_600, -3_600])("clocks that differ by %d s: the report is as ever", async (offsetSeconds) => {
  const report = await freshReport(() => emulator.setClock({ offsetSeconds }));
  expect(outcomeAt(report, "kv-payments", "token")).toMatchObject({ kind: "allowed" });
  expect(outcomeAt(report, "kv-payments", "get")).toMatchObject({ kind: "allowed" });
});

test("a clock two days slow at the token's issuer: the token that has expired is refused, not sent", async () => {
  const report = await freshReport(() => emulator.setClock({ offsetSeconds: -2 * 24 * 3_600 }));
  expect(outcomeAt(report, "kv-payments", "token")).toMatchObject({ kind: "no-token", why: "expired-token" });
  const sent = emulator.requests().filter((one) => one.service === "key-vault" && one.callerObjectId);
  expect(sent).toEqual([]);
});

test("a vault that answers 401 for ever is not asked for ever, and the others go on", async () => {
  const fault: Fault = { service: "key-vault", vault: "kv-payments", kind: "status", status: 401 };
  const report = await freshReport(() => emulator.setFaults([fault]));
  expect(outcomeAt(report, "kv-payments", "list")?.kind).not.toBe("allowed");
  expect(outcomeAt(report, "kv-orders", "get")).toMatchObject({ kind: "allowed" });
  const asked = emulator
    .requests()
    .filter(({ host, path }) => host.startsWith("kv-payments.") && path.startsWith("/secrets"));
  expect(asked.length).toBeLessThanOrEqual(report.identities.length * 2 * 3);
});

test.each([403, 404, 429, 500, 503])(
  "ARM answers %d: the report goes on, and says what is unknown",
  async (status) => {
    const report = await freshReport(() => emulator.setFaults([{ service: "arm", kind: "status", status }]));
    expect(outcomeAt(report, "kv-payments", "get")).toMatchObject({ kind: "allowed" });
    expect(report.vaults[0]?.permissionModel).toMatchObject({ state: "unknown" });
  },
);

test("everything at once: the report still answers, and every cell says something", async () => {
  const faults: Fault[] = [
    { service: "key-vault", vault: "kv-orders", kind: "hang" },
    { service: "key-vault", vault: "kv-payments", kind: "drip" },
    { service: "arm", kind: "hang" },
    { service: "dns", vault: "kv-orders", kind: "hang" },
  ];
  const report = await freshReport(() => emulator.setFaults(faults));
  expect(report.cells).toHaveLength(report.identities.length * report.vaults.length);
  for (const { operations } of report.cells) expect(operations.length).toBe(3);
}, 40_000);

test("what was seen under all this is in the history", async () => {
  await freshReport();
  await expect
    .poll(async () => {
      const answer = await fetch(
        `${emulator.frontDoorUrl}/api/history?identityId=default&vaultId=kv-payments`,
      );
      return historyAnswerSchema.parse(await answer.json()).cells[0]?.segments.at(-1)?.status;
    })
    .toBe("allowed");
});
