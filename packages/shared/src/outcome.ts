import { z } from "zod";
import { clientIdSchema, principalIdSchema } from "./azure-ids.ts";

/** The caller as Key Vault saw it, taken from the text of its 403. Absent parts were not in the text. */
const callerSchema = z.object({
  clientId: clientIdSchema.optional(),
  principalId: principalIdSchema.optional(),
});

/** What the service itself said when it refused: status, codes and its text. Texts come from Azure and are untrusted. */
const serviceAnswerFields = {
  httpStatus: z.int().optional(),
  /** `error.code` of the body, for example `Forbidden`. */
  code: z.string().optional(),
  /** `error.innererror.code` of the body, for example `ForbiddenByRbac`. */
  innerCode: z.string().optional(),
  /** The service's own sentence. Never present for answers that could not be parsed. */
  said: z.string().optional(),
};

/** What came of one operation of a probe. A denial is an answer to show, not an exception. */
export const outcomeSchema = z.discriminatedUnion("kind", [
  /** The operation works. `proof` says how we know: a listed page, a read secret, or 404 for a secret that does not exist. */
  z.object({ kind: z.literal("allowed"), proof: z.enum(["token-obtained", "listed", "read", "not-found"]) }),
  /** The vault knows the caller and said no. `secret-disabled` is about one secret, the others about the caller. */
  z.object({
    kind: z.literal("denied"),
    by: z.enum(["access-policy", "rbac", "firewall", "private-link", "secret-disabled", "other"]),
    ...serviceAnswerFields,
    caller: callerSchema.optional(),
  }),
  /** The vault did not accept the token (HTTP 401 with a token). */
  z.object({ kind: z.literal("token-rejected"), ...serviceAnswerFields }),
  /** The identity endpoint gave no usable token. */
  z.object({
    kind: z.literal("no-token"),
    why: z.enum([
      "not-assigned",
      "none-selected",
      "endpoint-absent",
      "endpoint-unreachable",
      "endpoint-failing",
      "throttled",
      "malformed-answer",
      "expired-token",
      "time-out",
      "library-failed",
    ]),
    ...serviceAnswerFields,
    correlationId: z.string().optional(),
    retryAfterSeconds: z.int().optional(),
  }),
  /** No HTTP answer came from the vault. */
  z.object({
    kind: z.literal("unreachable"),
    why: z.enum(["dns", "refused", "reset", "tls", "time-out"]),
    /** The system's own error code, for example `ENOTFOUND`. */
    systemCode: z.string().optional(),
  }),
  z.object({ kind: z.literal("throttled"), ...serviceAnswerFields, retryAfterSeconds: z.int().optional() }),
  /** A secret that was asked for by name does not exist, or is soft-deleted. */
  z.object({ kind: z.literal("secret-not-found"), ...serviceAnswerFields }),
  /** Something answered, but not as Key Vault does. */
  z.object({
    kind: z.literal("unexpected"),
    why: z.enum([
      "server-error",
      "malformed-answer",
      "not-key-vault",
      "redirect-refused",
      "page-link-refused",
      "challenge-refused",
    ]),
    ...serviceAnswerFields,
  }),
  /** We did not try, or could not tell. `because` completes "unknown, because …". */
  z.object({ kind: z.literal("unknown"), because: z.string() }),
]);
export type Outcome = z.infer<typeof outcomeSchema>;
export type OutcomeOf<Kind extends Outcome["kind"]> = Extract<Outcome, { kind: Kind }>;

/** What a person does next about an outcome that comes without a diagnosis, in one sentence. Null: nothing to do, or not known. */
export const nextSchema = z.string().nullable();
