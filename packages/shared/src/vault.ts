import { z } from "zod";
import { resourceIdSchema } from "./azure-ids.ts";
import { factSchema } from "./fact.ts";
import { grantSchema } from "./grant.ts";

/** A vault's name in lower case (Microsoft Learn, "About keys, secrets, and certificates": 3–24 of a-z, 0-9, -). */
export const vaultIdSchema = z
  .string()
  .regex(/^[a-z][a-z0-9-]{1,22}[a-z0-9]$/)
  .brand<"VaultId">();
export type VaultId = z.infer<typeof vaultIdSchema>;

export const permissionModelSchema = z.enum(["rbac", "access-policy"]);
export type PermissionModel = z.infer<typeof permissionModelSchema>;

const networkRulesSchema = z.object({
  publicNetworkAccess: z.string(),
  defaultAction: z.string(),
  bypass: z.string(),
  ipRules: z.array(z.string()),
  virtualNetworkRules: z.array(z.string()),
  privateEndpoints: z.int(),
});

export const dnsAnswerSchema = z.object({
  kind: z.enum(["public", "private", "none"]),
  addresses: z.array(z.string()),
  /** Names of the CNAME chain in order, without the asked name. */
  aliases: z.array(z.string()),
});

export const vaultSchema = z.object({
  id: vaultIdSchema,
  name: z.string(),
  uri: z.url(),
  /** Where we learnt of it: setting names, `Key Vault reference`. */
  foundIn: z.array(z.string()),
  resourceId: factSchema(resourceIdSchema),
  location: factSchema(z.string()),
  permissionModel: factSchema(permissionModelSchema),
  network: factSchema(networkRulesSchema),
  softDelete: factSchema(z.object({ enabled: z.boolean(), retentionDays: z.int().nullable() })),
});
export type Vault = z.infer<typeof vaultSchema>;

/** A vault with what was seen of it on the network just now, and what it grants to our identities. */
export const observedVaultSchema = vaultSchema.extend({
  grants: factSchema(z.array(grantSchema)),
  dns: factSchema(dnsAnswerSchema),
  /** The address the vault saw us come from, from `x-ms-keyvault-network-info` of `GET /healthstatus` (needs no token). */
  seenAddress: factSchema(z.string()),
});
export type ObservedVault = z.infer<typeof observedVaultSchema>;

export const vaultsAnswerSchema = z.object({
  checkedAt: z.iso.datetime(),
  vaults: z.array(observedVaultSchema),
});
export type VaultsAnswer = z.infer<typeof vaultsAnswerSchema>;
