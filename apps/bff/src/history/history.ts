import { setImmediate } from "node:timers/promises";
import type { HistoryAnswer } from "@latchkey/shared/history";
import type { Report } from "@latchkey/shared/report";
import type { Clock } from "../clock.ts";
import type { LogEvent } from "../http/log.ts";
import type { Settings } from "../settings/settings.ts";
import { factsOf, observationsOf } from "./observe.ts";
import type { HistoryQuestion, HistoryStore } from "./store.ts";
import { changesOf, timelines } from "./timeline.ts";

/** What was observed, and what changed. Nothing that fails here stops a report. */
export type History = {
  /** Keeps a report, soon. */
  keep(report: Report): void;
  read(question: HistoryQuestion): Promise<Pick<HistoryAnswer, "cells" | "changes">>;
  /** What is wrong, as a sentence; undefined while history is kept. */
  problem(): string | undefined;
  /** Milliseconds since the last observation of any instance; undefined before the first. */
  lastSeenMs(): Promise<number | undefined>;
  alone: HistoryStore["alone"];
  /** Forgets what is too old and saves a snapshot. Never rejects. */
  tidy(): Promise<void>;
  close(): Promise<void>;
};

/** What a verb takes that keeps or reads history. */
export type WithHistory = { history: History };

/** Rows, whatever the days: about 200 MB. */
const mostRows = 500_000;
const dayMs = 24 * 60 * 60 * 1_000;

type Options = {
  store: HistoryStore;
  settings: Settings;
  clock: Clock;
  instance: string;
  version: string;
  log: (event: LogEvent) => void;
};

export function createHistory({ store, settings, clock, instance, version, log }: Options): History {
  let problem: string | undefined;
  let keeping: Promise<void> = Promise.resolve();
  let lastFacts: Record<string, string> | undefined;

  const attempt = async (work: () => Promise<void>) => {
    try {
      await work();
      problem = undefined;
    } catch (error) {
      const code = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
      problem = `The history cannot be kept (${/^[\w-]{1,40}$/.test(code) ? code : "unknown error"}).`;
      log({ event: "history-unavailable", code });
    }
  };
  const keepNow = async (report: Report) => {
    lastFacts ??= (await store.lastConfiguration(instance))?.facts ?? {};
    // What could not be read this time is taken to be as it was.
    const facts = { ...lastFacts, ...factsOf(report, settings, version) };
    const isNew = JSON.stringify(sorted(facts)) !== JSON.stringify(sorted(lastFacts));
    const configuration = isNew ? { at: report.generatedAt, instance, facts } : undefined;
    await store.write(observationsOf(report, instance), configuration);
    lastFacts = facts;
  };
  const { probeIntervalSeconds, historyDays } = settings.stores;
  const gapMs = Math.max(3 * probeIntervalSeconds, 900) * 1_000;

  return {
    keep(report) {
      // After the answer: SQLite works on this thread.
      keeping = keeping.then(() => setImmediate()).then(() => attempt(() => keepNow(report)));
    },
    async read(question) {
      await keeping;
      const [observations, configurations] = [
        await store.observations(question),
        await store.configurations(question),
      ];
      return { cells: timelines(observations, gapMs), changes: changesOf(configurations, question.from) };
    },
    problem: () => problem,
    async lastSeenMs() {
      const at = await store.lastAt();
      return at === undefined ? undefined : clock.now().getTime() - Date.parse(at);
    },
    alone: (work) => store.alone(work),
    async tidy() {
      await keeping;
      await attempt(async () => {
        await store.prune(new Date(clock.now().getTime() - historyDays * dayMs).toISOString(), mostRows);
        await store.save();
      });
    },
    async close() {
      await keeping;
      await attempt(() => store.save());
      await store.close();
    },
  };
}

function sorted(facts: Record<string, string>): [string, string][] {
  return Object.entries(facts).toSorted(([a], [b]) => (a < b ? -1 : 1));
}
