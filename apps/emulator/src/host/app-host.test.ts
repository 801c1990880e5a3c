import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { askUrl } from "../client/ask.ts";
import { type Emulator, startEmulator } from "../start.ts";

const app = {
  command: process.execPath,
  args: [fileURLToPath(new URL("./fixtures/tiny-app.ts", import.meta.url))],
};
let emulator: Emulator;
const output: string[] = [];

type Seen = { headers: Record<string, string>; env: Record<string, string> };
const seen = async (path = "/", headers: Record<string, string> = {}) =>
  JSON.parse((await askUrl(`${emulator.frontDoorUrl}${path}`, { headers })).body) as Seen;

beforeAll(async () => {
  emulator = await startEmulator({
    app,
    world: "mixed",
    onAppOutput: (line) => output.push(line),
    env: { EXTRA: "yes" },
  });
});
afterAll(() => emulator.close());

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

test("the app is given App Service's environment and nothing else of ours", async () => {
  process.env.LATCHKEY_TEST_LEAK = "from outside";
  const { env } = await seen();
  const expected = emulator.appEnvironment();
  expect(env).toEqual(expected);
  expect(env.LATCHKEY_TEST_LEAK).toBeUndefined();
  expect(env.EXTRA).toBe("yes");
  expect(env.WEBSITE_SITE_NAME).toBe("app-orders");
  expect(env.WEBSITE_OWNER_NAME).toMatch(/^[0-9a-f-]{36}\+rg-orders-WestEuropewebspace-Linux$/);
  expect(env.APPSETTING_AZURE_CLIENT_ID).toBe(env.AZURE_CLIENT_ID);
  expect(env.MSI_SECRET).toBe(env.IDENTITY_HEADER);
  expect(output).toContain("tiny app started");
});

test("a Key Vault reference arrives resolved, and as the literal text when its identity may not read", async () => {
  const { env } = await seen();
  expect(env.ORDERS_DB_CONNECTION).toMatch(/^Server=tcp:/);
  expect(env.PAYMENTS_API_KEY).toBe("@Microsoft.KeyVault(VaultName=kv-payments;SecretName=api-key)");
});

test("sign-in headers from outside are replaced by those of the default person", async () => {
  const { headers } = await seen("/", {
    "X-MS-CLIENT-PRINCIPAL": "forged",
    "X-MS-CLIENT-PRINCIPAL-NAME": "mallory",
    "x-ms-token-aad-access-token": "forged",
    "X-Ordinary": "kept",
  });
  const principal = JSON.parse(
    Buffer.from(headers["x-ms-client-principal"] ?? "", "base64").toString("utf8"),
  );
  expect(principal.auth_typ).toBe("aad");
  const roles = principal.claims.filter((claim: { typ: string }) => claim.typ === principal.role_typ);
  expect(roles.map((claim: { val: string }) => claim.val)).toEqual(["Latchkey.Viewer", "Latchkey.Tester"]);
  expect(headers["x-ms-client-principal-name"]).toBe("dana.reyes@contoso.example");
  expect(headers["x-ms-token-aad-access-token"]).toBeUndefined();
  expect(headers["x-ordinary"]).toBe("kept");
});

test("a stream passes unbuffered, and a client that goes away ends it in the app", async () => {
  const abort = new AbortController();
  const response = await fetch(`${emulator.frontDoorUrl}/stream`, { signal: abort.signal });
  const first = await response.body?.getReader().read();
  expect(new TextDecoder().decode(first?.value)).toBe("data: first\n\n");
  const open = async () => (await askUrl(`${emulator.frontDoorUrl}/streams`)).body;
  expect(await open()).toBe("1");
  abort.abort();
  await expect.poll(open).toBe("0");
});

test("a foreign Host header is turned away", async () => {
  const reply = await askUrl(emulator.frontDoorUrl, { headers: { Host: "attacker.example" } });
  expect(reply.status).toBe(421);
});

test("an app that dies is started again", async () => {
  const before = emulator.appProcessId();
  await askUrl(`${emulator.frontDoorUrl}/die`).catch(() => undefined);
  await expect.poll(() => emulator.appProcessId()).not.toBe(before);
  expect((await askUrl(`${emulator.frontDoorUrl}/`)).status).toBe(200);
});

test("a grant restarts nothing; another world does, and the app sees its settings", async () => {
  const before = emulator.appProcessId() ?? 0;
  await emulator.playStep("grant-secrets-user-on-kv-payments-to-system");
  expect(emulator.appProcessId()).toBe(before);
  expect((await seen()).env.PAYMENTS_API_KEY).toMatch(/^@Microsoft/);
  await emulator.restartApp();
  expect(isAlive(before)).toBe(false);
  expect((await seen()).env.PAYMENTS_API_KEY).toMatch(/^ck_live_/);
  await emulator.useWorld("slow");
  const { env } = await seen();
  expect(env.AZURE_CLIENT_ID).toBeUndefined();
  expect(env.LATCHKEY_CLIENT_IDS?.split(",").length).toBe(2);
});

test("an app that is just starting answers 503 with Retry-After when it takes too long", async () => {
  const slow = await startEmulator({ app, env: { TINY_READY_AFTER_MS: "60000" } });
  try {
    const reply = await askUrl(slow.frontDoorUrl);
    expect(reply.status).toBe(503);
    expect(reply.headers["retry-after"]).toBe("1");
  } finally {
    const pid = slow.appProcessId() ?? 0;
    await slow.close();
    expect(isAlive(pid)).toBe(false);
  }
});

test("a busy port is named", async () => {
  const port = Number(new URL(emulator.frontDoorUrl).port);
  await expect(startEmulator({ port })).rejects.toMatchObject({ name: "PortBusy", port });
});
