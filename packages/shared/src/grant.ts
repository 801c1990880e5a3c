import { z } from "zod";
import { identityIdSchema } from "./identity.ts";

/** Something that gives one of our identities access to a vault, or is meant to. */
export const grantSchema = z.object({
  /** The identity that it reaches, or was meant for; *As configured* is never named, but the identity that it is. */
  identityId: identityIdSchema,
  kind: z.enum(["access-policy", "role"]),
  /** The role's name, or the secret permissions of the policy in Azure's words. */
  what: z.string(),
  /** Where it was granted: a resource ID, or the vault's own policies. */
  scope: z.string(),
  throughGroup: z.boolean(),
  /** Why it has no effect on secrets here; absent when it has one. */
  withoutEffect: z.string().optional(),
});
export type Grant = z.infer<typeof grantSchema>;
