import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { askAzure, askToken, askUrl } from "../client/ask.ts";
import { cloudOf } from "../client/ask-directly.ts";
import { AppNotReady } from "../host/app-host.ts";
import { type Emulator, startEmulator } from "../start.ts";
import { createActions } from "./actions.ts";
import { controlRoutes } from "./routes.ts";

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.close());

type Options = { body?: unknown; headers?: Record<string, string> };

async function call(method: string, path: string, { body, headers = {} }: Options = {}) {
  const reply = await askUrl(`${emulator.controlUrl}${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  return { ...reply, json: reply.body === "" ? undefined : safeJson(reply.body) };
}

function safeJson(text: string) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

test("worlds and their steps are listed", async () => {
  const { json } = await call("GET", "/_emulator/worlds");
  const stories = json.filter(({ about }: { about: string }) => about === "story");
  expect(stories.map(({ name }: { name: string }) => name)).toEqual([
    ...["mixed", "healthy", "article", "article-rbac", "slots", "slow", "large"],
  ]);
  expect(json.find(({ name }: { name: string }) => name === "user-assigned-not-selected")).toEqual({
    name: "user-assigned-not-selected",
    title: "A user-assigned identity that nobody selected",
    about: "cause",
    steps: [{ id: "set-client-id", title: "Set AZURE_CLIENT_ID to the client ID of id-orders" }],
  });
});

test("a world is switched and a step is played, and the state tells of both", async () => {
  const switched = await call("PUT", "/_emulator/world", { body: { name: "user-assigned-not-selected" } });
  expect(switched.status).toBe(200);
  expect(switched.json.world.name).toBe("user-assigned-not-selected");
  await expect(askToken(emulator)).rejects.toThrow("Unable to load the proper Managed Identity.");
  const played = await call("POST", "/_emulator/steps", { body: { id: "set-client-id" } });
  expect(played.json.stepsPlayed).toEqual(["set-client-id"]);
  expect(emulator.appEnvironment().AZURE_CLIENT_ID).toMatch(/^[0-9a-f-]{36}$/);
  await emulator.useWorld("mixed");
  expect((await call("GET", "/_emulator/state")).json.stepsPlayed).toEqual([]);
});

test("the person is switched, and the state tells who it is", async () => {
  const switched = await call("PUT", "/_emulator/person", { body: { id: "sam" } });
  const chosen = switched.json.people.filter((person: { default: boolean }) => person.default);
  expect(chosen).toEqual([{ id: "sam", name: "Sam Okafor", roles: ["Latchkey.Viewer"], default: true }]);
  await call("PUT", "/_emulator/person", { body: { id: "dana" } });
});

test("a step that comes too early is refused, with those to play before it", async () => {
  await emulator.useWorld("article");
  const early = await call("POST", "/_emulator/steps", { body: { id: "assign-identity" } });
  expect([early.status, early.json.detail]).toEqual([
    409,
    'Step "assign-identity" comes after: create-identity.',
  ]);
  expect((await call("GET", "/_emulator/state")).json.stepsPlayed).toEqual([]);
});

test("a world's own faults strike from its beginning, and end with its step alone", async () => {
  await emulator.useWorld("identity-endpoint-failing");
  await expect(askToken(emulator)).rejects.toThrow("500");
  await emulator.playStep("repair-endpoint");
  expect(await askToken(emulator)).toMatch(/^eyJ/);
  await emulator.useWorld("rbac-role-missing");
  await emulator.setFaults([{ service: "identity-endpoint", kind: "status", status: 502 }]);
  await emulator.playStep("assign-secrets-user");
  await expect(askToken(emulator)).rejects.toThrow("502");
  await emulator.useWorld("mixed");
});

test("latency, faults and clock are set and take effect", async () => {
  await call("PUT", "/_emulator/latency", { body: { perHopMs: 0, services: { "key-vault": 120 } } });
  const startedAt = performance.now();
  await askAzure(emulator, "kv-orders.vault.azure.net", { path: "/healthstatus" });
  expect(performance.now() - startedAt).toBeGreaterThan(110);
  const faults = [{ service: "key-vault", kind: "empty", times: 2 }];
  const faulty = await call("PUT", "/_emulator/faults", { body: { faults } });
  expect(faulty.json.faults).toEqual([{ ...faults[0], left: 2 }]);
  expect((await askAzure(emulator, "kv-orders.vault.azure.net", { path: "/healthstatus" })).status).toBe(503);
  const clock = await call("PUT", "/_emulator/clock", { body: { offsetSeconds: 90_000 } });
  expect(clock.json.clock).toEqual({ offsetSeconds: 90_000 });
  const first = await askToken(emulator);
  await emulator.useWorld("mixed");
  expect(await askToken(emulator)).not.toBe(first);
  expect((await call("GET", "/_emulator/state")).json).toMatchObject({
    faults: [],
    clock: { offsetSeconds: 0 },
    latency: { perHopMs: 0 },
  });
});

describe("refusals", () => {
  const cases: {
    when: string;
    method: string;
    path: string;
    options?: Options;
    status: number;
    text: RegExp;
  }[] = [
    {
      when: "an unknown world, with those that exist",
      method: "PUT",
      path: "/_emulator/world",
      options: { body: { name: "nowhere" } },
      status: 404,
      text: /no world "nowhere".*mixed, healthy/,
    },
    {
      when: "an unknown step, with those that exist",
      method: "POST",
      path: "/_emulator/steps",
      options: { body: { id: "nothing" } },
      status: 404,
      text: /no step "nothing".*admit-address-on-kv-archive/,
    },
    {
      when: "an unknown persona, with those that exist",
      method: "PUT",
      path: "/_emulator/person",
      options: { body: { id: "mallory" } },
      status: 404,
      text: /no persona "mallory".*dana, sam, kim/,
    },
    {
      when: "no JSON",
      method: "PUT",
      path: "/_emulator/world",
      options: { body: "{" },
      status: 400,
      text: /not JSON\.$/,
    },
    {
      when: "a body with the wrong member",
      method: "PUT",
      path: "/_emulator/world",
      options: { body: { nmae: "mixed" } },
      status: 400,
      text: /^The body does not fit: name:/,
    },
    {
      when: "a fault that nobody knows",
      method: "PUT",
      path: "/_emulator/faults",
      options: { body: { faults: [{ service: "key-vault", kind: "explode" }] } },
      status: 400,
      text: /faults\.0\.kind/,
    },
    {
      when: "a negative latency",
      method: "PUT",
      path: "/_emulator/latency",
      options: { body: { perHopMs: -1 } },
      status: 400,
      text: /perHopMs/,
    },
    {
      when: "a path that is not there",
      method: "GET",
      path: "/_emulator/other",
      status: 404,
      text: /nothing at/,
    },
    {
      when: "a foreign Host",
      method: "GET",
      path: "/_emulator/state",
      options: { headers: { Host: "attacker.example" } },
      status: 421,
      text: /names of this machine/,
    },
    {
      when: "another page's script",
      method: "PUT",
      path: "/_emulator/world",
      options: { body: { name: "mixed" }, headers: { Origin: "http://attacker.example" } },
      status: 403,
      text: /Another page/,
    },
  ];
  test.each(cases)("$when: $status", async ({ method, path, options, status, text }) => {
    const answer = await call(method, path, options);
    expect(answer.status).toBe(status);
    expect(answer.headers["content-type"]).toBe("application/problem+json");
    expect(answer.json.detail).toMatch(text);
  });

  test("the page's own origin is let through", async () => {
    const headers = { Origin: emulator.controlUrl };
    expect((await call("PUT", "/_emulator/latency", { body: { perHopMs: 0 }, headers })).status).toBe(200);
  });
});

test("an app that does not get ready in time is told as 504", async () => {
  const cloud = await cloudOf("mixed");
  const late = () => Promise.reject(new AppNotReady("The app was not ready within 30 s."));
  const actions = {
    ...createActions({ cloud, app: undefined, followFaults: async () => {} }),
    restartApp: late,
  };
  const routes = controlRoutes({ cloud, actions, app: undefined });
  const reply = await routes.request("/_emulator/restart", {
    method: "POST",
    headers: { host: "localhost:1" },
  });
  expect(reply.status).toBe(504);
  expect(await reply.json()).toMatchObject({ status: 504, detail: "The app was not ready within 30 s." });
});

test("requests are told in order with secret headers redacted, and can be cleared", async () => {
  expect((await call("DELETE", "/_emulator/requests")).status).toBe(204);
  const token = await askToken(emulator);
  await askAzure(emulator, "kv-orders.vault.azure.net", {
    path: "/secrets?api-version=7.5",
    headers: { Authorization: `Bearer ${token}` },
  });
  const { json, body } = await call("GET", "/_emulator/requests");
  const { principalId } = emulator.world().sites[0]?.systemAssigned ?? {};
  expect(json).toMatchObject([
    {
      n: 1,
      service: "identity-endpoint",
      method: "GET",
      path: "/msi/token",
      status: 200,
      callerObjectId: principalId,
    },
    {
      n: 2,
      service: "key-vault",
      host: "kv-orders.vault.azure.net",
      path: "/secrets",
      callerObjectId: principalId,
    },
  ]);
  expect(json[0].headers["x-identity-header"]).toBe("[redacted]");
  expect(json[1].headers.authorization).toBe("[redacted]");
  expect(json[1].query).toEqual({ "api-version": "7.5" });
  for (const canary of emulator.canaries()) expect(body).not.toContain(canary);
});

test("no answer of the control server holds a secret, a token or the identity header", async () => {
  await askToken(emulator);
  const canaries = emulator.canaries();
  expect(canaries.length).toBeGreaterThan(40);
  for (const path of ["/", "/_emulator/worlds", "/_emulator/state", "/_emulator/requests"]) {
    const { body, status } = await call("GET", path);
    expect(status).toBe(200);
    for (const canary of canaries) expect(body).not.toContain(canary);
  }
});

test("the page is one file that may fetch from its own server alone", async () => {
  const { headers, body } = await call("GET", "/");
  expect(headers["content-type"]).toContain("text/html");
  expect(headers["content-security-policy"]).toContain("default-src 'none'");
  expect(body).toContain("Simulated");
  expect(body).not.toMatch(/(src|href)="?https?:/);
});
