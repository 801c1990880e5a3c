import { z } from "zod";
import { operationSchema } from "./operations.ts";

/** `start` opens a segment of the chain: Latchkey began to record on an instance. The others are what somebody did. */
export const auditActionSchema = z.enum(["start", "report", "probe", "list", "test-read"]);
export type AuditAction = z.infer<typeof auditActionSchema>;

/** Who did what, as which identity, at which vault, and what came of it. There is never a value in it. */
export const auditRecordSchema = z.strictObject({
  at: z.iso.datetime(),
  /** `id` is an object ID in Microsoft Entra ID, or `local`, `background` or `latchkey`. The name is untrusted text. */
  person: z.strictObject({ id: z.string(), name: z.string() }),
  action: auditActionSchema,
  operation: operationSchema.nullable(),
  identityId: z.string().nullable(),
  vaultId: z.string().nullable(),
  secretName: z.string().nullable(),
  /** Kind of the outcome, and its `by`, `why` or `proof`. */
  outcome: z.strictObject({ kind: z.string(), reason: z.string().nullable() }).nullable(),
  /** `x-ms-client-request-id`, which joins Key Vault's own log; null when nothing was sent. */
  requestId: z.string().nullable(),
  instance: z.string(),
  /** One process writes one segment at a time; `seq` counts in it from 0, the `start`. */
  segment: z.string(),
  seq: z.int().min(0),
  /** Hash of the record before; of a `start`, of the last record of the instance's segment before, or zeros. */
  prevHash: z.string(),
  /** SHA-256 in hex of this record's JSON without this field. */
  hash: z.string(),
});
export type AuditRecord = z.infer<typeof auditRecordSchema>;

/** Newest first. `cursor` is null at the end; a page may be short and still have one. */
export const auditAnswerSchema = z.object({
  records: z.array(auditRecordSchema),
  cursor: z.string().nullable(),
  /** Lines of the files that could not be read, such as one cut off by a crash. */
  unreadable: z.int(),
});
export type AuditAnswer = z.infer<typeof auditAnswerSchema>;

export const auditFilterSchema = z.object({
  /** An object ID, or part of a name. */
  person: z.string().min(1).max(200).optional(),
  vaultId: z.string().min(1).max(200).optional(),
  identityId: z.string().min(1).max(200).optional(),
  action: auditActionSchema.optional(),
  /** From this instant on; up to, but not at, that one. */
  from: z.iso.datetime().optional(),
  to: z.iso.datetime().optional(),
});
export type AuditFilter = z.infer<typeof auditFilterSchema>;

/** Whether the chain holds, and where it does not. */
export const auditChainSchema = z.object({
  segments: z.int(),
  records: z.int(),
  intact: z.boolean(),
  problems: z.array(z.object({ segment: z.string(), seq: z.int(), what: z.string() })),
});
export type AuditChain = z.infer<typeof auditChainSchema>;
