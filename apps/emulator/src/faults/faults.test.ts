import { decodeJwt } from "jose";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { askAzure, askToken, askUrl, type Reply } from "../client/ask.ts";
import { type Emulator, type Fault, startEmulator } from "../start.ts";

let emulator: Emulator;
let token: string;

beforeAll(async () => {
  emulator = await startEmulator();
  token = await askToken(emulator);
});
beforeEach(() => emulator.setFaults([]));
afterAll(() => emulator.close());

const vaultHost = "kv-orders.vault.azure.net";
const version = "api-version=2026-04-01";

const list = (host = vaultHost) =>
  askAzure(emulator, host, { path: `/secrets?${version}`, headers: { Authorization: `Bearer ${token}` } });
const get = () =>
  askAzure(emulator, vaultHost, {
    path: `/secrets/orders-db-password/?${version}`,
    headers: { Authorization: `Bearer ${token}` },
  });
const challenge = () => askAzure(emulator, vaultHost, { path: `/secrets?${version}` });
const set = (fault: Omit<Fault, "service">) => emulator.setFaults([{ service: "key-vault", ...fault }]);

/** The code of the error that ended the request. */
const failure = (asked: Promise<Reply>): Promise<string> =>
  asked.then(
    (reply) => `answered ${reply.status}`,
    (error: NodeJS.ErrnoException) => error.code ?? error.message,
  );

const patienceMs = 300;

/** Whether the request is still unanswered after a while. */
const waits = (asked: Promise<Reply>): Promise<boolean> => {
  const waited = new Promise<boolean>((resolve) => setTimeout(() => resolve(true), patienceMs));
  return Promise.race([failure(asked).then(() => false), waited]);
};

describe("a vault", () => {
  test("refuses, hangs or drips", async () => {
    await set({ kind: "refuse" });
    expect(await failure(list())).toBe("ECONNREFUSED");
    await set({ kind: "refuse", vault: "kv-orders" });
    expect(await failure(list())).toBe("ECONNRESET");
    expect((await list("kv-payments.vault.azure.net")).status).toBe(403);
    await set({ kind: "hang" });
    expect(await waits(list())).toBe(true);
    await set({ kind: "drip" });
    expect(await waits(list())).toBe(true);
    expect((await challenge()).status).toBe(401);
  });

  test("cuts its answer short, which begins as the true one does", async () => {
    await set({ kind: "cut" });
    expect(await failure(get())).toBe("ECONNRESET");
    expect((await challenge()).status).toBe(401);
  });

  test("answers what is not JSON, HTML, nothing, another status, or sends elsewhere", async () => {
    await set({ kind: "garbage" });
    const garbage = await list();
    expect(garbage.headers["content-type"]).toContain("json");
    expect(() => JSON.parse(garbage.body)).toThrow(SyntaxError);
    await set({ kind: "html", status: 403 });
    const html = await list();
    expect([html.status, html.headers["content-type"]]).toEqual([403, "text/html; charset=utf-8"]);
    await set({ kind: "empty" });
    const empty = await list();
    expect([empty.status, empty.body]).toEqual([503, ""]);
    await set({ kind: "status", status: 429, retryAfterSeconds: 7 });
    const throttled = await list();
    expect([throttled.status, throttled.headers["retry-after"]]).toEqual([429, "7"]);
    await set({ kind: "status", status: 429 });
    expect((await list()).headers["retry-after"]).toBeUndefined();
    await set({ kind: "redirect" });
    const redirect = await list();
    expect([redirect.status, redirect.headers.location]).toEqual([302, "https://login.captive.example/"]);
  });

  test("names another resource in its challenge, or another host in its next link", async () => {
    await set({ kind: "challenge-other-resource" });
    expect((await challenge()).headers["www-authenticate"]).toContain(
      'resource="https://management.azure.com"',
    );
    expect((await list()).status).toBe(200);
    await set({ kind: "foreign-next-link" });
    const page = await askAzure(emulator, vaultHost, {
      path: `/secrets?${version}&maxresults=2`,
      headers: { Authorization: `Bearer ${token}` },
    });
    expect(JSON.parse(page.body).nextLink).toMatch(/^https:\/\/collector\.example:443\/secrets\?/);
  });

  test("is struck for one vault, one operation and so many times only", async () => {
    await set({ kind: "empty", vault: "KV-Orders", operation: "get", times: 1 });
    expect((await list()).status).toBe(200);
    expect((await get()).status).toBe(503);
    expect((await get()).status).toBe(200);
    await set({ kind: "empty", vault: "kv-payments" });
    expect((await list()).status).toBe(200);
    await set({ kind: "empty", operation: "challenge" });
    expect((await list()).status).toBe(200);
    expect((await challenge()).status).toBe(503);
  });
});

