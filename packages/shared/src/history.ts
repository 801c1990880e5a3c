import { z } from "zod";

/** The verdict of a cell, as the matrix words it. */
const historyStatusSchema = z.enum(["allowed", "warning", "denied", "no-token", "unreachable", "unknown"]);
export type HistoryStatus = z.infer<typeof historyStatusSchema>;

/** A time in which a cell's verdict stayed the same. */
const historySegmentSchema = z.object({
  from: z.iso.datetime(),
  /** When the next segment begins; of the last one, and before a time without checks, the last check. */
  to: z.iso.datetime(),
  status: historyStatusSchema,
  /** "Denied by role", for example. */
  words: z.string(),
  checks: z.int(),
});
export type HistorySegment = z.infer<typeof historySegmentSchema>;

const historyCellSchema = z.object({
  identityId: z.string(),
  vaultId: z.string(),
  /** Oldest first; never empty. */
  segments: z.array(historySegmentSchema),
  /** Since when it is closed (denied, no token or unreachable), within what was asked for; null while it is open. */
  redSince: z.iso.datetime().nullable(),
});
export type HistoryCell = z.infer<typeof historyCellSchema>;

/** A difference between two configurations that were seen one after the other. */
const historyChangeSchema = z.object({
  /** When it was first seen: it happened between the check before and this one. */
  at: z.iso.datetime(),
  /** "AZURE_CLIENT_ID", "Permission model of kv-orders" … */
  what: z.string(),
  /** Null where it was not there. */
  before: z.string().nullable(),
  after: z.string().nullable(),
});
export type HistoryChange = z.infer<typeof historyChangeSchema>;

/** What the checks that nobody asked for are doing. */
const backgroundStateSchema = z.object({
  state: z.enum(["off", "waiting", "running", "paused"]),
  intervalSeconds: z.int(),
  nextAt: z.iso.datetime().nullable(),
  /** Why it is paused. */
  because: z.string().nullable(),
});
export type BackgroundState = z.infer<typeof backgroundStateSchema>;

export const historyAnswerSchema = z.object({
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  cells: z.array(historyCellSchema),
  /** Newest first. */
  changes: z.array(historyChangeSchema),
  background: backgroundStateSchema,
});
export type HistoryAnswer = z.infer<typeof historyAnswerSchema>;
