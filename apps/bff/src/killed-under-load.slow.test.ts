import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { auditAnswerSchema, auditChainSchema } from "@latchkey/shared/audit";
import { historyAnswerSchema } from "@latchkey/shared/history";
import { afterAll, expect, test } from "vitest";
import { createAuditFiles } from "./audit/audit-files.ts";
import { verifyChain } from "./audit/verify-chain.ts";
import { appServiceEnv } from "./testing/fake-deps.ts";
import { principalHeader } from "./testing/signed-in.ts";
import { type RunningBff, startBff } from "./testing/start-bff.ts";

const kills = 200;
const lanes = 2;
const clientsPerLane = 4;

const folder = mkdtempSync(join(tmpdir(), "latchkey-killed-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const headers = { "x-ms-client-principal": principalHeader(), "content-type": "application/json" };
const { IDENTITY_ENDPOINT: _endpoint, IDENTITY_HEADER: _header, ...withoutIdentity } = appServiceEnv;
const environment = (lane: number) => ({
  ...withoutIdentity,
  WEBSITE_INSTANCE_ID: `lane${lane}0000`,
  LATCHKEY_DATA_DIR: join(folder, "data"),
  LATCHKEY_LOCAL_DIR: join(folder, `local-${lane}`),
  LATCHKEY_RATE_PER_MINUTE: "1000000",
  LATCHKEY_PROBE_INTERVAL_SECONDS: "0",
  NODE_COMPILE_CACHE: join(folder, "compiled"),
});

const answered: string[] = [];
let asked = 0;

/** Test-reads one secret after the other, each by a name of its own, until the process is gone. */
async function load(bff: RunningBff, onAnswer: () => void): Promise<void> {
  for (;;) {
    asked += 1;
    const name = `secret-${asked}`;
    const body = JSON.stringify({ identityId: "default" });
    try {
      const path = `/api/vaults/kv-orders/secrets/${name}/test`;
      const answer = await fetch(bff.url + path, { method: "POST", headers, body });
      await answer.text();
      expect(answer.status).toBe(200);
      answered.push(name);
      onAnswer();
    } catch (error) {
      if (bff.process.signalCode !== null || bff.process.killed) return;
      throw error;
    }
  }
}

async function lane(number: number): Promise<void> {
  for (let kill = 0; kill < kills / lanes; kill += 1) {
    const bff = await startBff(environment(number));
    const history = await fetch(`${bff.url}/api/history`, { headers });
    expect(history.status).toBe(200);
    const { promise: firstAnswer, resolve: onAnswer } = Promise.withResolvers<void>();
    const running = [
      ...Array.from({ length: clientsPerLane }, () => load(bff, onAnswer)),
      fetch(`${bff.url}/api/report`, { headers })
        .then((answer) => answer.text())
        .catch(() => undefined),
    ];
    await Promise.race([firstAnswer, wait(10_000)]);
    await wait((kill * 7) % 60);
    await bff.kill();
    await Promise.all(running);
  }
}

test("killed 200 times under load: no answered request is unrecorded, the chain holds, the stores open", async () => {
  await Promise.all(Array.from({ length: lanes }, (_none, index) => lane(index)));
  const files = createAuditFiles(join(folder, "data", "audit"));
  const names = new Set<string | null>();
  let records = 0;
  for await (const { lines } of files.segments())
    for (const line of lines) {
      records += 1;
      names.add(JSON.parse(line).secretName);
    }
  const missing = answered.filter((name) => !names.has(name));
  const chain = await verifyChain(files);
  process.stdout.write(
    `killed: ${kills} times, ${answered.length} of ${asked} requests answered, ${missing.length} of them unrecorded; ${records} records in ${chain.segments} segments, ${chain.problems.length} problems in the chain\n`,
  );
  expect(missing).toEqual([]);
  expect(chain).toMatchObject({ intact: true });
  expect(answered.length).toBeGreaterThan(kills);
  const last = await startBff(environment(0));
  const ask = async (path: string) => (await fetch(last.url + path, { headers })).json();
  expect(auditAnswerSchema.parse(await ask("/api/audit?limit=500")).records).toHaveLength(500);
  expect(auditChainSchema.parse(await ask("/api/audit/chain"))).toMatchObject({ intact: true });
  expect(historyAnswerSchema.parse(await ask("/api/history")).cells.length).toBeGreaterThan(0);
  await last.kill();
}, 600_000);

test("SIGTERM: what is under way is answered and recorded, and the process ends by itself", async () => {
  const bff = await startBff(environment(3));
  expect((await fetch(`${bff.url}/readyz`)).status).toBe(200);
  const answers = Array.from({ length: 5 }, (_none, index) =>
    fetch(`${bff.url}/api/vaults/kv-orders/secrets/last-${index}/test`, {
      method: "POST",
      headers,
      body: '{"identityId":"default"}',
    }).then(async (answer) => [answer.status, await answer.text()]),
  );
  const report = fetch(`${bff.url}/api/report`, { headers }).then((answer) => answer.status);
  await wait(30);
  await bff.kill("SIGTERM");
  expect(bff.process.exitCode).toBe(0);
  for (const [status] of await Promise.all(answers)) expect(status).toBe(200);
  expect(await report).toBe(200);
  const { records } = await createAuditFiles(join(folder, "data", "audit")).read({
    filter: { action: "test-read" },
    before: undefined,
    limit: 10,
  });
  for (const index of [0, 1, 2, 3, 4])
    expect(records.map((one) => one.secretName)).toContain(`last-${index}`);
  expect(bff.output.join("")).toContain('"event":"audit-head"');
});
