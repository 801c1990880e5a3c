import { z } from "zod";
import { basisSchema } from "./diagnosis.ts";
import { factSchema } from "./fact.ts";
import { grantSchema } from "./grant.ts";
import { askedIdSchema, identitySchema } from "./identity.ts";
import { operationSchema } from "./operations.ts";
import { outcomeSchema } from "./outcome.ts";
import { vaultIdSchema } from "./vault.ts";

/** Without `left`: the system-assigned identity; without `right`: the selected user-assigned one, else the first other identity. */
export const compareQuerySchema = z.object({
  left: askedIdSchema.optional(),
  right: askedIdSchema.optional(),
});
export const compareSecretsQuerySchema = compareQuerySchema.extend({ vaultId: askedIdSchema });
export const compareExportQuerySchema = compareQuerySchema.extend({
  format: z.enum(["csv", "json", "markdown"]).default("csv"),
});

/** One operation of one identity, tried several times. */
const sampledOutcomeSchema = z.object({
  /** The last sample's outcome. */
  outcome: outcomeSchema,
  /** Milliseconds, the median of `samplesMs`; null when nothing was sent. */
  medianMs: z.number().nullable(),
  samplesMs: z.array(z.number()),
  /** False when the samples had different outcomes. */
  steady: z.boolean(),
});
export type SampledOutcome = z.infer<typeof sampledOutcomeSchema>;

const comparedOperationSchema = z.object({
  operation: operationSchema,
  left: sampledOutcomeSchema,
  right: sampledOutcomeSchema,
  /** Do the outcomes differ? Times alone never do. */
  differs: z.boolean(),
});

const comparedVaultSchema = z.object({
  vaultId: vaultIdSchema,
  name: z.string(),
  operations: z.array(comparedOperationSchema),
  differs: z.boolean(),
  /** One sentence: what changes at this vault when left is replaced by right. */
  sentence: z.string(),
  grants: z.object({
    left: factSchema(z.array(grantSchema)),
    right: factSchema(z.array(grantSchema)),
    differs: z.boolean(),
  }),
});
export type ComparedVault = z.infer<typeof comparedVaultSchema>;

/** A claim of the token or a fact of the life of an identity, side by side. Null: there is none. */
const comparedLineSchema = z.object({
  /** The claim (`appid`, `oid`, …), or `dies-with-app`, `per-slot`, `shareable`, `needs-selecting`, `survives-move`. */
  id: z.string(),
  title: z.string(),
  left: z.string().nullable(),
  right: z.string().nullable(),
  differs: z.boolean(),
});
export type ComparedLine = z.infer<typeof comparedLineSchema>;

const compareVerdictSchema = z.object({
  /**
   * Of replacing left by right: `same` = nothing changes; `gains` = nothing breaks and something more works; `breaks` = something that
   * works with left does not with right; `cannot-tell` = an outcome is not known on one side.
   */
  kind: z.enum(["same", "gains", "breaks", "cannot-tell"]),
  /** One sentence. */
  sentence: z.string(),
  basis: basisSchema,
  evidence: z.array(z.string()),
});

/** `GET /api/compare`. */
export const compareAnswerSchema = z.object({
  checkedAt: z.iso.datetime(),
  left: identitySchema,
  right: identitySchema,
  /** Samples taken of each operation. */
  samples: z.int(),
  verdict: compareVerdictSchema,
  vaults: z.array(comparedVaultSchema),
  claims: z.array(comparedLineSchema),
  lifecycle: z.array(comparedLineSchema),
});
export type CompareAnswer = z.infer<typeof compareAnswerSchema>;

const listedSideSchema = z.object({
  outcome: outcomeSchema,
  /** Names listed. */
  secrets: z.int(),
});

/**
 * One line of `GET /api/compare/secrets` (NDJSON): names that only one side can list as soon as that is certain, a `progress` now and
 * then, exactly one `end` at last.
 */
export const compareSecretLineSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("only"), side: z.enum(["left", "right"]), name: z.string() }),
  z.object({ kind: z.literal("progress"), left: z.int(), right: z.int() }),
  z.object({
    kind: z.literal("end"),
    left: listedSideSchema,
    right: listedSideSchema,
    both: z.int(),
    onlyLeft: z.int(),
    onlyRight: z.int(),
    /** Names that could not be decided, because the other side's list broke off for a reason that is not about access. */
    undecided: z.int(),
    /** One sentence. */
    sentence: z.string(),
    tookMs: z.number(),
  }),
]);
export type CompareSecretLine = z.infer<typeof compareSecretLineSchema>;
