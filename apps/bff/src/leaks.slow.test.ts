import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Emulator, startEmulator } from "@latchkey/emulator/start";
import { reportSchema } from "@latchkey/shared/report";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Azure } from "./azure/azure.ts";
import type { VaultReader } from "./azure/key-vault.ts";
import { appServiceEnv, fakeAzure, fakeDeps } from "./testing/fake-deps.ts";
import { filesIn, findLeaks, type Leak, type Place, placesOfAnswer } from "./testing/find-leaks.ts";
import { signedInApp } from "./testing/signed-in.ts";
import { entry } from "./testing/start-bff.ts";

// In every world everything that the product offers is asked for, and all that it answered, logged and wrote is searched for every
// secret, token and identity header that there was.
let emulator: Emulator;
const output: string[] = [];
const data = mkdtempSync(join(tmpdir(), "latchkey-leaks-"));
const figures = { worlds: 0, canaries: 0, places: 0, bytes: 0 };

beforeAll(async () => {
  emulator = await startEmulator({
    world: "mixed",
    app: { command: process.execPath, args: [entry()] },
    env: {
      LATCHKEY_DATA_DIR: join(data, "data"),
      LATCHKEY_LOCAL_DIR: join(data, "local"),
      LATCHKEY_RATE_PER_MINUTE: "1000000",
    },
    onAppOutput: (line) => output.push(line),
  });
  await emulator.restartApp();
});
afterAll(async () => {
  await emulator.close();
  rmSync(data, { recursive: true, force: true });
  const { worlds, canaries, places, bytes } = figures;
  process.stdout.write(
    `leaks: ${canaries} canaries in ${worlds} worlds, ${places} places (${Math.round(bytes / 1024)} KiB) searched\n`,
  );
});

const json = { "content-type": "application/json" };

async function ask(path: string, init: RequestInit = {}): Promise<Place[]> {
  const answer = await fetch(emulator.frontDoorUrl + path, init);
  return placesOfAnswer(`${init.method ?? "GET"} ${path}`, answer);
}
const post = (path: string, body: unknown) =>
  ask(path, { method: "POST", headers: json, body: typeof body === "string" ? body : JSON.stringify(body) });

/** All that one can ask of Latchkey, well-formed and not. */
async function askEverything(): Promise<Place[]> {
  const report = await ask("/api/report");
  const { identities, vaults } = reportSchema.parse(JSON.parse(String(report[1]?.content)));
  const places: Place[] = [...report];
  for (const path of [
    "/api/app",
    "/api/identities",
    "/api/vaults",
    "/api/openapi.json",
    "/api/history",
    "/",
    "/nothing",
    "/api/nothing",
  ])
    places.push(...(await ask(path)));
  const ids = identities.slice(0, 2).map(({ id }) => id);
  const secrets = emulator
    .world()
    .vaults.flatMap(({ name, secrets: held }) =>
      held.kind === "listed"
        ? held.secrets.slice(0, 6).map((secret) => ({ vault: name, name: secret.name }))
        : [],
    );
  const asked = vaults
    .slice(0, 3)
    .flatMap((vault) =>
      ids.flatMap((identityId) => [
        ask(`/api/vaults/${vault.id}/secrets?identityId=${identityId}`),
        ...secrets
          .filter((secret) => secret.vault === vault.id)
          .flatMap(({ name }) => [
            post(`/api/vaults/${vault.id}/secrets/${name}/test`, { identityId }),
            post("/api/probes", { identityId, vaultId: vault.id, secretName: name }),
          ]),
      ]),
    );
  places.push(...(await Promise.all(asked)).flat());
  places.push(...(await post("/api/probes", "{")));
  places.push(...(await post("/api/vaults/kv-orders/secrets/a.b/test", { identityId: "default" })));
  for (const path of ["/api/audit?limit=500", "/api/audit?format=csv", "/api/audit/chain", "/api/report"])
    places.push(...(await ask(path)));
  const stream = { headers: { accept: "text/event-stream" } };
  places.push(...(await ask("/api/report", stream)));
  return places;
}

