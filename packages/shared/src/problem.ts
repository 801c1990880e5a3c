import { z } from "zod";

/** A problem document (RFC 9457). Our own request failed; denials by Azure are never problems. */
export const problemSchema = z.object({
  /** A relative reference that names the kind of problem, for example `/problems/unknown-vault`. */
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  /** The id to quote; our log carries it. */
  requestId: z.string().optional(),
});
export type Problem = z.infer<typeof problemSchema>;
