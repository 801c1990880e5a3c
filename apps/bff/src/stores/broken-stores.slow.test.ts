import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { appAnswerSchema } from "@latchkey/shared/app";
import { problemSchema } from "@latchkey/shared/problem";
import { afterAll, describe, expect, test } from "vitest";
import { createAuditLog } from "../audit/audit-log.ts";
import { createAuditTable } from "../audit/audit-table.ts";
import { startEntry } from "../audit/record.ts";
import { connectDatabase } from "../database.ts";
import { appServiceEnv } from "../testing/fake-deps.ts";
import { startPostgres } from "../testing/postgres.ts";
import { principalHeader } from "../testing/signed-in.ts";
import { type RunningBff, startBff } from "../testing/start-bff.ts";

const folder = mkdtempSync(join(tmpdir(), "latchkey-broken-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const headers = { "x-ms-client-principal": principalHeader(), "content-type": "application/json" };
const { IDENTITY_ENDPOINT: _endpoint, IDENTITY_HEADER: _header, ...env } = appServiceEnv;
const body = '{"identityId":"default"}';
const testRead = (bff: RunningBff) =>
  fetch(`${bff.url}/api/vaults/kv-orders/secrets/a/test`, { method: "POST", headers, body });

async function expectStatusViewsOnly(bff: RunningBff): Promise<void> {
  const refused = await testRead(bff);
  expect([refused.status, problemSchema.parse(await refused.json()).type]).toEqual([
    503,
    "/problems/audit-unavailable",
  ]);
  for (const path of ["/healthz", "/readyz", "/api/report", "/api/identities"])
    expect((await fetch(bff.url + path, { headers })).status).toBe(200);
  const { warnings } = appAnswerSchema.parse(await (await fetch(`${bff.url}/api/app`, { headers })).json());
  expect(warnings.join()).toContain("The audit cannot be written");
}

describe("a folder that takes nothing", () => {
  const file = join(folder, "a-file");
  writeFileSync(file, "");
  // Making a folder in the first one fails at once, root or not; in /proc it never comes back, as on a share that stalls.
  test.each([
    ["fails", join(file, "data")],
    ["stalls", "/proc/latchkey/data"],
  ])(
    "%s: status views go on, test reads are refused",
    async (how, place) => {
      if (how === "stalls" && process.platform !== "linux") return;
      const bff = await startBff({
        ...env,
        LATCHKEY_DATA_DIR: place,
        LATCHKEY_LOCAL_DIR: join(file, "local"),
      });
      await expectStatusViewsOnly(bff);
      await bff.kill("SIGTERM");
      expect(bff.process.exitCode).toBe(0);
    },
    40_000,
  );
});

test("a disk that is full: what was recorded stays, test reads are refused until there is room", async () => {
  const data = join(folder, "full");
  const bff = await startBff({
    ...env,
    LATCHKEY_DATA_DIR: data,
    LATCHKEY_LOCAL_DIR: join(folder, "full-local"),
  });
  expect((await testRead(bff)).status).toBe(200);
  // A file may not grow any more: to whoever writes that is a disk without room.
  const limit = (size: string) =>
    new Promise<number | null>((resolve) => {
      const args = ["--pid", String(bff.process.pid), `--fsize=${size}`];
      const child = spawn("/usr/bin/prlimit", args, { stdio: "ignore" });
      child.on("close", resolve).on("error", () => resolve(null));
    });
  if ((await limit("10:unlimited")) !== 0) {
    process.stderr.write("prlimit is not here: the full disk is not tried.\n");
    await bff.kill();
    return;
  }
  expect((await testRead(bff)).status).toBe(503);
  await expectStatusViewsOnly(bff);
  await limit("unlimited:unlimited");
  expect((await testRead(bff)).status).toBe(200);
  const chain = await (await fetch(`${bff.url}/api/audit/chain`, { headers })).json();
  expect(chain).toMatchObject({ intact: true });
  await bff.kill("SIGTERM");
});

test("a database that dies: a write fails, names no address, and works when it is back", async (context) => {
  const database = await startPostgres();
  if (!database) return context.skip();
  const sql = connectDatabase(database.url);
  const clock = { now: () => new Date(), elapsedMs: () => performance.now() };
  const events: unknown[] = [];
  const log = (event: unknown) => events.push(event);
  const audit = createAuditLog({ store: createAuditTable(sql), clock, instance: "x", log });
  await audit.ready();
  await database.pause();
  await expect(audit.append([startEntry])).rejects.toThrow(/cannot be written/);
  expect(`${audit.problem()} ${JSON.stringify(events)}`).not.toContain("127.0.0.1");
  await database.resume();
  await expect
    .poll(
      () =>
        audit.ready().then(
          () => "ready",
          () => "not yet",
        ),
      { timeout: 20_000 },
    )
    .toBe("ready");
  await audit.close();
  await sql.end({ timeout: 1 });
  await database.stop();
}, 120_000);