function search(places: Place[]): Leak[] {
  const canaries = emulator.canaries();
  figures.canaries += canaries.length;
  figures.places += places.length;
  figures.bytes += places.reduce((sum, { content }) => sum + content.length, 0);
  return findLeaks(places, canaries);
}

test("no secret, token or identity header is in anything that was answered, logged or written, in any world", async () => {
  const listed = await fetch(`${emulator.controlUrl}/_emulator/worlds`);
  const worlds = (await listed.json()) as { name: string }[];
  expect(worlds.length).toBeGreaterThan(20);
  for (const { name } of worlds) {
    output.length = 0;
    await emulator.useWorld(name);
    const answers = await askEverything();
    const log = { name: "log", content: Buffer.from(output.join("\n")) };
    expect({ name, leaks: search([...answers, log, ...filesIn(data)]) }).toEqual({ name, leaks: [] });
    figures.worlds += 1;
  }
}, 400_000);

test("nor when everything misbehaves, nor in what a crash leaves behind", async () => {
  await emulator.useWorld("mixed");
  const places: Place[] = [];
  for (const kind of ["cut", "garbage", "html", "status", "redirect"] as const) {
    await emulator.setFaults([{ service: "key-vault", kind, ...(kind === "status" && { status: 500 }) }]);
    places.push(...(await post("/api/report/refresh", {})));
    places.push(
      ...(await post("/api/vaults/kv-orders/secrets/orders-db-connection/test", { identityId: "default" })),
    );
  }
  await emulator.setFaults([{ service: "identity-endpoint", kind: "garbage" }]);
  places.push(...(await post("/api/report/refresh", {})));
  await emulator.setFaults([]);
  const pid = emulator.appProcessId() ?? 0;
  process.kill(pid, "SIGABRT");
  await expect.poll(() => emulator.appProcessId(), { timeout: 10_000 }).not.toBe(pid);
  await fetch(`${emulator.frontDoorUrl}/readyz`);
  const log = { name: "log", content: Buffer.from(output.join("\n")) };
  expect(search([...places, log, ...filesIn(data)])).toEqual([]);
}, 120_000);

describe("leaks that are planted on purpose are found", () => {
  const canary = 'S3cr3t "with" quotes\nand \\ more=/+ things';
  const bytes = Buffer.from(canary);
  const hidden = Buffer.concat([Buffer.from("x"), bytes, Buffer.from("yz")]);
  const planted: [string, () => Promise<Place[]>][] = [
    ["in an answer", () => placesOfAnswer("a", Response.json({ said: canary }))],
    [
      "in an answer inside another's text",
      () => placesOfAnswer("a", Response.json({ said: JSON.stringify({ canary }) })),
    ],
    ["in an answer, base64", () => placesOfAnswer("a", Response.json({ tag: bytes.toString("base64") }))],
    [
      "in an answer, base64 with neighbours",
      () => placesOfAnswer("a", Response.json({ tag: hidden.toString("base64") })),
    ],
    [
      "in an answer, hexadecimal",
      () => placesOfAnswer("a", new Response(bytes.toString("hex").toUpperCase())),
    ],
    [
      "in an address, URL-encoded",
      () => placesOfAnswer("a", Response.redirect(`http://x/?q=${encodeURIComponent(canary)}`)),
    ],
    [
      "in a header, base64url",
      () => placesOfAnswer("a", new Response("", { headers: { etag: hidden.toString("base64url") } })),
    ],
    [
      "in a log line",
      async () => [{ name: "log", content: Buffer.from(JSON.stringify({ msg: `failed: ${canary}` })) }],
    ],
    ["in a file", async () => planting((file) => appendFileSync(file, `before ${canary} after`))],
    [
      "in a file's name",
      async () =>
        planting((_file, folder) => appendFileSync(join(folder, `dump-${bytes.toString("hex")}`), "")),
    ],
    [
      "a piece of a long token",
      async () => [{ name: "log", content: Buffer.from(`ey…${longToken.slice(-200)}`) }],
    ],
  ];
  const longToken = Array.from({ length: 60 }, (_none, index) => `part${index}of-a-token`).join(".");

  function planting(plant: (file: string, folder: string) => void): Place[] {
    const folder = mkdtempSync(join(tmpdir(), "latchkey-planted-"));
    plant(join(folder, "state"), folder);
    const places = filesIn(folder);
    rmSync(folder, { recursive: true });
    return places;
  }

  test.each(planted)("%s", async (_title, plant) => {
    expect(findLeaks(await plant(), [canary, longToken]).length).toBeGreaterThan(0);
    expect(findLeaks(await plant(), ["another-canary-altogether"])).toEqual([]);
  });
});

