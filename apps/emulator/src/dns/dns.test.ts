import { createSocket } from "node:dgram";
import { Resolver } from "node:dns/promises";
import { connect } from "node:net";
import { decode, encode, type Packet } from "dns-packet";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Emulator, startEmulator } from "../start.ts";

let emulator: Emulator;
let resolver: Resolver;
let impatient: Resolver;
let port: number;

beforeAll(async () => {
  emulator = await startEmulator();
  const server = emulator.appEnvironment().LATCHKEY_DNS_SERVERS ?? "";
  port = Number(server.split(":")[1]);
  resolver = new Resolver({ timeout: 5000, tries: 1 });
  resolver.setServers([server]);
  impatient = new Resolver({ timeout: 300, tries: 1 });
  impatient.setServers([server]);
});
beforeEach(() => emulator.useWorld("mixed"));
afterAll(() => emulator.close());

const query = (name: string, type: "A" | "AAAA" = "A") =>
  encode({ type: "query", id: 7, flags: 0x100, questions: [{ name, type }] } satisfies Packet);

/** One question over UDP, with every record of the answer. */
const ask = (name: string, type: "A" | "AAAA" = "A") =>
  new Promise<ReturnType<typeof decode>>((resolve, reject) => {
    const socket = createSocket("udp4");
    socket.once("error", reject);
    socket.once("message", (message) => {
      socket.close();
      resolve(decode(message));
    });
    socket.send(query(name, type), port, "127.0.0.1");
  });

test("a public vault has a public address, whatever the case of its name", async () => {
  expect(await resolver.resolve4("kv-orders.vault.azure.net")).toEqual(["20.61.99.10"]);
  expect(await resolver.resolve4("KV-Orders.Vault.Azure.net")).toEqual(["20.61.99.10"]);
});

test("a vault with a private endpoint answers by way of the private zone, first in public and then in private", async () => {
  const name = "kv-partner.vault.azure.net";
  const alias = "kv-partner.privatelink.vaultcore.azure.net";
  const records = async () => {
    const { answers = [] } = await ask(name);
    return answers.map((answer) => ("data" in answer ? [answer.type, answer.data] : [answer.type]));
  };
  expect(await records()).toEqual([
    ["CNAME", alias],
    ["A", "20.61.99.13"],
  ]);
  await emulator.playStep("use-private-dns-for-kv-partner");
  expect(await records()).toEqual([
    ["CNAME", alias],
    ["A", "10.20.2.5"],
  ]);
  expect(await resolver.resolveCname(name)).toEqual([alias]);
  expect(await resolver.resolve4(alias)).toEqual(["10.20.2.5"]);
});

test("a vault that does not exist has no name", async () => {
  await expect(resolver.resolve4("kv-none.vault.azure.net")).rejects.toMatchObject({ code: "ENOTFOUND" });
});

test("the other hosts have an address, and no host has an IPv6 one: an empty answer, not a missing name", async () => {
  expect((await resolver.resolve4("management.azure.com")).length).toBe(1);
  expect((await resolver.resolve4("login.microsoftonline.com")).length).toBe(1);
  await expect(resolver.resolve6("kv-orders.vault.azure.net")).rejects.toMatchObject({ code: "ENODATA" });
  expect((await ask("kv-orders.vault.azure.net", "AAAA")).answers).toEqual([]);
});

test("the same port answers over TCP", async () => {
  const message = query("kv-orders.vault.azure.net");
  const length = Buffer.alloc(2);
  length.writeUInt16BE(message.length);
  const reply = await new Promise<Buffer>((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(Buffer.concat([length, message])));
    socket.once("error", reject);
    socket.once("data", (chunk) => {
      socket.destroy();
      resolve(chunk);
    });
  });
  expect(decode(reply.subarray(2)).answers?.[0]).toMatchObject({ type: "A", data: "20.61.99.10" });
});

test("faults take a name away, refuse, or answer nothing, for one vault and for so many times", async () => {
  const name = "kv-orders.vault.azure.net";
  await emulator.setFaults([{ service: "dns", kind: "nxdomain", vault: "kv-orders", times: 1 }]);
  await expect(resolver.resolve4(name)).rejects.toMatchObject({ code: "ENOTFOUND" });
  expect(await resolver.resolve4(name)).toEqual(["20.61.99.10"]);
  await emulator.setFaults([{ service: "dns", kind: "refuse" }]);
  await expect(resolver.resolve4(name)).rejects.toMatchObject({ code: "EREFUSED" });
  await emulator.setFaults([{ service: "dns", kind: "hang", vault: "kv-orders" }]);
  await expect(impatient.resolve4(name)).rejects.toMatchObject({ code: "ETIMEOUT" });
  expect(await resolver.resolve4("kv-payments.vault.azure.net")).toEqual(["20.61.99.11"]);
});

test("questions are in the request log", async () => {
  emulator.clearRequests();
  await ask("kv-orders.vault.azure.net");
  await ask("kv-none.vault.azure.net");
  expect(
    emulator.requests().map(({ service, method, host, operation }) => [service, method, host, operation]),
  ).toEqual([
    ["dns", "A", "kv-orders.vault.azure.net", "NOERROR"],
    ["dns", "A", "kv-none.vault.azure.net", "NXDOMAIN"],
  ]);
});
