import { z } from "zod";

/** Object (principal) ID: what an access policy or a role assignment names. Lower case. */
export const principalIdSchema = z.guid().toLowerCase().brand<"PrincipalId">();

/** Client (application) ID: what a token request names. Lower case. */
export const clientIdSchema = z.guid().toLowerCase().brand<"ClientId">();
export type ClientId = z.infer<typeof clientIdSchema>;

/** Microsoft Entra tenant ID. Lower case. */
export const tenantIdSchema = z.guid().toLowerCase().brand<"TenantId">();

/** Azure resource ID as ARM wrote it. Compare without regard to case (ARM itself varies `resourceGroups`). */
export const resourceIdSchema = z.string().startsWith("/subscriptions/");
