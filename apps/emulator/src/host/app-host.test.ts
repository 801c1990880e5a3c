import { spawn } from "node:child_process";
import { once } from "node:events";
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
  expect(output).toContain(`started as ${emulator.appProcessId()}`);
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

test("the app is told of the person who signed in, and never sees the session", async () => {
  const login = await askUrl(`${emulator.frontDoorUrl}/.auth/login/aad?persona=kim`);
  const session = String(login.headers["set-cookie"]).split(";")[0];
  const { headers } = await seen("/", { cookie: `theme=dark; ${session}; lang=en` });
  expect(headers["x-ms-client-principal-name"]).toBe("kim.lindqvist@contoso.example");
  const principal = Buffer.from(headers["x-ms-client-principal"] ?? "", "base64").toString("utf8");
  expect(principal).not.toContain("Latchkey.");
  expect(headers.cookie).toBe("theme=dark; lang=en");
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

test("the article's steps restart the app where Azure does, and each leaves its settings", async () => {
  await emulator.useWorld("article");
  const restarts = async (step: string) => {
    const before = emulator.appProcessId();
    await emulator.playStep(step);
    return emulator.appProcessId() !== before;
  };
  expect(await restarts("create-identity")).toBe(false);
  expect(await restarts("grant-access")).toBe(false);
  expect(await restarts("assign-identity")).toBe(true);
  const clientId = emulator.world().userAssignedIdentities[0]?.clientId;
  expect((await seen()).env).toMatchObject({ LATCHKEY_CLIENT_IDS: clientId });
  expect(await restarts("set-connection-string")).toBe(true);
  expect(await restarts("set-client-id")).toBe(true);
  expect((await seen()).env).toMatchObject({
    AZURE_CLIENT_ID: clientId,
    AzureServicesAuthConnectionString: `RunAs=App;AppId=${clientId}`,
  });
});

test("restarts that are asked for at once leave one process", async () => {
  await Promise.all([emulator.restartApp(), emulator.useWorld("healthy"), emulator.restartApp()]);
  const started = output.flatMap((line) =>
    line.startsWith("started as ") ? [Number(line.split(" ").at(-1))] : [],
  );
  expect(started.filter(isAlive)).toEqual([emulator.appProcessId()]);
});

test("bodies pass both ways, and methods as they are", async () => {
  const body = "x".repeat(300_000);
  const reply = await fetch(`${emulator.frontDoorUrl}/echo`, { method: "POST", body });
  expect(await reply.text()).toBe(body);
  expect(reply.headers.get("x-method")).toBe("POST");
  const head = await fetch(`${emulator.frontDoorUrl}/echo`, { method: "HEAD" });
  expect(head.headers.get("x-method")).toBe("HEAD");
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

test("an emulator that is killed takes its app with it", async () => {
  const fixture = fileURLToPath(new URL("./fixtures/host-tiny-app.ts", import.meta.url));
  const host = spawn(process.execPath, [fixture], { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = await once(host.stdout, "data");
  const pid = Number(String(line));
  expect(isAlive(pid)).toBe(true);
  host.kill("SIGKILL");
  await expect.poll(() => isAlive(pid), { timeout: 5000 }).toBe(false);
});

test("a busy port is named", async () => {
  const port = Number(new URL(emulator.frontDoorUrl).port);
  await expect(startEmulator({ port })).rejects.toMatchObject({ name: "PortBusy", port });
});
