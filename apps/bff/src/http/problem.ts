import type { Problem } from "@latchkey/shared/problem";
import type { Context } from "hono";
import type { ApiEnv } from "./api-env.ts";
import { problemPage } from "./problem-page.ts";

/** The kinds of problem that this API answers with; the `type` is `/problems/<kind>`. */
type ProblemKind =
  | "bad-request"
  | "not-signed-in"
  | "sign-in-required"
  | "role-missing"
  | "cross-site"
  | "foreign-host"
  | "content-type"
  | "too-many-requests"
  | "unknown-identity"
  | "unknown-vault"
  | "not-found"
  | "too-large"
  | "took-too-long"
  | "audit-unavailable"
  | "history-unavailable"
  | "starting"
  | "failure";

/**
 * A request that we cannot serve, with the sentence for the person. Thrown by handlers, answered in one place. Denials by Azure are
 * never one: they are outcomes.
 */
export class RequestProblem extends Error {
  override name = "RequestProblem";
  readonly kind: ProblemKind;
  readonly status: 400 | 401 | 403 | 404 | 413 | 415 | 421 | 429 | 500 | 503;
  readonly title: string;
  /** What to run against it; only shown on the page. */
  readonly command: string | undefined;

  constructor(
    kind: ProblemKind,
    status: RequestProblem["status"],
    title: string,
    detail: string,
    command?: string,
  ) {
    super(detail);
    this.kind = kind;
    this.status = status;
    this.title = title;
    this.command = command;
  }
}

/** Answers with a problem document (RFC 9457), or with a page where a browser asks for one. */
export async function sendProblem(c: Context<ApiEnv>, problem: RequestProblem): Promise<Response> {
  const { kind, status, title, message: detail, command } = problem;
  c.header("cache-control", "no-store");
  if (c.req.method === "GET" && c.req.header("accept")?.includes("text/html"))
    return c.html(problemPage({ title, detail, ...(command && { command }) }), status);
  const document: Problem = {
    type: `/problems/${kind}`,
    title,
    status,
    detail,
    requestId: c.get("requestId"),
  };
  return c.body(JSON.stringify(document), status, { "content-type": "application/problem+json" });
}
