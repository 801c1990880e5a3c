import { pino } from "pino";

/**
 * All that may be logged. Each event names its fields, so that nothing else (a header, a body, an SDK error) can get into a line.
 */
export type LogEvent =
  | { event: "listening"; host: string; port: number }
  | { event: "azure-ready"; tookMs: number }
  | { event: "stopping"; signal: string }
  | { event: "request"; requestId: string; method: string; route: string; status: number; tookMs: number }
  | {
      event: "report";
      tookMs: number;
      cells: number;
      requests: { identityEndpoint: number; vaults: number; arm: number };
    }
  | { event: "audit-unavailable"; code: string; entries: number }
  | { event: "audit-head"; segment: string; seq: number; hash: string }
  | { event: "history-unavailable"; code: string }
  | { event: "failure"; requestId: string; errorName: string; at: string };

/** What takes the log. */
export type WithLog = { log: (event: LogEvent) => void };

/** JSON Lines on standard output, one line an event. */
export function createLog(level: "debug" | "info" | "warn" | "error"): (event: LogEvent) => void {
  const logger = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime });
  return (event) =>
    event.event === "failure" || event.event.endsWith("-unavailable")
      ? logger.error(event)
      : logger.info(event);
}

/** Where an error was thrown, as file and line of our own bundle; never its message, which may hold anything. */
export function placeOf(error: unknown): string {
  const frame =
    error instanceof Error
      ? error.stack?.split("\n").find((line) => /^\s+at .*:\d+:\d+\)?$/.test(line))
      : undefined;
  return (
    frame
      ?.trim()
      .replace(/^at /, "")
      .replace(/\(?(?:file:\/\/)?\/.*\/([^/]+:\d+:\d+)\)?$/, "$1") ?? "unknown"
  );
}
