import { OpenAPIHono, type z } from "@hono/zod-openapi";
import { problemSchema } from "@latchkey/shared/problem";
import type { ApiEnv } from "./api-env.ts";
import { RequestProblem } from "./problem.ts";

/** A router whose requests are parsed by their schemas; what does not parse is a 400 problem document. */
export function apiRouter(): OpenAPIHono<ApiEnv> {
  return new OpenAPIHono<ApiEnv>({
    defaultHook: (result) => {
      if (result.success) return undefined;
      const issue = result.error.issues[0];
      const where = issue?.path.length ? ` (${issue.path.join(".")})` : "";
      throw badRequest(`${issue?.message ?? "The request could not be read"}${where}.`);
    },
  });
}

/** The 400 of this API. */
export function badRequest(detail: string): RequestProblem {
  return new RequestProblem("bad-request", 400, "Request not understood", detail);
}

/** One answer of a route's description. */
export function jsonAnswer<Schema extends z.ZodType>(schema: Schema, description: string) {
  return { description, content: { "application/json": { schema } } };
}

/** The problem documents that a route may answer with, for its description. */
export function problemAnswers<Status extends 400 | 404 | 413 | 503>(...statuses: Status[]) {
  const titles = {
    400: "The request was not understood",
    404: "The identity or vault is not known here",
    413: "The body is over 64 KiB",
    503: "Something that this needs is not there; the type says what",
  };
  const answer = (description: string) => ({
    description,
    content: { "application/problem+json": { schema: problemSchema } },
  });
  return Object.fromEntries(statuses.map((status) => [status, answer(titles[status])])) as Record<
    Status,
    ReturnType<typeof answer>
  >;
}
