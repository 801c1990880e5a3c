import { serveStatic } from "@hono/node-server/serve-static";
import { apiRouter } from "./api.ts";

/** The built web page below `root` (absolute). Hashed assets are kept for a year, the page itself never; every other path is the page. */
export const webPage = (root: string) =>
  apiRouter()
    .use(
      "/assets/*",
      serveStatic({
        root,
        precompressed: true,
        onFound: (_path, c) => c.header("cache-control", "public, max-age=31536000, immutable"),
      }),
    )
    .use(
      "*",
      serveStatic({
        root,
        precompressed: true,
        onFound: (_path, c) => c.header("cache-control", "no-cache"),
      }),
    )
    .get(
      "*",
      serveStatic({
        root,
        path: "index.html",
        precompressed: true,
        onFound: (_path, c) => c.header("cache-control", "no-cache"),
      }),
    );
