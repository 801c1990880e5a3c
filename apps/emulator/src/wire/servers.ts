import type { Server } from "node:http";
import type { AddressInfo, Server as TcpServer } from "node:net";

export const loopback = "127.0.0.1";

/** A port that another process holds. */
export class PortBusy extends Error {
  override name = "PortBusy";
  readonly port: number;
  constructor(port: number) {
    super(`Port ${port} is in use by another process.`);
    this.port = port;
  }
}

/** Listens on loopback; 0 = a free port. Gives the port. @throws PortBusy */
export function listenOnLoopback(server: TcpServer, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const onError = (error: NodeJS.ErrnoException) =>
      reject(error.code === "EADDRINUSE" ? new PortBusy(port) : error);
    server.once("error", onError);
    server.listen(port, loopback, () => {
      server.off("error", onError);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

/** Stops a server and every connection that it holds. */
export function closeServer(server: Pick<Server, "close" | "closeAllConnections">): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

const loopbackNames = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** Whether a Host header names this machine's loopback: anything else may be a page that rebinds its own name. */
export const isLoopbackHost = (host: string | undefined): boolean =>
  loopbackNames.has((host ?? "").toLowerCase().replace(/:\d+$/, ""));
