import type { OutcomeOf } from "@latchkey/shared/outcome";
import { z } from "zod";
import type { IdentityEndpoint } from "../settings/settings.ts";
import { countRequest } from "./exchange.ts";
import { unreachableBy } from "./system-codes.ts";

/** How long the raw request may take, in milliseconds. */
const rawTimeoutMs = 4_000;
const maxBodyBytes = 65_536;

/** What the identity endpoint answered to a raw request: usable means that a token and its expiry are in it. No token is kept. */
export type RawAnswer = { kind: "usable" } | OutcomeOf<"no-token">;

// The keys are camelCase today and PascalCase on older workers (azure-docs issue 43543).
const errorBodySchema = z
  .record(z.string(), z.unknown())
  .transform((body) => new Map(Object.entries(body).map(([key, value]) => [key.toLowerCase(), value])));
const tokenBodySchema = z.object({
  access_token: z.string().min(1),
  expires_on: z.union([z.string(), z.number()]),
});

/**
 * Asks the identity endpoint ourselves, to learn what the SDK's errors leave out: status, text and correlation ID.
 * Source: Microsoft Learn, "How to use managed identities for App Service", REST endpoint reference.
 */
export async function askIdentityEndpoint(
  endpoint: IdentityEndpoint,
  clientId: string | undefined,
  audience: string,
  signal: AbortSignal,
): Promise<RawAnswer> {
  const url = URL.canParse(endpoint.url) ? new URL(endpoint.url) : undefined;
  if (!url) return { kind: "no-token", why: "endpoint-unreachable", said: "IDENTITY_ENDPOINT is not a URL." };
  url.searchParams.set("api-version", "2019-08-01");
  url.searchParams.set("resource", audience);
  if (clientId !== undefined) url.searchParams.set("client_id", clientId);
  try {
    countRequest("identityEndpoint");
    const response = await fetch(url, {
      headers: { "x-identity-header": endpoint.header },
      redirect: "manual",
      signal: AbortSignal.any([signal, AbortSignal.timeout(rawTimeoutMs)]),
    });
    return readAnswer(response, await limitedText(response), clientId);
  } catch (error) {
    return failed(error);
  }
}

function failed(error: unknown): RawAnswer {
  if (error instanceof DOMException) return { kind: "no-token", why: "time-out" };
  const unreachable = unreachableBy(error);
  if (unreachable?.why === "time-out") return { kind: "no-token", why: "time-out" };
  return {
    kind: "no-token",
    why: "endpoint-unreachable",
    ...(unreachable?.systemCode && { code: unreachable.systemCode }),
  };
}

async function limitedText(response: Response): Promise<string> {
  let text = "";
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > maxBodyBytes) break;
  }
  return text;
}

function readAnswer(response: Response, text: string, clientId: string | undefined): RawAnswer {
  const body = parseJson(text);
  if (response.status === 200) {
    return tokenBodySchema.safeParse(body).success
      ? { kind: "usable" }
      : { kind: "no-token", why: "malformed-answer", httpStatus: 200 };
  }
  const fields = errorBodySchema.safeParse(body).data;
  const said = fields?.get("message");
  const correlationId = response.headers.get("x-correlation-id") ?? fields?.get("correlationid");
  const retryAfterSeconds = secondsOf(response.headers.get("retry-after"));
  return {
    kind: "no-token",
    why: reasonFor(response.status, clientId, fields !== undefined),
    httpStatus: response.status,
    ...(typeof said === "string" && { said: said.slice(0, 1_000) }),
    ...(typeof correlationId === "string" && { correlationId }),
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
  };
}

// A well-formed 400 means that no identity fits the request (azure-sdk-for-net issue 43691, azure-search-openai-demo issue 2148).
function reasonFor(
  status: number,
  clientId: string | undefined,
  wellFormed: boolean,
): OutcomeOf<"no-token">["why"] {
  if (status === 400 && wellFormed) return clientId === undefined ? "none-selected" : "not-assigned";
  if (status === 429) return "throttled";
  return status >= 300 && status < 400 ? "malformed-answer" : "endpoint-failing";
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Seconds of a Retry-After header that gives them as a number; undefined otherwise. */
export function secondsOf(retryAfter: string | null | undefined): number | undefined {
  return retryAfter && /^\d{1,6}$/.test(retryAfter.trim()) ? Number(retryAfter) : undefined;
}
