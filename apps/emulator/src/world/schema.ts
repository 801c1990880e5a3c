import { z } from "zod";
import { faultSchema } from "./fault.ts";

const guid = z.guid();
const resourceId = z.string().regex(/^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/.+$/);
const ipv4 = z.ipv4();

/** Days are counted from the moment the emulator started, so that "expires in 9 days" is true on any day. */
const secretVersionSchema = z.strictObject({
  version: z.string().regex(/^[0-9a-f]{32}$/),
  value: z.string().max(25 * 1024),
  enabled: z.boolean(),
  createdDaysAgo: z.number().min(0),
  notBeforeInDays: z.number().optional(),
  expiresInDays: z.number().optional(),
  contentType: z.string().max(255).optional(),
  tags: z.record(z.string().max(512), z.string().max(512)).optional(),
});

const secretSchema = z.strictObject({
  name: z.string().regex(/^[0-9a-zA-Z-]{1,127}$/),
  /** Oldest first; the last one is the current version. */
  versions: z.array(secretVersionSchema).min(1),
  deletedDaysAgo: z.number().min(0).optional(),
});

const secretSourceSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("listed"), secrets: z.array(secretSchema) }),
  /** `count` secrets that are made when they are asked for, by index. */
  z.strictObject({
    kind: z.literal("series"),
    prefix: z.string(),
    count: z.int().min(1).max(100_000),
    seed: z.string(),
  }),
]);

const accessPolicySchema = z.strictObject({
  tenantId: guid,
  objectId: guid,
  /** Set = only that application acting for the object ID (on behalf of); a managed identity gets nothing by it. */
  applicationId: guid.optional(),
  secrets: z.array(z.string()),
  keys: z.array(z.string()),
  certificates: z.array(z.string()),
});

const vaultSchema = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9-]{1,22}[a-z0-9]$/),
  resourceGroup: z.string(),
  location: z.string(),
  sku: z.enum(["standard", "premium"]),
  tenantId: guid,
  permissionModel: z.enum(["rbac", "access-policy"]),
  accessPolicies: z.array(accessPolicySchema),
  publicNetworkAccess: z.enum(["Enabled", "Disabled"]),
  /** Absent when never set, as in Azure's answers. */
  networkAcls: z
    .strictObject({
      bypass: z.enum(["AzureServices", "None"]),
      defaultAction: z.enum(["Allow", "Deny"]),
      ipRules: z.array(z.string()),
      virtualNetworkRules: z.array(z.string()),
    })
    .optional(),
  publicAddress: ipv4,
  privateEndpoint: z
    .strictObject({
      name: z.string(),
      address: ipv4,
      /** Whether the app's own network resolves the vault's name to this address. */
      reachedByApp: z.boolean(),
    })
    .optional(),
  softDeleteRetentionDays: z.int().min(7).max(90),
  throttled: z.enum(["VaultRequestTypeLimitReached", "VaultOperationLimitReached"]).optional(),
  /** The vault has not fetched Entra's present signing keys, so it cannot verify any token. */
  missingSigningKeys: z.literal(true).optional(),
  /** On the app's way to this vault something ends TLS and shows a certificate of its own authority. */
  interceptedTls: z.literal(true).optional(),
  secrets: secretSourceSchema,
});

const siteSchema = z.strictObject({
  name: z.string(),
  /** "production" is the app itself; any other name is one of its deployment slots, with identities of its own. */
  slot: z.string(),
  resourceGroup: z.string(),
  location: z.string(),
  sku: z.string(),
  instanceId: z.string(),
  systemAssigned: z.strictObject({ principalId: guid, clientId: guid }).optional(),
  /** Resource IDs of the user-assigned identities, in the order in which they were assigned. */
  userAssigned: z.array(resourceId),
  keyVaultReferenceIdentity: resourceId.optional(),
  appSettings: z.record(z.string(), z.string()),
  outboundAddresses: z.array(ipv4).min(1),
  possibleOutboundAddresses: z.array(ipv4).min(1),
  /** The app's address inside its virtual network; absent without VNet integration. */
  privateAddress: ipv4.optional(),
});

const userAssignedIdentitySchema = z.strictObject({
  name: z.string(),
  resourceGroup: z.string(),
  location: z.string(),
  principalId: guid,
  clientId: guid,
  tags: z.record(z.string(), z.string()),
});

const roleAssignmentSchema = z.strictObject({
  name: guid,
  scope: z.string().startsWith("/"),
  roleDefinitionName: guid,
  principalId: guid,
  principalType: z.enum(["ServicePrincipal", "Group", "User"]),
  /** Counted from the emulator's start; long ago when absent. */
  createdMinutesAgo: z.number().min(0).optional(),
  /** ARM shows it already, the services do not act on it yet. */
  notYetInForce: z.literal(true).optional(),
});

const denyAssignmentSchema = z.strictObject({
  name: guid,
  displayName: z.string(),
  scope: z.string().startsWith("/"),
  principalIds: z.array(guid),
  actions: z.array(z.string()),
  notActions: z.array(z.string()),
  dataActions: z.array(z.string()),
  notDataActions: z.array(z.string()),
});

export const latencySchema = z.strictObject({
  /** Milliseconds that every HTTP answer of the identity endpoint, a vault and ARM is held back. */
  perHopMs: z.number().min(0).max(60_000).default(0),
  /** Overrides `perHopMs` for one service. */
  services: z
    .partialRecord(z.enum(["identity-endpoint", "key-vault", "arm"]), z.number().min(0).max(60_000))
    .optional(),
});

/** An imitated subscription with everything that decides what an app in it may do. Plain data. */
export const worldSchema = z.strictObject({
  name: z.string(),
  tenantId: guid,
  subscription: z.strictObject({ id: guid, displayName: z.string() }),
  resourceGroups: z.array(z.strictObject({ name: z.string(), location: z.string() })),
  sites: z.array(siteSchema),
  /** The site and slot whose place the hosted app takes. */
  hosted: z.strictObject({
    site: z.string(),
    slot: z.string(),
    /** Set = the process's identity endpoint still gives the tokens of this other slot, as a swap can leave it. */
    identitiesOfSlot: z.string().optional(),
  }),
  userAssignedIdentities: z.array(userAssignedIdentitySchema),
  vaults: z.array(vaultSchema),
  groups: z.array(z.strictObject({ objectId: guid, displayName: z.string(), members: z.array(guid) })),
  roleAssignments: z.array(roleAssignmentSchema),
  denyAssignments: z.array(denyAssignmentSchema),
  latency: latencySchema,
  /** What goes wrong in this world from its beginning. */
  faults: z.array(faultSchema),
});

export type SecretVersion = z.infer<typeof secretVersionSchema>;
export type Secret = z.infer<typeof secretSchema>;
export type AccessPolicy = z.infer<typeof accessPolicySchema>;
export type Vault = z.infer<typeof vaultSchema>;
export type Site = z.infer<typeof siteSchema>;
export type UserAssignedIdentity = z.infer<typeof userAssignedIdentitySchema>;
export type RoleAssignment = z.infer<typeof roleAssignmentSchema>;
export type DenyAssignment = z.infer<typeof denyAssignmentSchema>;
export type Latency = z.infer<typeof latencySchema>;
export type World = z.infer<typeof worldSchema>;
