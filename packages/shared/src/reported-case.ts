import { z } from "zod";

/** A part of the wrong form counts as not known; the other parts stay. */
const told = <Schema extends z.ZodType>(schema: Schema) => schema.optional().catch(undefined);

/** Facts that a person can tell with an error; every one may be absent. `env`: null = known to be unset. */
const toldFactsSchema = z.object({
  host: told(
    z.enum([
      "app-service",
      "functions",
      "container-apps",
      "aks",
      "vm",
      "arc",
      "automation",
      "local",
      "pipeline",
      "other",
    ]),
  ),
  env: told(z.record(z.string(), z.string().nullable())),
  systemAssigned: told(z.boolean()),
  userAssignedCount: told(z.number()),
  selectedId: told(z.enum(["none", "client-id", "principal-id", "resource-id", "blank"])),
  selectedIdAssigned: told(z.boolean()),
  library: told(z.string()),
  credential: told(z.string()),
  tokenAudience: told(z.string()),
  tokenTenantMatchesVault: told(z.boolean()),
  tokenObjectIdIsGranted: told(z.boolean()),
  permissionModel: told(z.enum(["rbac", "access-policy"])),
  /** null = ARM shows none for the caller; a part that was not recorded is absent. */
  callerAccessPolicy: told(
    z.object({ secrets: z.array(z.string()).optional(), applicationId: z.boolean().optional() }).nullable(),
  ),
  callerRoles: told(z.array(z.string())),
  grantAgeSeconds: told(z.number()),
  grantedTo: told(z.enum(["caller", "other-object-id", "client-id", "group"])),
  networkDefaultAction: told(z.enum(["Allow", "Deny"])),
  publicNetworkAccess: told(z.enum(["Enabled", "Disabled"])),
  trustedServicesBypass: told(z.boolean()),
  privateEndpoint: told(z.boolean()),
  callerAddressAllowed: told(z.boolean()),
  dns: told(z.enum(["none", "public", "private"])),
  secretState: told(z.enum(["enabled", "disabled", "expired", "not-yet-valid", "soft-deleted", "absent"])),
  referenceIdentity: told(z.enum(["system-assigned", "user-assigned", "unset"])),
  intermittent: told(z.boolean()),
  restartFixes: told(z.boolean()),
  clockSkew: told(z.boolean()),
});

/** One line of the file that `latchkey explain` reads: an error as it was reported. Only `raw` is needed. */
export const reportedCaseSchema = z.object({
  id: z.unknown().optional(),
  raw: z.string(),
  sdk: told(z.string()),
  operation: told(z.string()),
  http_status: told(z.number()),
  error_code: told(z.string()),
  inner_code: told(z.string()),
  facts: told(toldFactsSchema),
});
