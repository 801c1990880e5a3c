import { TimeLimit, within } from "./deadline.ts";
import { type Exchange, withExchange } from "./exchange.ts";

/** Milliseconds that one ARM read may take. */
const armLimitMs = 3_000;

/** ARM could not be asked, or refused. Not the same as "there is none". */
export type ArmFailure = {
  kind: "denied" | "not-found" | "throttled" | "failed" | "time-out" | "unreachable";
  /** Completes "unknown, because …". */
  because: string;
  /** The Azure action that was missing. */
  missingRight?: string;
};
export type ArmAnswer<Value> = { kind: "read"; value: Value } | ArmFailure;

/** Runs one ARM read within its time limit and names what came of it. `right` is the action that the read needs. Never throws. */
export function armRead<Value>(
  right: string,
  read: (signal: AbortSignal) => Promise<Value>,
): Promise<ArmAnswer<Value>> {
  const stop = new AbortController();
  return withExchange(async (exchange): Promise<ArmAnswer<Value>> => {
    try {
      return { kind: "read", value: await within(armLimitMs, read(stop.signal)) };
    } catch (error) {
      stop.abort();
      return armFailure(error, exchange, right);
    }
  });
}

function armFailure(error: unknown, exchange: Exchange, right: string): ArmFailure {
  if (error instanceof TimeLimit)
    return { kind: "time-out", because: `ARM did not answer within ${armLimitMs / 1_000} s` };
  const status = exchange.last?.status;
  if (status === 401 || status === 403) {
    return {
      kind: "denied",
      because: `ARM answered ${status}: no identity of this app has ${right}`,
      missingRight: right,
    };
  }
  if (status === 404) return { kind: "not-found", because: "ARM answered 404: it knows no such resource" };
  if (status === 429)
    return { kind: "throttled", because: "ARM answered 429: it throttles this subscription" };
  if (status !== undefined)
    return { kind: "failed", because: `ARM answered ${status} in a form that could not be read` };
  return { kind: "unreachable", because: "ARM could not be reached" };
}
