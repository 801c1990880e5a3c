import type { IdentityId } from "@latchkey/shared/identity";
import { decidingOperation, type VaultOperation } from "@latchkey/shared/operations";
import type { AccessStatus, ChangeKind } from "@latchkey/shared/rehearse";
import type { VaultId } from "@latchkey/shared/vault";
import { type FixContext, fixContextOf } from "../fix-context.ts";
import type { PredictionFacts } from "../predict/prediction.ts";

/** An identity of the app. `id` is `system` or a client ID, never `default`. */
export type RehearsedIdentity = {
  id: IdentityId;
  kind: "system-assigned" | "user-assigned";
  name: string;
  clientId?: string | undefined;
  principalId?: string | undefined;
  resourceId?: string | undefined;
  /** undefined = not known. */
  assigned: boolean | undefined;
};

/** One row at one vault, as the last report observed it. */
export type ObservedAccess = {
  identityId: IdentityId;
  vaultId: VaultId;
} & Record<VaultOperation, AccessStatus>;

type Policy = {
  objectId: string;
  applicationId?: string | undefined;
  secrets: string[];
  keys: string[];
  certificates: string[];
};

export type RehearsedVault = {
  id: VaultId;
  name: string;
  resourceId?: string | undefined;
  /** undefined = could not be read. */
  permissionModel?: "rbac" | "access-policy" | undefined;
  policies?: Policy[] | undefined;
  tenantId?: string | undefined;
};

export type RehearseFacts = {
  change: { kind: ChangeKind; identityId?: IdentityId | undefined; vaultId?: VaultId | undefined };
  identities: readonly RehearsedIdentity[];
  /** The identity that *As configured* is now; null = none. */
  configured: IdentityId | null;
  /** `AZURE_CLIENT_ID` as it is set now. */
  clientIdSetting: string | undefined;
  cells: readonly ObservedAccess[];
  references: readonly { setting: string; vaultId: VaultId | null; before: AccessStatus }[];
  /** The identity that references use; null = none of this app's, undefined = could not be read. */
  referenceIdentity: IdentityId | null | undefined;
  /** `keyVaultReferenceIdentity` as it is set now. */
  referenceSetting: string | undefined;
  vaults: readonly RehearsedVault[];
  /** Roles that reach each identity; absent = could not be read. */
  assignments: ReadonlyMap<IdentityId, NonNullable<PredictionFacts["assignments"]>>;
  app: FixContext["app"];
  /** Could ARM show the vaults? */
  armReadable: boolean;
};

export const asConfigured = "default" as IdentityId;
export const systemAssigned = "system" as IdentityId;

/** The identity with this id, if it is one of this app's. */
export function identityOf(
  facts: RehearseFacts,
  id: IdentityId | null | undefined,
): RehearsedIdentity | undefined {
  return facts.identities.find((one) => one.id === id);
}

/** How this row fares at the vault now; `unknown` where it was not observed. */
export function accessOf(
  facts: RehearseFacts,
  identityId: IdentityId | null | undefined,
  vaultId: VaultId | null,
  operation: VaultOperation,
): AccessStatus {
  return (
    facts.cells.find((cell) => cell.identityId === identityId && cell.vaultId === vaultId)?.[operation] ??
    "unknown"
  );
}

/** What fixes need to know of one identity at one vault. */
export function contextOf(
  { app, armReadable }: RehearseFacts,
  identity: RehearsedIdentity | undefined,
  vault?: RehearsedVault,
): FixContext {
  return fixContextOf({ app, identity, vault, operation: decidingOperation, armReadable });
}
