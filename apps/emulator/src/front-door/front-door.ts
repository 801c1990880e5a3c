import {
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import type { Cloud } from "../cloud/cloud.ts";
import { isLoopbackHost, loopback } from "../wire/servers.ts";
import { deriveGuid } from "../world/ids.ts";
import { defaultPerson, isSignInHeader, signInHeaders } from "./person.ts";
import { sendMe } from "./session.ts";

export type FrontDoorOptions = {
  cloud: Cloud;
  /** The port of the ready app; rejects when it is not ready within the time. Undefined = no app is hosted. */
  appPort: ((withinMs: number) => Promise<number>) | undefined;
};

/** How long a request waits for an app that is just starting. */
const patienceMs = 4000;

/** Headers that belong to one connection, not to the message. Source: RFC 9110, 7.6.1. */
const hopByHop = new Set([
  "connection",
  "keep-alive",
  "proxy-connection",
  "te",
  "transfer-encoding",
  "upgrade",
]);

function problem(
  outgoing: ServerResponse,
  status: number,
  title: string,
  headers: Record<string, string> = {},
) {
  outgoing.writeHead(status, { "Content-Type": "application/problem+json", ...headers });
  outgoing.end(JSON.stringify({ type: "about:blank", title, status }));
}

/** The person is the same for the same seed, in every world. */
const personOf = (cloud: Cloud) => defaultPerson(deriveGuid(cloud.seed, "person", "dana"));

function forwardedHeaders(cloud: Cloud, incoming: IncomingMessage): Record<string, string | string[]> {
  const headers: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined && !isSignInHeader(name) && !hopByHop.has(name)) headers[name] = value;
  }
  return {
    ...headers,
    "x-forwarded-for": incoming.socket.remoteAddress ?? loopback,
    "x-forwarded-proto": "http",
    ...signInHeaders(personOf(cloud), cloud.world.tenantId),
  };
}

/** The reverse proxy in front of the hosted app, with the sign-in of Easy Auth. */
export function createFrontDoor({ cloud, appPort }: FrontDoorOptions): Server {
  const server = createServer((incoming, outgoing) => {
    if (!isLoopbackHost(incoming.headers.host)) {
      problem(outgoing, 421, "This address answers only to the names of this machine.");
      return;
    }
    if (incoming.url?.split("?")[0] === "/.auth/me") {
      void sendMe(cloud, personOf(cloud), outgoing).catch(() => outgoing.destroy());
      return;
    }
    void admit(incoming, outgoing);
  });
  // Streams stay open for as long as somebody reads them.
  server.requestTimeout = 0;
  return server;

  async function admit(incoming: IncomingMessage, outgoing: ServerResponse) {
    if (!appPort) {
      problem(outgoing, 503, "No app is hosted here.");
      return;
    }
    let port: number;
    try {
      port = await appPort(patienceMs);
    } catch {
      problem(outgoing, 503, "The app is starting.", { "Retry-After": "1" });
      return;
    }
    if (!outgoing.destroyed) forward({ cloud, incoming, outgoing, port });
  }
}

type Forwarding = { cloud: Cloud; incoming: IncomingMessage; outgoing: ServerResponse; port: number };

/** Passes a request on and streams the answer back; either side's end ends the other. */
function forward({ cloud, incoming, outgoing, port }: Forwarding) {
  const upstream = httpRequest({
    host: loopback,
    port,
    method: incoming.method,
    path: incoming.url,
    headers: forwardedHeaders(cloud, incoming),
    agent: false,
  });
  upstream.on("response", (response) => {
    const headers = Object.fromEntries(
      Object.entries(response.headers).filter(([name]) => !hopByHop.has(name)),
    );
    outgoing.writeHead(response.statusCode ?? 502, headers);
    outgoing.flushHeaders();
    response.pipe(outgoing);
    response.on("error", () => outgoing.destroy());
    response.on("aborted", () => outgoing.destroy());
  });
  upstream.on("error", () => {
    if (outgoing.headersSent) outgoing.destroy();
    else problem(outgoing, 503, "The app went away before it answered.", { "Retry-After": "1" });
  });
  outgoing.on("close", () => upstream.destroy());
  incoming.pipe(upstream);
}
