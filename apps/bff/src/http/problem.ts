import type { Problem } from "@latchkey/shared/problem";
import type { Context } from "hono";
import type { ApiEnv } from "./api.ts";

/** The kinds of problem that this API answers with; the `type` is `/problems/<kind>`. */
type ProblemKind =
  | "bad-request"
  | "sign-in-required"
  | "unknown-identity"
  | "unknown-vault"
  | "not-found"
  | "too-large"
  | "starting"
  | "failure";

/**
 * A request that we cannot serve, with the sentence for the person. Thrown by handlers, answered in one place. Denials by Azure are
 * never one: they are outcomes.
 */
export class RequestProblem extends Error {
  override name = "RequestProblem";
  readonly kind: ProblemKind;
  readonly status: 400 | 404 | 413 | 500 | 503;
  readonly title: string;

  constructor(kind: ProblemKind, status: RequestProblem["status"], title: string, detail: string) {
    super(detail);
    this.kind = kind;
    this.status = status;
    this.title = title;
  }
}

/** Answers with a problem document (RFC 9457). */
export function sendProblem(c: Context<ApiEnv>, { kind, status, title, message }: RequestProblem): Response {
  const document: Problem = {
    type: `/problems/${kind}`,
    title,
    status,
    detail: message,
    requestId: c.get("requestId"),
  };
  return c.body(JSON.stringify(document), status, { "content-type": "application/problem+json" });
}
