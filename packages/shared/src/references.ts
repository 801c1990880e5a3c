import { z } from "zod";
import { basisSchema } from "./diagnosis.ts";
import { factSchema } from "./fact.ts";
import { identityIdSchema } from "./identity.ts";
import { outcomeSchema } from "./outcome.ts";
import { vaultIdSchema } from "./vault.ts";

/** The reference as it was written. It names vaults and secrets, never a value. */
const referenceSyntaxSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("secret-uri"), text: z.string() }),
  z.object({ kind: z.literal("vault-name"), text: z.string() }),
  z.object({
    kind: z.literal("malformed"),
    text: z.string(),
    /** Characters from the start of the text, the first is 0. */
    position: z.int().min(0),
    reason: z.string(),
  }),
  /** Only its resolved value could be seen, or only its name. */
  z.object({ kind: z.literal("not-seen"), because: z.string() }),
]);
export type ReferenceSyntax = z.infer<typeof referenceSyntaxSchema>;

/**
 * The status as ARM names it (`Resolved`, `SecretNotFound`, …). `Initialized` is not a result.
 * Source: Microsoft.Web config/configreferences, ResolveStatus.
 */
const referenceStatusSchema = z.object({ name: z.string(), details: z.string().nullable() });

/** What this process has in place of the reference: never the value. */
const inProcessSchema = z.enum(["resolved", "literal", "absent"]);
export type InProcess = z.infer<typeof inProcessSchema>;

const directReadSchema = z.discriminatedUnion("state", [
  z.object({
    state: z.literal("tried"),
    identityId: identityIdSchema,
    outcome: outcomeSchema,
    at: z.iso.datetime(),
    tookMs: z.number(),
    requestId: z.string().nullable(),
  }),
  /** `because` is a sentence: the role that is missing, or that no vault is named. */
  z.object({ state: z.literal("not-tried"), because: z.string() }),
]);
export type DirectRead = z.infer<typeof directReadSchema>;

const referenceSchema = z.object({
  /** The app setting's name. */
  setting: z.string(),
  foundIn: z.array(z.enum(["arm", "environment"])).min(1),
  syntax: referenceSyntaxSchema,
  vaultId: vaultIdSchema.nullable(),
  secretName: z.string().nullable(),
  /** The version that it is pinned to; null = it follows the latest. */
  pinnedVersion: z.string().nullable(),
  status: factSchema(referenceStatusSchema),
  /** The identity that App Service resolves it with; null value = one that is none of this app's. */
  identity: factSchema(z.object({ identityId: identityIdSchema.nullable(), name: z.string() })),
  inProcess: inProcessSchema,
  versionInUse: factSchema(z.string()),
  latestVersion: factSchema(z.string()),
  directRead: directReadSchema,
  verdict: z.object({
    /** `works-old-version`: it works, but with an older version than the latest; `will-break`: it works until App Service resolves it again. */
    kind: z.enum(["works", "works-old-version", "broken", "will-break", "cannot-tell"]),
    sentence: z.string(),
    basis: basisSchema,
    evidence: z.array(z.string()),
    /** What to do, in one sentence; absent when there is nothing to do. */
    next: z.string().optional(),
  }),
});
export type Reference = z.infer<typeof referenceSchema>;

/** `GET /api/references`. */
export const referencesAnswerSchema = z.object({
  checkedAt: z.iso.datetime(),
  /** Was ARM's list read? Its value is the number of references that ARM shows. */
  arm: factSchema(z.int()),
  /** `keyVaultReferenceIdentity` as ARM shows it. Null or `SystemAssigned`: the system-assigned identity is used; else a Resource ID. */
  referenceIdentity: factSchema(z.string().nullable()),
  /** By setting name; empty = this app has none. */
  references: z.array(referenceSchema),
});
export type ReferencesAnswer = z.infer<typeof referencesAnswerSchema>;
