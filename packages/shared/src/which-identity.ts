import { z } from "zod";
import { connectionStringReadingSchema } from "./connection-string.ts";
import { basisSchema } from "./diagnosis.ts";
import { identityIdSchema } from "./identity.ts";

/** What a piece of code would get. */
const codeAnswerSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("identity"),
    /** `system` or a client ID: one of this app's. Never `default`. */
    identityId: identityIdSchema,
    name: z.string(),
  }),
  /** No managed identity is asked: another credential comes first. */
  z.object({
    kind: z.literal("other-credential"),
    /** Class name, for example `EnvironmentCredential`. */
    credential: z.string(),
    /** One sentence: as whom it signs in. */
    as: z.string(),
  }),
  z.object({
    kind: z.literal("failure"),
    /** The error's class name in that language. */
    errorName: z.string(),
    /** The text as the library words it. Parts that differ from call to call are written as `…`. */
    text: z.string(),
  }),
  z.object({ kind: z.literal("cannot-tell"), because: z.string() }),
]);
export type CodeAnswer = z.infer<typeof codeAnswerSchema>;

/** The check of a row against a real token of this process. */
const verificationSchema = z.object({
  at: z.iso.datetime(),
  /** The identity that the token was for; null when there was no token, or when it is none of those listed. */
  observedIdentityId: identityIdSchema.nullable(),
  /** Why there was no token, in a sentence; null when there was one. */
  failure: z.string().nullable(),
  agrees: z.boolean(),
});

/** One way of asking for a token and what it would get in this app. */
const codeRowSchema = z.object({
  /** Stable, for example `default-azure-credential-js`. */
  id: z.string(),
  group: z.enum([
    "default-azure-credential",
    "managed-identity-credential",
    "app-authentication",
    "protocol-2017",
    "key-vault-references",
  ]),
  language: z.enum(["javascript", "dotnet", "python", "java", "go"]).nullable(),
  /** What is written in the code, for example `new DefaultAzureCredential()`. */
  code: z.string(),
  library: z.string(),
  answer: codeAnswerSchema,
  /** The setting, or its absence, that decides; `value` null = not set, secrets masked. */
  decidedBy: z.object({ setting: z.string(), value: z.string().nullable() }),
  /** One sentence: how that setting leads to the answer. */
  because: z.string(),
  basis: basisSchema,
  /** Where the rule comes from, in words. */
  source: z.string(),
  /** Only on the row that this process can check by itself (the JavaScript SDK, `DefaultAzureCredential`). */
  verified: verificationSchema.optional(),
});
export type CodeRow = z.infer<typeof codeRowSchema>;

/** Something about the identities that is not as it is configured. */
const identityFindingSchema = z.object({
  /** `slot-identity-differs`, `legacy-setting-without-effect`, `selectors-disagree`, `legacy-setting-malformed`. */
  id: z.string(),
  severity: z.enum(["error", "warning", "information"]),
  /** Short. */
  title: z.string(),
  /** One or two sentences. */
  sentence: z.string(),
  basis: basisSchema,
  /** Quotes of what was seen. Untrusted text: show it as text. */
  evidence: z.array(z.string()),
  /** What to do, in one sentence. */
  next: z.string().optional(),
});
export type IdentityFinding = z.infer<typeof identityFindingSchema>;

/** `GET /api/which-identity`: what would my code get? */
export const whichIdentityAnswerSchema = z.object({
  checkedAt: z.iso.datetime(),
  /** Grouped; within a group JavaScript, .NET, Python, Java, Go. */
  rows: z.array(codeRowSchema),
  /** `AzureServicesAuthConnectionString` taken apart; null when it is not set. */
  connectionString: connectionStringReadingSchema.nullable(),
  /** Worst first; empty when nothing is odd. */
  findings: z.array(identityFindingSchema),
});
export type WhichIdentityAnswer = z.infer<typeof whichIdentityAnswerSchema>;
