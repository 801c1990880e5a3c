import type { OpenAPIHono } from "@hono/zod-openapi";
import { problemSchema } from "@latchkey/shared/problem";
import { z } from "zod";
import type { ApiEnv } from "./api-env.ts";

/** What every operation may answer besides its own: the guards stand before them all. */
const everywhere = {
  401: "Nobody is signed in",
  403: "The person's role is missing, or another site sent this",
  415: "The body is not JSON",
  429: "Too many requests; Retry-After says when to come back",
  500: "Latchkey failed",
  503: "Sign-in is switched off, or something that this needs is not there; the type says which",
};

/** Serves the API's description as OpenAPI 3.1 at `/api/openapi.json`, made once, from the routes' own schemas. */
export function serveDocument(app: OpenAPIHono<ApiEnv>, version: string): void {
  let made: object | undefined;
  const make = () => {
    const document = app.getOpenAPI31Document({ openapi: "3.1.0", info: { title: "Latchkey", version } });
    const content = { "application/problem+json": { schema: z.toJSONSchema(problemSchema) } };
    for (const operations of Object.values(document.paths ?? {}))
      for (const operation of Object.values(operations))
        for (const [status, description] of Object.entries(everywhere))
          operation.responses[status] ??= { description, content };
    return document;
  };
  app.get("/api/openapi.json", (c) => {
    made ??= make();
    return c.json(made, 200);
  });
}
