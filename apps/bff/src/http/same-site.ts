import type { Context, MiddlewareHandler } from "hono";
import type { ApiEnv } from "./api-env.ts";
import { RequestProblem } from "./problem.ts";

/**
 * Refuses what another site can make a browser send. Whatever is not a read must be JSON, which no form sends. When a browser says where
 * the request comes from, it must be from here and carry `x-latchkey`, which another site cannot add without asking first.
 */
export function sameSiteOnly(): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    if (c.req.method === "GET" || c.req.method === "HEAD") return next();
    if (!/^application\/json\s*(?:;|$)/i.test(c.req.header("content-type") ?? ""))
      throw new RequestProblem("content-type", 415, "Not JSON", "Send the body as application/json.");
    if (!isFromHere(c))
      throw new RequestProblem(
        "cross-site",
        403,
        "From another site",
        "Only Latchkey's own page may send this.",
      );
    return next();
  };
}

function isFromHere(c: Context<ApiEnv>): boolean {
  const origin = c.req.header("origin");
  const site = c.req.header("sec-fetch-site");
  if (origin === undefined && site === undefined) return true;
  if (site !== undefined && site !== "same-origin" && site !== "none") return false;
  if (origin !== undefined && !ownHosts(c).includes(hostOf(origin))) return false;
  return c.req.header("x-latchkey") === "1";
}

// A proxy in front of App Service may put its own name in Host and the asked one beside it. No page can set either.
function ownHosts(c: Context<ApiEnv>): (string | undefined)[] {
  const hosts = [c.req.header("host"), c.req.header("x-forwarded-host")?.split(",")[0]];
  return hosts.filter(Boolean).map((host) => host?.trim().toLowerCase());
}

function hostOf(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).host : "";
}
