import { randomUUID } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import { routePath } from "hono/route";
import type { Clock } from "../clock.ts";
import type { ApiEnv } from "./api-env.ts";
import type { WithLog } from "./log.ts";

/** Gives each request an id, tells it in `x-request-id`, and writes one line when the answer begins. No query and no header is logged. */
export function requestLog({
  log,
  elapsedMs,
}: WithLog & Pick<Clock, "elapsedMs">): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    const startedMs = elapsedMs();
    const requestId = randomUUID();
    c.set("requestId", requestId);
    await next();
    c.header("x-request-id", requestId);
    log({
      event: "request",
      requestId,
      method: c.req.method,
      route: routePath(c),
      status: c.res.status,
      tookMs: Math.round(elapsedMs() - startedMs),
    });
  };
}
