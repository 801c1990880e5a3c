import { createSocket } from "node:dgram";
import { createServer, type Socket } from "node:net";
import type { Cloud } from "../cloud/cloud.ts";
import { loopback } from "../wire/servers.ts";
import { dnsReply } from "./answer.ts";

export type DnsServer = { port: number; close(): Promise<void> };

/** A DNS server on loopback, UDP and TCP on the same port. */
export async function startDnsServer(cloud: Cloud): Promise<DnsServer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await startOnce(cloud);
    } catch (error) {
      // The port that UDP was given may be taken for TCP; another one will do.
      if (attempt === 5) throw error;
    }
  }
}

async function startOnce(cloud: Cloud): Promise<DnsServer> {
  const udp = createSocket("udp4");
  udp.on("message", (message, from) => {
    const reply = dnsReply(cloud, message);
    if (reply) udp.send(reply, from.port, from.address);
  });
  await new Promise<void>((resolve, reject) => {
    udp.once("error", reject);
    udp.bind(0, loopback, resolve);
  });
  udp.on("error", () => {});
  const { port } = udp.address();
  const sockets = new Set<Socket>();
  const tcp = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    answerOverTcp(cloud, socket);
  });
  const closeUdp = () => new Promise<void>((resolve) => udp.close(() => resolve()));
  try {
    await new Promise<void>((resolve, reject) => {
      tcp.once("error", reject);
      tcp.listen(port, loopback, resolve);
    });
  } catch (error) {
    await closeUdp();
    throw error;
  }
  return {
    port,
    async close() {
      for (const socket of sockets) socket.destroy();
      await Promise.all([closeUdp(), new Promise((resolve) => tcp.close(resolve))]);
    },
  };
}

/** DNS over TCP puts the length of each message before it, in two bytes. */
function answerOverTcp(cloud: Cloud, socket: Socket) {
  let received = Buffer.alloc(0);
  socket.on("data", (chunk: Buffer) => {
    received = Buffer.concat([received, chunk]);
    while (received.length >= 2 && received.length >= 2 + received.readUInt16BE(0)) {
      const end = 2 + received.readUInt16BE(0);
      const reply = dnsReply(cloud, received.subarray(2, end));
      received = received.subarray(end);
      if (!reply) continue;
      const length = Buffer.alloc(2);
      length.writeUInt16BE(reply.length);
      socket.write(Buffer.concat([length, reply]));
    }
  });
}
