import type { MiddlewareHandler } from "hono";
import type { Clock } from "../clock.ts";
import type { WithSettings } from "../settings/settings.ts";
import type { ApiEnv } from "./api-env.ts";
import { RequestProblem } from "./problem.ts";

type Bucket = { tokens: number; atMs: number };

const mostPersons = 10_000;

/** Lets each person, and all together, send so many requests a minute; one more is a 429 that says when to come back. */
export function rateLimit({
  settings,
  elapsedMs,
}: WithSettings & Pick<Clock, "elapsedMs">): MiddlewareHandler<ApiEnv> {
  const { ratePerMinute } = settings.guard;
  const all: Bucket = { tokens: ratePerMinute * 4, atMs: elapsedMs() };
  const persons = new Map<string, Bucket>();
  return async (c, next) => {
    const nowMs = elapsedMs();
    const id = c.get("person").id;
    const own = persons.get(id) ?? { tokens: ratePerMinute, atMs: nowMs };
    // Put last, so that the first one is who has been away longest.
    persons.delete(id);
    persons.set(id, own);
    const [oldest] = persons.keys();
    if (persons.size > mostPersons && oldest !== undefined) persons.delete(oldest);
    const waitSeconds = Math.max(
      refilled(own, ratePerMinute, nowMs),
      refilled(all, ratePerMinute * 4, nowMs),
    );
    if (waitSeconds > 0) {
      c.header("retry-after", String(waitSeconds));
      throw new RequestProblem(
        "too-many-requests",
        429,
        "Too many requests",
        `Try again in ${waitSeconds} s.`,
      );
    }
    own.tokens -= 1;
    all.tokens -= 1;
    return next();
  };
}

/** Brings the bucket up to now. Gives the whole seconds until it holds a token; 0 when it does. */
function refilled(bucket: Bucket, perMinute: number, nowMs: number): number {
  bucket.tokens = Math.min(perMinute, bucket.tokens + ((nowMs - bucket.atMs) / 60_000) * perMinute);
  bucket.atMs = nowMs;
  return bucket.tokens >= 1 ? 0 : Math.ceil(((1 - bucket.tokens) * 60) / perMinute);
}
