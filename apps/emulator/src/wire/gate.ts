import type { Server } from "node:http";
import { closeServer, listenOnLoopback } from "./servers.ts";

/** A server that can be taken off its port, so that connections are refused, and put back on it. */
export type Gate = { follow(shut: boolean): Promise<void> };

/** The gate of a server that listens on `port` already. Calls are carried out one after the other. */
export function gateOf(server: Server, port: number): Gate {
  let last: Promise<unknown> = Promise.resolve();
  return {
    async follow(shut) {
      last = last.then(() => move(server, port, shut));
      await last;
    },
  };
}

async function move(server: Server, port: number, shut: boolean) {
  if (shut && server.listening) await closeServer(server);
  if (!shut && !server.listening) await listenOnLoopback(server, port);
}