describe("a product that leaks is caught", () => {
  const canary = 'Sup3r "secret" value, 42 characters and more';
  const denied = { kind: "denied" as const, by: "rbac" as const, said: canary };
  const leakedAs = (text: string) => ({
    kind: "secret" as const,
    name: "db-password",
    enabled: true,
    contentType: text,
  });
  const reading = (change: {
    version?: string;
    requestId?: string;
    contentType?: string;
  }): Partial<Azure> => {
    const { vaults } = fakeAzure();
    const read: VaultReader["read"] = async (at, name) => {
      const answer = await vaults.read(at, name);
      if (!answer.value) return answer;
      const item = leakedAs(change.contentType ?? "text/plain");
      const value = { ...answer.value, version: change.version ?? "v1", item };
      return { ...answer, requestId: change.requestId ?? "request-1", value };
    };
    return { vaults: { ...vaults, read } };
  };
  const listing = (text: string): Partial<Azure> => {
    const { vaults } = fakeAzure();
    const listPage: VaultReader["listPage"] = async () => ({
      outcome: { kind: "allowed", proof: "listed" },
      requestId: null,
      tookMs: 1,
      value: { items: [leakedAs(text)], cursor: null },
    });
    return { vaults: { ...vaults, listPage } };
  };
  const bytes = Buffer.from(canary);
  const refusing: VaultReader["listPage"] = async () => ({ outcome: denied, requestId: null, tookMs: 1 });

  async function everythingOf(azure: Partial<Azure>): Promise<Place[]> {
    const deps = fakeDeps(appServiceEnv, fakeAzure(azure));
    const app = signedInApp(deps);
    const init = { method: "POST", headers: json, body: '{"identityId":"system"}' };
    const answers = [
      await app.request("/api/report"),
      await app.request("/api/vaults/kv-orders/secrets"),
      await app.request("/api/vaults/kv-orders/secrets/db-password/test", init),
      await app.request("/api/audit?format=csv"),
    ];
    const places = await Promise.all(
      answers.map((answer, index) => placesOfAnswer(`answer ${index}`, answer)),
    );
    const kept = { log: deps.logged, audit: deps.audit.records };
    return [...places.flat(), { name: "log and audit", content: Buffer.from(JSON.stringify(kept)) }];
  }

  test("a sound one is clean", async () => {
    expect(
      findLeaks(await everythingOf({}), ["value-that-must-not-leak", "header-value-that-must-not-leak"]),
    ).toEqual([]);
  });

  test.each<[string, Partial<Azure>]>([
    ["what a vault said", { vaults: { ...fakeAzure().vaults, listPage: refusing } }],
    ["a version", reading({ version: canary })],
    ["a content type in base64", reading({ contentType: bytes.toString("base64") })],
    ["a request ID in hexadecimal, kept in the audit too", reading({ requestId: bytes.toString("hex") })],
    ["a listed item, URL-encoded", listing(encodeURIComponent(canary))],
    ["a listed item, JSON in JSON", listing(JSON.stringify({ canary }))],
  ])("in %s", async (_title, azure) => {
    expect(findLeaks(await everythingOf(azure), [canary]).length).toBeGreaterThan(0);
  });
});
