import { z } from "zod";

/** The closed list of causes, from the environment of the process outwards to the vault. `unknown` comes last on purpose. */
export const causeIdSchema = z.enum([
  "no-identity-on-host",
  "identity-endpoint-not-in-process",
  "user-assigned-not-selected",
  "client-id-not-assigned",
  "principal-id-used-as-client-id",
  "entra-rejects-credential",
  "wrong-identity-selected",
  "connection-string-malformed",
  "library-cannot-use-identity",
  "identity-endpoint-unreachable",
  "identity-endpoint-failing",
  "wrong-token-resource",
  "token-missing-or-invalid",
  "token-wrong-tenant",
  "vault-host-not-found",
  "private-dns-misconfigured",
  "vault-unreachable",
  "tls-interception",
  "vault-firewall-denied",
  "vault-public-access-disabled",
  "access-policy-missing",
  "access-policy-compound-identity",
  "rbac-role-missing",
  "role-without-secret-read",
  "permission-model-mismatch",
  "grant-on-wrong-principal",
  "change-not-yet-effective",
  "secret-not-found",
  "secret-disabled",
  "secret-soft-deleted",
  "vault-throttled",
  "invalid-name-or-reference",
  "arm-permission-or-scope",
  "reference-identity-not-selected",
  "unknown",
]);
export type CauseId = z.infer<typeof causeIdSchema>;

/** What a statement rests on. `inferred` is the weakest: no service said it and nothing that was read shows it. */
export const basisSchema = z.enum([
  "vault-said",
  "arm-showed",
  "endpoint-said",
  "token-said",
  "environment-showed",
  "inferred",
]);
export type Basis = z.infer<typeof basisSchema>;

/** Facts that can be told to be missing: what a running app, ARM or a person with the error in hand could know. */
const factKeySchema = z.enum([
  "host",
  "env",
  "systemAssigned",
  "userAssignedCount",
  "selectedId",
  "selectedIdAssigned",
  "library",
  "credential",
  "tokenAudience",
  "tokenTenantMatchesVault",
  "tokenObjectIdIsGranted",
  "permissionModel",
  "callerAccessPolicy",
  "callerRoles",
  "grantAgeSeconds",
  "grantedTo",
  "networkDefaultAction",
  "publicNetworkAccess",
  "trustedServicesBypass",
  "privateEndpoint",
  "callerAddressAllowed",
  "dns",
  "secretState",
  "referenceIdentity",
  "intermittent",
  "restartFixes",
  "clockSkew",
]);
export type FactKey = z.infer<typeof factKeySchema>;

const missingFactSchema = z.object({
  fact: factKeySchema,
  /** A sentence: the right or the command that would provide it. */
  provide: z.string(),
});

/** A change that repairs the cause. Only ever shown: Latchkey runs nothing. */
export const fixSchema = z.object({
  /** One sentence in the imperative. */
  summary: z.string(),
  /** The same commands for both shells, one a line, every value quoted. Empty when no command can do it. */
  commands: z.object({ bash: z.string(), powershell: z.string() }),
  bicep: z.string().optional(),
  portal: z.object({ label: z.string(), url: z.url() }).optional(),
  /** What is different afterwards. */
  changes: z.string(),
  undo: z.string(),
  /** How long until it works, in words. */
  effectiveAfter: z.string(),
  risk: z.string(),
  /** "If …": present when a right to look was missing, so that the fix is only right under this condition. */
  condition: z.string().optional(),
  note: z.string().optional(),
});
export type Fix = z.infer<typeof fixSchema>;

const causeSchema = z.object({
  id: causeIdSchema,
  title: z.string(),
  meaning: z.string(),
  /** What a person does next, in one sentence, where there is no room for the fix. */
  next: z.string(),
  /** 0 to 1; comparable within one diagnosis only. */
  confidence: z.number().min(0).max(1),
  basis: basisSchema,
  /** Quotes of what was seen, secrets masked, control characters removed. Untrusted text: show it as text. */
  evidence: z.array(z.string()),
  /** Facts that would decide between this cause and its neighbours; empty means that nothing relevant is open. */
  missing: z.array(missingFactSchema),
  /** Absent when we do not know one; never a guess. */
  fix: fixSchema.optional(),
});
export type Cause = z.infer<typeof causeSchema>;

/** Why it fails. Most likely cause first; never empty: `unknown` stands alone when nothing fits. */
export const diagnosisSchema = z.object({ causes: z.array(causeSchema).min(1) });
export type Diagnosis = z.infer<typeof diagnosisSchema>;
