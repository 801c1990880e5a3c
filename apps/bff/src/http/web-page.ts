import { readFileSync } from "node:fs";
import { serveStatic } from "@hono/node-server/serve-static";
import type { Context, MiddlewareHandler } from "hono";
import { apiRouter } from "./api.ts";
import type { ApiEnv } from "./api-env.ts";

/** What stands in the built page where the style nonce of each answer belongs. */
const noncePlace = "{{style-nonce}}";

/** The built web page below `root` (absolute). Hashed assets are kept for a year; every path that is no file is the page, with its nonce. */
export function webPage(root: string) {
  const page = readFileSync(`${root}/index.html`, "utf8");
  const sendPage = (c: Context<ApiEnv>) => {
    c.header("cache-control", "no-store");
    return c.html(page.replaceAll(noncePlace, c.get("secureHeadersNonce") ?? ""), 200);
  };
  const file = serveStatic<ApiEnv>({ root, precompressed: true });
  return apiRouter()
    .get("/assets/*", keptFor("public, max-age=31536000, immutable"), file)
    .get("*", (c, next) => (/^\/(?:index\.html)?$/.test(c.req.path) ? sendPage(c) : next()))
    .get("*", keptFor("no-cache"), file, sendPage);
}

// Not by `onFound`: it is called when the answer is made already.
function keptFor(cacheControl: string): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    await next();
    if (!c.res.headers.has("cache-control")) c.header("cache-control", cacheControl);
  };
}
