import { z } from "zod";

/** Who told us: the process environment, the identity endpoint's answer, the token's claims, ARM, DNS or the vault itself. */
const factSourceSchema = z.enum(["environment", "identity-endpoint", "token", "arm", "dns", "vault"]);
export type FactSource = z.infer<typeof factSourceSchema>;

const unknownFactSchema = z.object({
  state: z.literal("unknown"),
  /** A sentence without a full stop that completes "unknown, because …". */
  because: z.string(),
  /** The Azure action that would have let us read it, for example `Microsoft.Web/sites/read`. */
  missingRight: z.string().optional(),
});

/**
 * Something that was read, or the reason why it could not be. A fact is never left out: "unknown" is an answer.
 * `value` may itself be null where "there is none" was read.
 */
export const factSchema = <Value extends z.ZodType>(value: Value) =>
  z.discriminatedUnion("state", [
    z.object({ state: z.literal("known"), value, source: factSourceSchema }),
    unknownFactSchema,
  ]);

export type UnknownFact = z.infer<typeof unknownFactSchema>;
export type Fact<Value> = { state: "known"; value: Value; source: FactSource } | UnknownFact;

/** The value, where it was read and there is one: neither "unknown" nor "there is none" has any. */
export function known<Value>(fact: Fact<Value> | undefined): NonNullable<Value> | undefined {
  return fact?.state === "known" ? (fact.value ?? undefined) : undefined;
}
