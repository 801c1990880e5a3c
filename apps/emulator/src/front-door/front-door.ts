import {
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import type { Cloud } from "../cloud/cloud.ts";
import { isLoopbackHost, loopback } from "../wire/servers.ts";
import type { Person } from "../world/people.ts";
import { answerEasyAuth, turnAway } from "./easy-auth.ts";
import { isSignInHeader, signInHeaders } from "./person.ts";
import { personBehind, withoutSession } from "./sessions.ts";

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

type Admitted = { cloud: Cloud; incoming: IncomingMessage; outgoing: ServerResponse; person: Person };

function forwardedHeaders({ cloud, incoming, person }: Admitted): Record<string, string | string[]> {
  const headers: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined && !isSignInHeader(name) && !hopByHop.has(name)) headers[name] = value;
  }
  const cookie = withoutSession(incoming.headers.cookie);
  if (cookie === undefined) delete headers.cookie;
  else headers.cookie = cookie;
  return {
    ...headers,
    "x-forwarded-for": incoming.socket.remoteAddress ?? loopback,
    "x-forwarded-proto": "http",
    ...signInHeaders(person, cloud.world.tenantId),
  };
}

/** The reverse proxy in front of the hosted app, with the sign-in of Easy Auth. */
export function createFrontDoor({ cloud, appPort }: FrontDoorOptions): Server {
  const server = createServer((incoming, outgoing) => {
    if (!isLoopbackHost(incoming.headers.host)) {
      problem(outgoing, 421, "This address answers only to the names of this machine.");
      return;
    }
    const exchange = { cloud, incoming, outgoing };
    if (answerEasyAuth(exchange)) return;
    const person = personBehind(cloud, incoming.headers.cookie);
    if (person) void admit({ ...exchange, person });
    else turnAway(exchange);
  });
  // Streams stay open for as long as somebody reads them.
  server.requestTimeout = 0;
  return server;

  async function admit(admitted: Admitted) {
    const { outgoing } = admitted;
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
    if (!outgoing.destroyed) forward(admitted, port);
  }
}

/** Passes a request on and streams the answer back; either side's end ends the other. */
function forward(admitted: Admitted, port: number) {
  const { incoming, outgoing } = admitted;
  const upstream = httpRequest({
    host: loopback,
    port,
    method: incoming.method,
    path: incoming.url,
    headers: forwardedHeaders(admitted),
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
