import { type Emulator, type Fault, startEmulator } from "@latchkey/emulator/start";
import type { Outcome } from "@latchkey/shared/outcome";
import { type Report, reportSchema } from "@latchkey/shared/report";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { entry } from "./testing/start-bff.ts";

/** The BFF as it runs on App Service, with the real SDKs, while its surroundings misbehave. */
let emulator: Emulator;
const output: string[] = [];
const answers: string[] = [];

beforeAll(async () => {
  emulator = await startEmulator({
    world: "mixed",
    app: { command: process.execPath, args: [entry()] },
    onAppOutput: (line) => output.push(line),
  });
  await emulator.restartApp();
});
afterAll(() => emulator.close());

async function report(method: "GET" | "POST" = "POST"): Promise<Report> {
  const path = method === "GET" ? "/api/report" : "/api/report/refresh";
  const response = await fetch(emulator.frontDoorUrl + path, {
    method,
    headers: { "content-type": "application/json" },
    ...(method === "POST" && { body: "{}" }),
  });
  const text = await response.text();
  answers.push(text);
  expect(response.status).toBe(200);
  return reportSchema.parse(JSON.parse(text));
}

function outcomeOf(
  { cells }: Report,
  vaultId: string,
  operation: "token" | "list" | "get",
  identityId = "default",
): Outcome | undefined {
  return cells
    .find((cell) => cell.vaultId === vaultId && cell.identityId === identityId)
    ?.operations.find((one) => one.operation === operation)?.outcome;
}

describe("the identity endpoint", () => {
  const service = "identity-endpoint" as const;
  test.each<[string, Omit<Fault, "service">, object]>([
    ["refuses", { kind: "refuse" }, { kind: "no-token", why: "endpoint-unreachable" }],
    ["hangs", { kind: "hang" }, { kind: "no-token", why: "time-out" }],
    ["drips", { kind: "drip" }, { kind: "no-token", why: "time-out" }],
    ["cuts its answer", { kind: "cut" }, { kind: "no-token" }],
    ["answers garbage", { kind: "garbage" }, { kind: "no-token", why: "malformed-answer" }],
    ["answers HTML", { kind: "html" }, { kind: "no-token", why: "malformed-answer" }],
    [
      "answers 503 with an empty body",
      { kind: "empty" },
      { kind: "no-token", why: "endpoint-failing", httpStatus: 503 },
    ],
    [
      "answers 500",
      { kind: "status", status: 500 },
      { kind: "no-token", why: "endpoint-failing", httpStatus: 500 },
    ],
    [
      "answers 404",
      { kind: "status", status: 404 },
      { kind: "no-token", why: "endpoint-failing", httpStatus: 404 },
    ],
    [
      "throttles",
      { kind: "status", status: 429, retryAfterSeconds: 7 },
      { kind: "no-token", why: "throttled", retryAfterSeconds: 7 },
    ],
    ["redirects", { kind: "redirect" }, { kind: "no-token" }],
    ["gives a token that has expired", { kind: "expired-token" }, { kind: "no-token", why: "expired-token" }],
  ])("%s: every cell says so", async (_title, fault, outcome) => {
    await emulator.setFaults([{ service, ...fault }]);
    await emulator.restartApp();
    const made = await report("GET");
    expect(outcomeOf(made, "kv-payments", "token")).toMatchObject(outcome);
    expect(outcomeOf(made, "kv-payments", "list")).toMatchObject({ kind: "unknown" });
    await emulator.setFaults([]);
  });

  test("comes back: the next report is green without a restart", async () => {
    await emulator.setFaults([{ service, kind: "status", status: 500 }]);
    await emulator.restartApp();
    await report("GET");
    await emulator.setFaults([]);
    expect(outcomeOf(await report(), "kv-payments", "get")).toMatchObject({ kind: "allowed" });
  });
});

