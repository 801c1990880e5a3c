import type { ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import type { Answer } from "./answer.ts";

const dripIntervalMs = 1000;

/** Sends an answer the way that its `delivery` says. Returns early when the client goes away. */
export async function deliver(outgoing: ServerResponse, answer: Answer): Promise<void> {
  if (outgoing.destroyed) return;
  const delivery = answer.delivery ?? "whole";
  switch (delivery) {
    case "whole":
      return sendWhole(outgoing, answer);
    case "reset":
      // A reset rather than an orderly end: what a client sees when nothing listens behind a load balancer.
      outgoing.socket?.resetAndDestroy?.();
      outgoing.socket?.destroy();
      return;
    case "hang":
      return;
    case "drip":
      return sendDripping(outgoing, answer);
    case "cut":
      return sendCut(outgoing, answer);
    default:
      delivery satisfies never;
  }
}

const lengthOf = (answer: Answer) => String(Buffer.byteLength(answer.body));

function sendWhole(outgoing: ServerResponse, answer: Answer) {
  if (answer.chunked) {
    outgoing.writeHead(answer.status, answer.headers);
    outgoing.write(answer.body);
    outgoing.end();
    return;
  }
  outgoing.writeHead(answer.status, { ...answer.headers, "Content-Length": lengthOf(answer) });
  outgoing.end(answer.body);
}

async function sendDripping(outgoing: ServerResponse, answer: Answer) {
  outgoing.writeHead(answer.status, { ...answer.headers, "Content-Length": lengthOf(answer) });
  for (const byte of Buffer.from(answer.body)) {
    if (outgoing.destroyed) return;
    outgoing.write(Buffer.from([byte]));
    await wait(dripIntervalMs, undefined, { ref: false });
  }
  outgoing.end();
}

/** Promises the whole body, sends two thirds of it and closes. */
function sendCut(outgoing: ServerResponse, answer: Answer) {
  outgoing.writeHead(answer.status, { ...answer.headers, "Content-Length": lengthOf(answer) });
  const body = Buffer.from(answer.body);
  outgoing.write(body.subarray(0, Math.ceil((body.length * 2) / 3)), () => outgoing.socket?.end());
}
