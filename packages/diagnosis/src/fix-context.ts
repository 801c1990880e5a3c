import { known } from "@latchkey/shared/fact";
import type { Identity } from "@latchkey/shared/identity";
import { sameId } from "./azure/ids.ts";
import { resourceGroupOf } from "./azure/scopes.ts";

/** This app's own ids, for a fix without placeholders. Every part that is not known is absent. */
export type FixContext = {
  app?:
    | {
        name: string;
        resourceGroup?: string | undefined;
        subscriptionId?: string | undefined;
        slot?: string | undefined;
      }
    | undefined;
  vault?:
    | {
        name: string;
        resourceId?: string | undefined;
        resourceGroup?: string | undefined;
        permissionModel?: "rbac" | "access-policy" | undefined;
        tenantId?: string | undefined;
      }
    | undefined;
  /** The identity that failed, or that should be used. */
  identity?:
    | {
        kind: "system-assigned" | "user-assigned" | "as-configured";
        name?: string | undefined;
        clientId?: string | undefined;
        principalId?: string | undefined;
        resourceId?: string | undefined;
      }
    | undefined;
  /** Another identity of this app that does hold the grant. */
  grantedIdentity?: { name?: string | undefined; clientId?: string | undefined } | undefined;
  /** The caller's entry in the vault's access policies; null = there is none; undefined = could not be read. */
  policy?:
    | {
        objectId: string;
        applicationId?: string | undefined;
        secrets: string[];
      }
    | null
    | undefined;
  /** The address the vault saw the app come from. */
  address?: string | undefined;
  secretName?: string | undefined;
  /** Which operation failed; decides between Get and List. */
  operation?: string | undefined;
  /** Host name in IDENTITY_ENDPOINT. */
  identityEndpointHost?: string | undefined;
  /** Could Azure Resource Manager be read? False makes the fixes conditional: "if …". */
  armReadable: boolean;
};

/** An identity as the wire tells it: each id is a fact. */
type ToldIdentity = Pick<Identity, "kind" | "name" | "clientId" | "principalId" | "resourceId">;
type IdentityIds = NonNullable<FixContext["identity"]>;

/** The ids of an identity without who told them; what is not known is absent. */
export function idsOf({ kind, name, ...facts }: ToldIdentity): IdentityIds & { name: string } {
  return {
    kind,
    name,
    clientId: known(facts.clientId),
    principalId: known(facts.principalId),
    resourceId: known(facts.resourceId),
  };
}

/** A vault with its access policies, undefined while they could not be read. Its resource group is in its resource ID. */
type VaultWithPolicies = Omit<NonNullable<FixContext["vault"]>, "resourceGroup"> & {
  policies?: NonNullable<FixContext["policy"]>[] | undefined;
};

/** The ids for a fix of one identity at one vault. Every page fills them in here, so that all print the same commands. */
export function fixContextOf({
  vault,
  identity,
  ...rest
}: Omit<FixContext, "vault" | "policy"> & { vault?: VaultWithPolicies | undefined }): FixContext {
  return {
    ...rest,
    identity,
    vault: vault && {
      name: vault.name,
      resourceId: vault.resourceId,
      resourceGroup: resourceGroupOf(vault.resourceId),
      permissionModel: vault.permissionModel,
      tenantId: vault.tenantId,
    },
    policy: policyOf(vault?.policies, identity?.principalId),
  };
}

/** An entry for an application too is no entry of the identity alone, and is left as it is. */
function policyOf(
  policies: VaultWithPolicies["policies"],
  principalId: string | undefined,
): FixContext["policy"] {
  if (!policies || !principalId) return undefined;
  return (
    policies.find(({ objectId, applicationId }) => sameId(objectId, principalId) && !applicationId) ?? null
  );
}
