import { z } from "zod";
import { askedIdSchema } from "./identity.ts";
import { nextSchema, outcomeSchema } from "./outcome.ts";

/** 1–127 of 0-9 a-z A-Z and hyphen (Microsoft Learn, "About keys, secrets, and certificates"). */
export const secretNameSchema = z
  .string()
  .regex(/^[0-9a-zA-Z-]{1,127}$/, "a secret name is 1 to 127 letters, digits or hyphens");

/** What a list shows of a secret. There is no value and no version in it. */
export const secretItemSchema = z.object({
  kind: z.literal("secret"),
  name: z.string(),
  enabled: z.boolean(),
  contentType: z.string().optional(),
  createdAt: z.iso.datetime().optional(),
  updatedAt: z.iso.datetime().optional(),
  notBefore: z.iso.datetime().optional(),
  expiresAt: z.iso.datetime().optional(),
  /** Managed by Key Vault for a certificate. */
  managed: z.boolean().optional(),
  tags: z.record(z.string(), z.string()).optional(),
});
export type SecretItem = z.infer<typeof secretItemSchema>;

/** One line of the NDJSON stream: secrets as they arrive, then exactly one `end`. */
export const secretStreamLineSchema = z.discriminatedUnion("kind", [
  secretItemSchema,
  z.object({
    kind: z.literal("end"),
    /** `allowed` when every page came; else what stopped it. What came before stays valid. */
    outcome: outcomeSchema,
    next: nextSchema,
    secrets: z.int(),
    pages: z.int(),
    tookMs: z.number(),
    requestId: z.string().nullable(),
  }),
]);
export type SecretStreamLine = z.infer<typeof secretStreamLineSchema>;

/** One page of 25 or fewer. `cursor` is null on the last page. */
export const secretPageSchema = z.object({
  outcome: outcomeSchema,
  next: nextSchema,
  secrets: z.array(secretItemSchema),
  cursor: z.string().nullable(),
  tookMs: z.number(),
  requestId: z.string().nullable(),
});
export type SecretPage = z.infer<typeof secretPageSchema>;

const valueKindSchema = z.enum([
  "empty",
  "text",
  "connection-string",
  "json",
  "pem",
  "guid",
  "url",
  "jwt",
  "key-vault-reference",
]);
export type ValueKind = z.infer<typeof valueKindSchema>;

const valueFindingSchema = z.enum([
  "empty",
  "leading-white-space",
  "trailing-white-space",
  "line-break-at-end",
  "placeholder",
  "unresolved-reference",
  "expired-jwt",
  "expired-certificate",
]);
export type ValueFinding = z.infer<typeof valueFindingSchema>;

/** All that ever leaves the backend of a secret's value. Does not tell the length. */
const maskedValueSchema = z.object({
  /** Eight dots, then at most the last 4 characters of a value of 16 or more. */
  display: z.string(),
  looksLike: valueKindSchema,
  findings: z.array(valueFindingSchema),
});
export type MaskedValue = z.infer<typeof maskedValueSchema>;

export const testReadRequestSchema = z.strictObject({ identityId: askedIdSchema });

export const testReadAnswerSchema = z.object({
  name: z.string(),
  outcome: outcomeSchema,
  next: nextSchema,
  at: z.iso.datetime(),
  tookMs: z.number(),
  requestId: z.string().nullable(),
  /** Present when the outcome is `allowed`. */
  version: z.string().optional(),
  value: maskedValueSchema.optional(),
  enabled: z.boolean().optional(),
  contentType: z.string().optional(),
  expiresAt: z.iso.datetime().optional(),
  notBefore: z.iso.datetime().optional(),
});
export type TestReadAnswer = z.infer<typeof testReadAnswerSchema>;
