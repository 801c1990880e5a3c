import { z } from "zod";
import { clientIdSchema, principalIdSchema, resourceIdSchema, tenantIdSchema } from "./azure-ids.ts";
import { factSchema } from "./fact.ts";
import { nextSchema, outcomeSchema } from "./outcome.ts";

/** `default` is *As configured*, `system` the system-assigned identity, else a client ID in lower case. */
export const identityIdSchema = z
  .string()
  .regex(/^(default|system|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/)
  .brand<"IdentityId">();
export type IdentityId = z.infer<typeof identityIdSchema>;

/** An identity's or a vault's id as somebody asks for it. One that we do not know is answered 404, naming it. */
export const askedIdSchema = z.string().min(1).max(200);

/** The claims of a token that may be shown (Entra v1 access token, Microsoft Learn "Access token claims reference"). Never the token. */
export const tokenClaimsSchema = z.object({
  appid: z.string().optional(),
  oid: z.string().optional(),
  tid: z.string().optional(),
  aud: z.string().optional(),
  iss: z.string().optional(),
  /** Epoch seconds. */
  exp: z.int().optional(),
  xms_mirid: z.string().optional(),
  idtyp: z.string().optional(),
});
export type TokenClaims = z.infer<typeof tokenClaimsSchema>;

/** Whether this identity's token for Key Vault was obtained, when, in what time, and what it says. */
const tokenStateSchema = z.object({
  outcome: outcomeSchema,
  next: nextSchema,
  checkedAt: z.iso.datetime(),
  tookMs: z.number(),
  expiresAt: z.iso.datetime().optional(),
  claims: tokenClaimsSchema.optional(),
});

export const identitySchema = z.object({
  id: identityIdSchema,
  kind: z.enum(["as-configured", "system-assigned", "user-assigned"]),
  /** Name as Azure shows it; for a user-assigned identity known by its client ID alone, that client ID. */
  name: z.string(),
  clientId: factSchema(clientIdSchema.nullable()),
  principalId: factSchema(principalIdSchema.nullable()),
  resourceId: factSchema(resourceIdSchema.nullable()),
  tenantId: factSchema(tenantIdSchema.nullable()),
  /** Does ARM list it on this app? */
  assigned: factSchema(z.boolean()),
  /** Where we learnt of it: setting names, `ARM`, or `identity endpoint`. */
  foundIn: z.array(z.string()),
  /** Only for *As configured*: the listed identity that it is; null when it is none of them. */
  sameAs: identityIdSchema.nullable().optional(),
  token: tokenStateSchema,
});
export type Identity = z.infer<typeof identitySchema>;

/** A setting that selects an identity, and what it does on this stack. */
const selectorSchema = z.object({
  setting: z.string(),
  /** The value, or null when it is not set; secrets inside are masked. */
  value: z.string().nullable(),
  /** One sentence: what this setting decides here. */
  effect: z.string(),
  conflict: z.string().optional(),
});
export type Selector = z.infer<typeof selectorSchema>;

export const identitiesAnswerSchema = z.object({
  checkedAt: z.iso.datetime(),
  /** *As configured* first, then system-assigned, then user-assigned by name. */
  identities: z.array(identitySchema),
  selectors: z.array(selectorSchema),
});
export type IdentitiesAnswer = z.infer<typeof identitiesAnswerSchema>;