describe("a vault", () => {
  const of = { service: "key-vault" as const, vault: "kv-payments" };
  test.each<[string, Fault, object]>([
    ["refuses", { ...of, kind: "refuse" }, { kind: "unreachable" }],
    ["hangs", { ...of, kind: "hang" }, { kind: "unreachable", why: "time-out" }],
    ["drips", { ...of, kind: "drip" }, { kind: "unreachable", why: "time-out" }],
    ["cuts its answer", { ...of, kind: "cut" }, {}],
    [
      "answers garbage",
      { ...of, kind: "garbage", operation: "list" },
      { kind: "unexpected", why: "malformed-answer" },
    ],
    [
      "answers HTML",
      { ...of, kind: "html", operation: "list" },
      { kind: "unexpected", why: "not-key-vault" },
    ],
    ["answers HTML to everything", { ...of, kind: "html" }, { kind: "unexpected", why: "not-key-vault" }],
    [
      "answers 403 as HTML",
      { ...of, kind: "html", status: 403 },
      { kind: "unexpected", why: "not-key-vault" },
    ],
    [
      "answers 503 with an empty body",
      { ...of, kind: "empty" },
      { kind: "unexpected", why: "server-error", httpStatus: 503 },
    ],
    [
      "answers 500",
      { ...of, kind: "status", status: 500 },
      { kind: "unexpected", why: "server-error", httpStatus: 500 },
    ],
    ["throttles without a time", { ...of, kind: "status", status: 429 }, { kind: "throttled" }],
    [
      "throttles with a time",
      { ...of, kind: "status", status: 429, retryAfterSeconds: 7 },
      { kind: "throttled", retryAfterSeconds: 7 },
    ],
    ["redirects", { ...of, kind: "redirect" }, { kind: "unexpected", why: "redirect-refused" }],
    [
      "shows a certificate that has expired",
      { ...of, kind: "certificate-expired" },
      { kind: "unreachable", why: "tls", systemCode: "CERT_HAS_EXPIRED" },
    ],
    [
      "shows a certificate of another host",
      { ...of, kind: "certificate-of-another-host" },
      { kind: "unreachable", why: "tls", systemCode: "ERR_TLS_CERT_ALTNAME_INVALID" },
    ],
    [
      "has no address",
      { service: "dns", vault: "kv-payments", kind: "nxdomain" },
      { kind: "unreachable", why: "dns" },
    ],
  ])("%s: its cells say so, the others go on", async (_title, fault, outcome) => {
    await emulator.setFaults([fault]);
    await emulator.restartApp();
    const made = await report();
    expect(outcomeOf(made, "kv-payments", "list")).toMatchObject(outcome);
    expect(outcomeOf(made, "kv-payments", "list")).not.toMatchObject({ kind: "allowed" });
    expect(outcomeOf(made, "kv-orders", "get")).toMatchObject({ kind: "allowed" });
    await emulator.setFaults([]);
  });

  test("whose challenge names another resource gets no token", async () => {
    await emulator.setFaults([{ ...of, kind: "challenge-other-resource" }]);
    await emulator.restartApp();
    emulator.clearRequests();
    const made = await report();
    expect(outcomeOf(made, "kv-payments", "list")).toMatchObject({
      kind: "unexpected",
      why: "challenge-refused",
    });
    const withToken = emulator
      .requests()
      .filter(({ host, callerObjectId }) => host.startsWith("kv-payments.") && callerObjectId);
    expect(withToken).toEqual([]);
    await emulator.setFaults([]);
  });
});

describe("ARM", () => {
  test.each<[string, Omit<Fault, "service">]>([
    ["refuses", { kind: "refuse" }],
    ["hangs", { kind: "hang" }],
    ["answers 500", { kind: "status", status: 500 }],
    ["throttles", { kind: "status", status: 429 }],
    ["answers garbage", { kind: "garbage" }],
  ])("%s: the report answers with what can be known without it", async (_title, fault) => {
    await emulator.setFaults([{ service: "arm", ...fault }]);
    await emulator.restartApp();
    const made = await report("GET");
    expect(outcomeOf(made, "kv-payments", "get")).toMatchObject({ kind: "allowed" });
    expect(made.vaults[0]?.permissionModel.state).toBe("unknown");
    await emulator.setFaults([]);
  });
});

test("a page link that leads to another host: the first page stays, the link is not followed", async () => {
  await emulator.useWorld("large");
  await emulator.setFaults([{ service: "key-vault", vault: "kv-large", kind: "foreign-next-link" }]);
  const response = await fetch(`${emulator.frontDoorUrl}/api/vaults/kv-large/secrets?identityId=default`, {
    headers: { accept: "application/x-ndjson" },
  });
  const lines = (await response.text())
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(lines.filter(({ kind }) => kind === "secret")).toHaveLength(25);
  expect(lines.at(-1)).toMatchObject({
    kind: "end",
    outcome: { kind: "unexpected", why: "page-link-refused" },
    next: expect.stringContaining("proxy"),
  });
  await emulator.setFaults([]);
});

test("after all this the process that answers never crashed, and nothing secret was written or answered", async () => {
  await emulator.useWorld("mixed");
  const read = await fetch(
    `${emulator.frontDoorUrl}/api/vaults/kv-orders/secrets/orders-db-connection/test`,
    {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: '{"identityId":"default"}',
    },
  );
  answers.push(await read.text());
  const everything = [...output, ...answers].join("\n");
  for (const canary of emulator.canaries()) {
    for (const form of [canary, Buffer.from(canary).toString("base64"), encodeURIComponent(canary)]) {
      expect(everything.includes(form)).toBe(false);
    }
  }
  expect(output.filter((line) => line.includes('"failure"') || line.includes("Error:"))).toEqual([]);
});
