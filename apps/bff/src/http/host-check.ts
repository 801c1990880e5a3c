import type { MiddlewareHandler } from "hono";
import type { ApiEnv } from "./api-env.ts";
import { RequestProblem } from "./problem.ts";

const loopbackNames = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/i;

/**
 * Answers only requests that were addressed to this machine by a loopback name. A page of another site can point its own host name at
 * 127.0.0.1 (DNS rebinding), but the browser then sends that name.
 */
export function loopbackHostOnly(): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    if (loopbackNames.test(c.req.header("host") ?? "")) return next();
    throw new RequestProblem(
      "foreign-host",
      421,
      "Not this host",
      "Outside App Service Latchkey answers only to localhost, 127.0.0.1 and [::1].",
    );
  };
}