describe("the identity endpoint", () => {
  const ask = (query = "resource=https%3A%2F%2Fvault.azure.net") => {
    const { IDENTITY_ENDPOINT, IDENTITY_HEADER = "" } = emulator.appEnvironment();
    return askUrl(`${IDENTITY_ENDPOINT}?api-version=2019-08-01&${query}`, {
      headers: { "X-IDENTITY-HEADER": IDENTITY_HEADER },
    });
  };
  const strike = (fault: Omit<Fault, "service">) =>
    emulator.setFaults([{ service: "identity-endpoint", ...fault }]);

  test("answers as older workers did, in PascalCase", async () => {
    await strike({ kind: "pascal-case" });
    const reply = await ask();
    const body = JSON.parse(reply.body);
    expect(reply.status).toBe(400);
    // Source: azure-docs issue 43543.
    expect(body).toEqual({
      StatusCode: 400,
      Message: "No MSI found for specified ClientId/ResourceId.",
      CorrelationId: reply.headers["x-correlation-id"],
    });
  });

  test("gives an expired token that says so itself", async () => {
    await strike({ kind: "expired-token" });
    const body = JSON.parse((await ask()).body);
    expect(Number(body.expires_on)).toBeLessThan(Date.now() / 1000);
    expect(decodeJwt(body.access_token).exp).toBe(Number(body.expires_on));
  });

  test("hangs, resets, or fails with a status", async () => {
    await strike({ kind: "hang" });
    expect(await waits(ask())).toBe(true);
    await strike({ kind: "refuse" });
    expect(await failure(ask())).toBe("ECONNREFUSED");
    await strike({ kind: "refuse", operation: "token" });
    expect(await failure(ask())).toBe("ECONNRESET");
    await strike({ kind: "status", status: 500 });
    const failing = await ask();
    expect([failing.status, JSON.parse(failing.body).message]).toEqual([
      500,
      "An unexpected error occured while fetching the AAD Token.",
    ]);
  });
});

test("ARM is struck by the action that is asked for", async () => {
  const arm = await askToken(emulator, { resource: "https://management.azure.com" });
  const { subscription } = emulator.world();
  const ask = (path: string) =>
    askAzure(emulator, "management.azure.com", {
      path: `/subscriptions/${subscription.id}/resourceGroups/rg-orders${path}?api-version=2024-11-30`,
      headers: { Authorization: `Bearer ${arm}` },
    });
  await emulator.setFaults([{ service: "arm", kind: "empty", operation: "Microsoft.KeyVault/vaults/read" }]);
  expect((await ask("/providers/Microsoft.KeyVault/vaults")).status).toBe(503);
  expect((await ask("/providers/Microsoft.Web/sites/app-orders")).status).toBe(200);
});

test("a request that is never answered stays in the log with status 0", async () => {
  emulator.clearRequests();
  await set({ kind: "hang", times: 1 });
  await waits(list());
  expect(emulator.requests().map(({ operation, status }) => [operation, status])).toEqual([["list", 0]]);
});
