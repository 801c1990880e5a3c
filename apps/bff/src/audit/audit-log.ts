import { randomBytes } from "node:crypto";
import type { AuditRecord } from "@latchkey/shared/audit";
import type { Clock } from "../clock.ts";
import type { LogEvent } from "../http/log.ts";
import { type AuditEntry, noHash, sealed, startEntry } from "./record.ts";
import type { AuditStore } from "./store.ts";

/** A record could not be made durable. */
class AuditUnavailable extends Error {
  override name = "AuditUnavailable";
}

/** The record of who did what: appended only, chained by hashes. */
export type AuditLog = Pick<AuditStore, "read" | "segments"> & {
  /** Resolves when the entries are durable. @throws AuditUnavailable */
  append(entries: readonly AuditEntry[]): Promise<void>;
  /** Makes sure that recording works, by trying it where the last attempt failed or there was none. @throws AuditUnavailable */
  ready(): Promise<void>;
  /** What is wrong, as a sentence; undefined while recording works. */
  problem(): string | undefined;
  /** Writes what waits, then lets go of files and connections. */
  close(): Promise<void>;
};

/** What a verb takes that records. */
export type WithAudit = { audit: AuditLog };

/** Records in one segment, and a segment's age in milliseconds, after which a new one is begun. */
const segmentLimits = { records: 10_000, ageMs: 24 * 60 * 60 * 1_000 };

/** Milliseconds after which nobody waits for a write any more. A network share that stalls holds a write for minutes. */
const writeLimitMs = 3_000;

type Segment = { name: string; seq: number; hash: string; openedMs: number };
type Waiting = { entries: readonly AuditEntry[]; resolve: () => void; reject: (error: Error) => void };

type Options = {
  store: AuditStore;
  clock: Clock;
  instance: string;
  log: (event: LogEvent) => void;
};

/** Appends go to the store one batch after the other; what arrives while one is written makes up the next. */
export function createAuditLog({ store, clock, instance, log }: Options): AuditLog {
  let waiting: Waiting[] = [];
  let segment: Segment | undefined;
  let problem: string | undefined;
  let busySinceMs: number | undefined;
  let writing: Promise<void> = Promise.resolve();

  const unavailable = (code: string, entries: number): AuditUnavailable => {
    problem = `The audit cannot be written (${code}); test reads are refused until it can.`;
    log({ event: "audit-unavailable", code, entries });
    return new AuditUnavailable(problem);
  };
  const writeBatch = async (batch: Waiting[]) => {
    busySinceMs = clock.elapsedMs();
    try {
      const goesOn = problem === undefined && segment && !isFull(segment, clock) ? segment : undefined;
      const lastHash = segment?.hash ?? (await store.lastHash(instance)) ?? noHash;
      const entries = batch.flatMap((one) => one.entries);
      const chained = chain({ clock, instance, goesOn, lastHash }, entries);
      if (chained.records.length > 0) await store.write(chained.records);
      segment = chained.segment;
      problem = undefined;
      for (const { resolve } of batch) resolve();
    } catch (error) {
      const failure = unavailable(codeOf(error), batch.length);
      for (const { reject } of batch) reject(failure);
    } finally {
      busySinceMs = undefined;
    }
  };
  const append = (entries: readonly AuditEntry[]) => {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    if (busySinceMs !== undefined && clock.elapsedMs() - busySinceMs > writeLimitMs)
      return Promise.reject(unavailable("TIME_OUT", entries.length));
    const timer = setTimeout(() => reject(unavailable("TIME_OUT", entries.length)), writeLimitMs);
    waiting.push({ entries, resolve, reject });
    writing = writing.then(async () => {
      const batch = waiting;
      waiting = [];
      if (batch.length > 0) await writeBatch(batch);
    });
    return promise.finally(() => clearTimeout(timer));
  };

  return {
    append,
    ready: () => (segment && problem === undefined ? Promise.resolve() : append([])),
    problem: () => problem,
    read: (question) => store.read(question),
    segments: () => store.segments(),
    async close() {
      await writing;
      if (segment) log({ event: "audit-head", segment: segment.name, seq: segment.seq, hash: segment.hash });
      await store.close();
    },
  };
}

type Link = Pick<Options, "clock" | "instance"> & { goesOn: Segment | undefined; lastHash: string };

/** The entries as records that follow what was written last, in a new segment where there is none to go on with. */
function chain(
  { clock, instance, goesOn, lastHash }: Link,
  entries: readonly AuditEntry[],
): { records: AuditRecord[]; segment: Segment } {
  const records: AuditRecord[] = [];
  const segment = goesOn ? { ...goesOn } : newSegment(clock, instance, lastHash);
  for (const entry of goesOn ? entries : [startEntry, ...entries]) {
    segment.seq += 1;
    const place = { instance, segment: segment.name, seq: segment.seq, prevHash: segment.hash };
    const record = sealed(entry, { ...place, at: clock.now().toISOString() });
    records.push(record);
    segment.hash = record.hash;
  }
  return { records, segment };
}

function newSegment(clock: Clock, instance: string, hash: string): Segment {
  const began = clock.now().toISOString().replace(/[:.-]/g, "");
  const name = `${instance}-${began}-${randomBytes(4).toString("hex")}`;
  return { name, seq: -1, hash, openedMs: clock.elapsedMs() };
}

function isFull(segment: Segment, clock: Clock): boolean {
  return segment.seq >= segmentLimits.records || clock.elapsedMs() - segment.openedMs >= segmentLimits.ageMs;
}

// A code alone: messages of a database driver can hold its address and more.
function codeOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : undefined;
  return code && /^[A-Z0-9_]{2,40}$/.test(code) ? code : "unknown error";
}
