import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import type { Cloud } from "./cloud/cloud.ts";
import { applyFaults } from "./faults/apply-faults.ts";
import type { Answer, Service, WireRequest } from "./wire/answer.ts";
import { deliver } from "./wire/deliver.ts";

type Handle = (cloud: Cloud, request: WireRequest) => Answer | Promise<Answer>;

/** Which service plays a host; undefined = no such host here, and the connection is closed. */
export type Route = (host: string) => { service: Service; handle: Handle } | undefined;

const hostOf = (request: IncomingMessage) => (request.headers.host ?? "").toLowerCase().replace(/:\d+$/, "");

function readRequest(incoming: IncomingMessage, service: Service): Omit<WireRequest, "body"> {
  const target = incoming.url ?? "/";
  const at = target.indexOf("?");
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(incoming.headers)) {
    headers[name] = Array.isArray(value) ? value.join(", ") : (value ?? "");
  }
  return {
    service,
    method: incoming.method ?? "GET",
    host: hostOf(incoming),
    path: at < 0 ? target : target.slice(0, at),
    query: new URLSearchParams(at < 0 ? "" : target.slice(at + 1)),
    headers,
  };
}

/** Plays the imitated HTTP services: notes each request, waits the latency, applies faults, sends the answer. */
export function wireListener(cloud: Cloud, route: Route): RequestListener {
  return (incoming, outgoing) => {
    const target = route(hostOf(incoming));
    if (!target) {
      incoming.socket.destroy();
      return;
    }
    const request = readRequest(incoming, target.service);
    readBody(incoming)
      .then((body) => answerOne({ cloud, request: { ...request, body }, handle: target.handle, outgoing }))
      .catch(() => outgoing.destroy());
  };
}

/** Far above any form that is sent here. */
const mostBodyCharacters = 65_536;

/** The body to its end, which keeps the connection usable. @throws when it is far too long. */
async function readBody(incoming: IncomingMessage): Promise<string> {
  if (incoming.method === "GET") {
    incoming.resume();
    return "";
  }
  let body = "";
  for await (const chunk of incoming) {
    body += String(chunk);
    if (body.length > mostBodyCharacters) throw new Error("The body is too long.");
  }
  return body;
}

type Exchange = { cloud: Cloud; request: WireRequest; handle: Handle; outgoing: ServerResponse };

async function answerOne({ cloud, request, handle, outgoing }: Exchange) {
  const { service, method, host, path, headers } = request;
  const finished = cloud.log.arrived({
    service,
    method,
    host,
    path,
    headers,
    query: Object.fromEntries(request.query),
  });
  const [plain] = await Promise.all([handle(cloud, request), delay(cloud, service)]);
  const answer = await applyFaults(cloud, request, plain);
  const sent = answer.delivery !== "reset" && answer.delivery !== "hang";
  finished({
    operation: answer.operation,
    status: sent ? answer.status : 0,
    ...(answer.callerObjectId === undefined ? {} : { callerObjectId: answer.callerObjectId }),
  });
  await deliver(outgoing, answer);
}

async function delay(cloud: Cloud, service: Service) {
  if (service === "entra" || service === "dns") return;
  const waitMs = cloud.latency.services?.[service] ?? cloud.latency.perHopMs;
  if (waitMs > 0) await wait(waitMs);
}
