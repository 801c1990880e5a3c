import { z } from "zod";
import { diagnosisSchema } from "./diagnosis.ts";
import { askedIdSchema, identityIdSchema } from "./identity.ts";
import { type Operation, operationSchema } from "./operations.ts";
import { outcomeSchema } from "./outcome.ts";
import { predictionSchema } from "./prediction.ts";
import { secretNameSchema } from "./secret.ts";
import { vaultIdSchema } from "./vault.ts";

const operationResultSchema = z.object({
  operation: operationSchema,
  outcome: outcomeSchema,
  /** Milliseconds; 0 when nothing was sent. */
  tookMs: z.number(),
  at: z.iso.datetime(),
  /** `x-ms-client-request-id` of the request, which Key Vault's own log carries too; null when none was sent. */
  requestId: z.string().nullable(),
});
export type OperationResult = z.infer<typeof operationResultSchema>;

/** What came of one operation among those that were tried; undefined when it was not tried. */
export function resultOf(
  tried: readonly OperationResult[] | undefined,
  operation: Operation,
): OperationResult | undefined {
  return tried?.find((result) => result.operation === operation);
}

/** One identity at one vault: the token, list and get, in the order in which they were tried. */
export const cellSchema = z.object({
  identityId: identityIdSchema,
  vaultId: vaultIdSchema,
  operations: z.array(operationResultSchema),
  /** What ARM lets expect; absent while ARM is still being read. */
  prediction: predictionSchema.optional(),
  /** Why it fails. Every cell in which an operation failed has one, in the finished report. */
  diagnosis: diagnosisSchema.optional(),
});
export type Cell = z.infer<typeof cellSchema>;

export const probeRequestSchema = z.strictObject({
  identityId: askedIdSchema,
  vaultId: askedIdSchema,
  operations: z.array(operationSchema).min(1).optional(),
  /** Without it, get asks for a secret that cannot exist, so that no value is read. */
  secretName: secretNameSchema.optional(),
});
export type ProbeRequest = z.infer<typeof probeRequestSchema>;
