import { Agent, request } from "node:https";
import { afterAll, beforeAll, expect, test } from "vitest";
import { askAzure, askToken, askUrl, azurePort } from "../client/ask.ts";
import { type Emulator, startEmulator } from "../start.ts";

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ world: "slow" });
});
afterAll(() => emulator.close());

const host = "kv-orders.vault.azure.net";

test("a challenge leaves with every recorded header, written as recorded", async () => {
  const reply = await askAzure(emulator, host, {
    path: "/secrets?api-version=7.5",
    headers: { "x-ms-client-request-id": "abc" },
  });
  // Source: recorded challenge (azure-sdk-for-js, keyvault-secrets recordings, 2022). Connection and Keep-Alive are HTTP's.
  const recorded = [
    ...["Cache-Control", "Pragma", "Content-Type", "Expires", "Content-Length", "WWW-Authenticate"],
    ...["x-ms-keyvault-region", "x-ms-client-request-id", "x-ms-request-id", "x-ms-keyvault-service-version"],
    ...["x-ms-keyvault-network-info", "X-Content-Type-Options", "Strict-Transport-Security", "Date"],
  ];
  const sent = reply.headerNames.filter((name) => name !== "Connection" && name !== "Keep-Alive");
  expect(sent.toSorted()).toEqual(recorded.toSorted());
  expect(reply.body.length).toBe(97);
});

test("the identity endpoint answers in chunks, as Kestrel does", async () => {
  const { IDENTITY_ENDPOINT = "" } = emulator.appEnvironment();
  const reply = await askUrl(IDENTITY_ENDPOINT);
  expect(reply.headers["transfer-encoding"]).toBe("chunked");
  expect(reply.headers.server).toBe("Kestrel");
  expect(reply.status).toBe(401);
});

test("the identity endpoint answers only to the names of this machine", async () => {
  const { IDENTITY_ENDPOINT = "" } = emulator.appEnvironment();
  await expect(askUrl(IDENTITY_ENDPOINT, { headers: { Host: "attacker.example" } })).rejects.toThrow();
});

test("a vault that does not exist has no certificate, and an unknown host no answer", async () => {
  await expect(askAzure(emulator, "kv-none.vault.azure.net", { path: "/" })).rejects.toThrow();
  await expect(askAzure(emulator, "example.com", { path: "/" })).rejects.toThrow();
});

test("latency holds every hop back, and hops at the same time wait together", async () => {
  await emulator.setLatency({ perHopMs: 100 });
  emulator.clearRequests();
  await Promise.all(Array.from({ length: 12 }, () => askAzure(emulator, host, { path: "/healthstatus" })));
  await emulator.setLatency({ perHopMs: 0 });
  const answers = emulator.requests();
  for (const { tookMs } of answers) expect(tookMs).toBeGreaterThan(99);
  // One after the other, every answer would leave 100 ms after the one before.
  const leftAt = answers.map(({ at, tookMs }) => Date.parse(at) + tookMs).toSorted((a, b) => a - b);
  const gaps = leftAt.slice(1).map((at, index) => at - (leftAt[index] ?? 0));
  expect(gaps).toHaveLength(11);
  expect(Math.min(...gaps)).toBeLessThan(50);
});

test("connections are counted, and one kept alive is not counted twice", async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1, ca: emulator.caCertificate });
  const once = () =>
    new Promise<void>((resolve, reject) => {
      const options = {
        host: "127.0.0.1",
        port: azurePort(emulator),
        servername: host,
        agent,
        path: "/healthstatus",
      };
      request({ ...options, headers: { Host: host } }, (response) => response.resume().on("end", resolve))
        .on("error", reject)
        .end();
    });
  const before = emulator.connections();
  await once();
  await once();
  agent.destroy();
  expect(emulator.connections()).toBe(before + 1);
});

test("a client that does not know the authority is not served", async () => {
  const stranger = { ...emulator, caCertificate: (await import("node:tls")).rootCertificates[0] ?? "" };
  await expect(askAzure(stranger, host, { path: "/healthstatus" })).rejects.toMatchObject({
    code: expect.stringMatching(/SELF_SIGNED|UNABLE_TO/),
  });
});

test("a vault behind an inspecting proxy shows another authority's certificate, the others their own", async () => {
  await emulator.useWorld("tls-interception");
  const ask = (name: string) => askAzure(emulator, `${name}.vault.azure.net`, { path: "/healthstatus" });
  await expect(ask("kv-payments")).rejects.toMatchObject({ code: "SELF_SIGNED_CERT_IN_CHAIN" });
  expect((await ask("kv-orders")).status).toBe(200);
  await emulator.playStep("exempt-vault-from-inspection");
  expect((await ask("kv-payments")).status).toBe(200);
  await emulator.useWorld("slow");
});

test("canaries hold every token that was issued and every value that was read", async () => {
  const token = await askToken(emulator);
  const reply = await askAzure(emulator, host, {
    path: "/secrets/api-key?api-version=7.5",
    headers: { Authorization: `Bearer ${token}` },
  });
  expect(emulator.canaries()).toEqual(expect.arrayContaining([token, JSON.parse(reply.body).value]));
});
