import type { FactKey } from "@latchkey/shared/diagnosis";
import type { TokenClaims } from "@latchkey/shared/identity";
import type { Operation } from "@latchkey/shared/operations";
import type { Outcome } from "@latchkey/shared/outcome";
import type { HeldRole } from "./azure/roles.ts";

export type Host =
  | "app-service"
  | "functions"
  | "container-apps"
  | "aks"
  | "vm"
  | "arc"
  | "automation"
  | "local"
  | "pipeline"
  | "other";

/** An access policy entry of the caller; a part that was not read is absent, so `{}` is an entry of unknown content. */
export type CallerPolicy = { secrets?: string[] | undefined; applicationId?: boolean | undefined };

/** Facts that a person can state too; an absent key means "not known", which is not "no". */
export type TellableFacts = {
  host?: Host | undefined;
  /** Settings of the process. `null` = known to be unset; `"set"` = set, value not recorded. Never a secret's value. */
  env?: Record<string, string | null> | undefined;
  systemAssigned?: boolean | undefined;
  /** A lower bound: 1 = at least one, 2 = several. */
  userAssignedCount?: number | undefined;
  /** What kind of id the code or setting selects the identity with. */
  selectedId?: "none" | "client-id" | "principal-id" | "resource-id" | "blank" | undefined;
  /** Is the selected id one of this app's identities? */
  selectedIdAssigned?: boolean | undefined;
  /** Name and version of the client library. */
  library?: string | undefined;
  /** Class name of the credential that was used. */
  credential?: string | undefined;
  tokenAudience?: string | undefined;
  tokenTenantMatchesVault?: boolean | undefined;
  tokenObjectIdIsGranted?: boolean | undefined;
  permissionModel?: "rbac" | "access-policy" | undefined;
  /** `null` = ARM shows none for the caller. */
  callerAccessPolicy?: CallerPolicy | null | undefined;
  /** Names of the caller's roles that reach the vault; empty = ARM shows none. */
  callerRoles?: string[] | undefined;
  grantAgeSeconds?: number | undefined;
  /** Where the grant points. */
  grantedTo?: "caller" | "other-object-id" | "client-id" | "group" | undefined;
  networkDefaultAction?: "Allow" | "Deny" | undefined;
  publicNetworkAccess?: "Enabled" | "Disabled" | undefined;
  trustedServicesBypass?: boolean | undefined;
  privateEndpoint?: boolean | undefined;
  callerAddressAllowed?: boolean | undefined;
  dns?: "none" | "public" | "private" | undefined;
  secretState?: "enabled" | "disabled" | "expired" | "not-yet-valid" | "soft-deleted" | "absent" | undefined;
  /** What Key Vault references are told to use. */
  referenceIdentity?: "system-assigned" | "user-assigned" | "unset" | undefined;
  intermittent?: boolean | undefined;
  restartFixes?: boolean | undefined;
  clockSkew?: boolean | undefined;
};

/** An identity that ARM shows on this app. */
export type AttachedIdentity = {
  kind: "system-assigned" | "user-assigned";
  name?: string | undefined;
  /** null: ARM lists the attachment without it, which is how a deleted identity looks. */
  clientId?: string | null | undefined;
  principalId?: string | null | undefined;
  resourceId?: string | undefined;
};

/** One grant on the vault or above it, whoever it names. */
export type VaultGrant =
  | { kind: "access-policy"; objectId: string; applicationId?: string | undefined; secrets: string[] }
  | ({
      kind: "role";
      /** Whom the assignment names: the identity, or a group that it is in. */
      principalId: string;
      /** True when it reaches the caller through a group. */
      throughGroup?: boolean | undefined;
      ageSeconds?: number | undefined;
    } & HeldRole);

/** A read that Azure Resource Manager refused: itself a fact. */
export type ArmDenial = {
  /** The facts that it would have provided. */
  facts: FactKey[];
  /** The action that is missing, for example `Microsoft.KeyVault/vaults/read`. */
  action: string;
  scope?: string | undefined;
};

/** What the raw request to the identity endpoint got, the library left aside. */
export type EndpointAnswer = {
  httpStatus?: number | undefined;
  said?: string | undefined;
  /** For example `ECONNREFUSED`, when no answer came. */
  systemCode?: string | undefined;
  /** `client_id` of a token answer: the identity that was really used. */
  clientId?: string | undefined;
};

/**
 * Everything known about one failure. Every key is optional; absent means "not known".
 * The probe's own structures (`steps`, `identities`, `grants`, …) are turned into the tellable facts by `settleFacts`;
 * a tellable fact that is given wins over a derived one.
 */
export type DiagnosisFacts = TellableFacts & {
  sdk?: string | undefined;
  operation?: string | undefined;
  httpStatus?: number | undefined;
  errorCode?: string | undefined;
  innerCode?: string | undefined;
  /** Error text as found; untrusted, of any length. */
  raw?: string | undefined;

  /** The probe's operations in the order in which they were tried. */
  steps?: { operation: Operation; outcome: Outcome }[] | undefined;
  endpointAnswer?: EndpointAnswer | undefined;
  claims?: TokenClaims | undefined;
  /** The caller that the vault's 403 named. */
  caller?: { clientId?: string | undefined; principalId?: string | undefined } | undefined;
  /** True when the probe named this identity on purpose: then it is not the wrong one, whatever the app would use. */
  namedOnPurpose?: boolean | undefined;
  /** The value that the code or setting selects the identity with. */
  selectedIdValue?: string | undefined;
  /** The app's identities as ARM shows them; absent = not readable, empty = none. */
  identities?: AttachedIdentity[] | undefined;
  /** All grants at the vault and above that could be read; absent = not readable. */
  grants?: VaultGrant[] | undefined;
  /** Tenant in the vault's 401 challenge, and the tenant ARM shows for the vault. */
  challengeTenant?: string | undefined;
  vaultTenant?: string | undefined;
  /** Addresses and CNAME chain that DNS answered for the vault's host. */
  dnsAliases?: string[] | undefined;
  /** The address that the vault saw us come from. */
  seenAddress?: string | undefined;
  armDenials?: ArmDenial[] | undefined;
  /** Does ARM (or Resource Graph) know a vault of this name? */
  vaultExists?: boolean | undefined;
};

/** The facts once settled: the caller's roles (management roles aside) with what ARM showed that they give. */
export type SettledFacts = Omit<DiagnosisFacts, "callerRoles"> & { callerRoles?: HeldRole[] | undefined };
