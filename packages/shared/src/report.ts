import { z } from "zod";
import { identitySchema } from "./identity.ts";
import { cellSchema } from "./probe.ts";
import { vaultSchema } from "./vault.ts";

/** How many requests this report caused, by the service that got them. */
const requestCountSchema = z.object({ identityEndpoint: z.int(), vaults: z.int(), arm: z.int() });

export const reportSchema = z.object({
  generatedAt: z.iso.datetime(),
  /** Milliseconds from the question to the last cell. */
  tookMs: z.number(),
  instance: z.string().nullable(),
  requests: requestCountSchema,
  identities: z.array(identitySchema),
  vaults: z.array(vaultSchema),
  /** Row by row: identities in their order, vaults in theirs. */
  cells: z.array(cellSchema),
});
export type Report = z.infer<typeof reportSchema>;

/** The events of `GET /api/report` as `text/event-stream`, in order: one `start`, a `cell` each, one `report`. Data is JSON. */
export const reportEventSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("start"),
    identities: z.array(identitySchema),
    vaults: z.array(vaultSchema),
    cells: z.int(),
  }),
  z.object({ kind: z.literal("cell"), cell: cellSchema, done: z.int(), cells: z.int() }),
  z.object({ kind: z.literal("report"), report: reportSchema }),
]);
export type ReportEvent = z.infer<typeof reportEventSchema>;
