import type { HistoryStatus } from "@latchkey/shared/history";

/** One cell at one time. `operations` is outcome kind, reason and milliseconds of each, as JSON. */
export type Observation = {
  at: string;
  instance: string;
  identityId: string;
  vaultId: string;
  status: HistoryStatus;
  words: string;
  operations: string;
};

/** What was known of the configuration, from the moment on at which it was first seen so. */
export type Configuration = { at: string; instance: string; facts: Record<string, string> };

export type HistoryQuestion = {
  identityId?: string | undefined;
  vaultId?: string | undefined;
  /** From this instant on; up to, and at, that one. */
  from: string;
  to: string;
};

/** Where history is kept: SQLite on this instance's disk, or PostgreSQL. */
export type HistoryStore = {
  /** Keeps the observations and, where it is given, the configuration; both or none. */
  write(observations: readonly Observation[], configuration: Configuration | undefined): Promise<void>;
  /** The last configuration that this instance saw. */
  lastConfiguration(instance: string): Promise<Configuration | undefined>;
  /** When any instance last kept an observation. */
  lastAt(): Promise<string | undefined>;
  /** Oldest first, cell by cell. */
  observations(question: HistoryQuestion): Promise<Observation[]>;
  /** Oldest first; with the last one of each instance before `from`, to compare with. */
  configurations(question: Pick<HistoryQuestion, "from" | "to">): Promise<Configuration[]>;
  /** Forgets what is older, and of the rest all but the newest `mostRows` observations. */
  prune(olderThan: string, mostRows: number): Promise<void>;
  /** Runs `work` unless another instance is at it; says whether it ran. */
  alone(work: () => Promise<void>): Promise<boolean>;
  /** Copies the newest state to where it outlives this instance. */
  save(): Promise<void>;
  close(): Promise<void>;
};
