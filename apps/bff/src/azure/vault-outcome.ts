import { refusedBy } from "@latchkey/diagnosis/azure/refusals";
import { clientIdSchema, principalIdSchema } from "@latchkey/shared/azure-ids";
import type { Outcome, OutcomeOf } from "@latchkey/shared/outcome";
import { z } from "zod";
import { TimeLimit } from "./deadline.ts";
import type { Exchange, LastAnswer } from "./exchange.ts";
import { secondsOf } from "./identity-endpoint.ts";
import { PageLinkRefused } from "./page-links.ts";
import { unreachableBy } from "./system-codes.ts";

const errorBodySchema = z.object({
  error: z.object({
    code: z.string(),
    message: z.string().optional(),
    innererror: z.object({ code: z.string() }).optional(),
  }),
});

/**
 * What a failed vault call was. Decided by status and codes of the last answer, then by the system's error code; the error's own
 * message is never used, because an SDK parse error holds the body, and with it the secret.
 */
export function vaultOutcome(error: unknown, exchange: Exchange): Outcome {
  if (error instanceof PageLinkRefused) return { kind: "unexpected", why: "page-link-refused" };
  if (error instanceof TimeLimit || isAbort(error)) return { kind: "unreachable", why: "time-out" };
  if (exchange.last) return outcomeOfAnswer(exchange.last);
  return unreachableBy(error) ?? { kind: "unexpected", why: "malformed-answer" };
}

function outcomeOfAnswer(last: LastAnswer): Outcome {
  const { status } = last;
  if (status === 401 && !last.carriedToken)
    return { kind: "unexpected", why: "challenge-refused", httpStatus: status };
  if (status >= 300 && status < 400)
    return { kind: "unexpected", why: "redirect-refused", httpStatus: status };
  if (status < 300) {
    const why = last.contentType.includes("json") ? "malformed-answer" : "not-key-vault";
    return { kind: "unexpected", why, httpStatus: status };
  }
  const body = errorBodySchema.safeParse(parseJson(last.errorBody ?? "")).data?.error;
  const fields = {
    httpStatus: status,
    ...(body && { code: body.code }),
    ...(body?.innererror && { innerCode: body.innererror.code }),
    ...(body?.message && { said: body.message.slice(0, 2_000) }),
  };
  const retryAfterSeconds = secondsOf(last.retryAfter);
  if (status === 429)
    return { kind: "throttled", ...fields, ...(retryAfterSeconds !== undefined && { retryAfterSeconds }) };
  if (status >= 500) return { kind: "unexpected", why: "server-error", ...fields };
  if (!body) return { kind: "unexpected", why: "not-key-vault", ...fields };
  if (status === 401) return { kind: "token-rejected", ...fields };
  if (status === 403) return denied(fields);
  if (status === 404 && body.code === "SecretNotFound") return { kind: "secret-not-found", ...fields };
  return { kind: "unexpected", why: "malformed-answer", ...fields };
}

function denied(fields: { httpStatus: number; innerCode?: string; said?: string }): Outcome {
  const caller = callerOf(fields.said ?? "");
  return {
    kind: "denied",
    by: refusedBy(fields.innerCode),
    ...fields,
    ...(caller && { caller }),
  };
}

/** The caller that the 403 text names as `appid=…;oid=…`. */
function callerOf(said: string): OutcomeOf<"denied">["caller"] {
  const clientId = clientIdSchema.safeParse(/appid=([0-9a-f-]{36})/i.exec(said)?.[1]).data;
  const principalId = principalIdSchema.safeParse(/oid=([0-9a-f-]{36})/i.exec(said)?.[1]).data;
  return clientId || principalId
    ? { ...(clientId && { clientId }), ...(principalId && { principalId }) }
    : undefined;
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && (error.name === "AbortError" || error.name === "TimeoutError");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
