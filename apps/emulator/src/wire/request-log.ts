import type { Service } from "./answer.ts";

/** One request that reached the desk cloud. Holds no token and no secret header. */
export type RecordedRequest = {
  /** Counts from 1 in order of arrival. */
  n: number;
  /** ISO 8601, real time. */
  at: string;
  service: Service;
  /** For DNS the record type, for example "A". */
  method: string;
  /** For DNS the name asked for. */
  host: string;
  path: string;
  query: Record<string, string>;
  headers: Record<string, string>;
  /** What was asked in the service's own words: "get", "list", "challenge", "token", an ARM action, an rcode for DNS. */
  operation: string;
  callerObjectId?: string;
  /** 0 while no answer has left, and for ever when it is never sent. */
  status: number;
  tookMs: number;
};

export type RequestLog = {
  /** Notes an arrival; call the returned function once with what was answered. */
  arrived(
    request: Omit<RecordedRequest, "n" | "at" | "operation" | "status" | "tookMs">,
  ): (answered: Pick<RecordedRequest, "operation" | "status" | "callerObjectId">) => void;
  all(): RecordedRequest[];
  clear(): void;
};

const secretHeaders = new Set([
  "authorization",
  "x-identity-header",
  "secret",
  "cookie",
  "proxy-authorization",
]);

/** How many requests are kept; the oldest go first. */
const limit = 20_000;

const redacted = (headers: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, secretHeaders.has(name) ? "[redacted]" : value]),
  );

export function createRequestLog(): RequestLog {
  let entries: RecordedRequest[] = [];
  let count = 0;
  return {
    arrived(request) {
      const startedAt = performance.now();
      count += 1;
      const entry: RecordedRequest = {
        ...request,
        headers: redacted(request.headers),
        n: count,
        at: new Date().toISOString(),
        operation: "",
        status: 0,
        tookMs: 0,
      };
      entries.push(entry);
      if (entries.length > limit) entries.splice(0, entries.length - limit);
      return (answered) => {
        Object.assign(entry, answered, { tookMs: Math.round((performance.now() - startedAt) * 10) / 10 });
      };
    },
    all: () =>
      entries.map((entry) => ({ ...entry, headers: { ...entry.headers }, query: { ...entry.query } })),
    clear() {
      entries = [];
      count = 0;
    },
  };
}
