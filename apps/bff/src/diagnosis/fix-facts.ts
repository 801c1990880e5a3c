import { resourceGroupOf } from "@latchkey/diagnosis/azure/scopes";
import type { FixContext } from "@latchkey/diagnosis/fix-context";
import { known } from "@latchkey/shared/fact";
import type { OperationResult } from "@latchkey/shared/probe";
import type { ReadyIdentity } from "../identities/list-identities.ts";
import { appPlace } from "../inventory/inventory.ts";
import type { ConfiguredVault } from "../settings/configured-vaults.ts";
import type { WithSettings } from "../settings/settings.ts";
import { armVaultOf, principalOf, type Surroundings } from "./surroundings.ts";

type Cell = { identity: ReadyIdentity; vault: ConfiguredVault; operations: OperationResult[] };

/** This app's own ids for a cell's fix. `granted` is another identity of this app that this vault lets in, if there is one. */
export function fixFacts(
  deps: WithSettings,
  around: Surroundings,
  cell: Cell,
  granted: ReadyIdentity | undefined,
): FixContext {
  const { identity, vault, operations } = cell;
  const place = appPlace(deps.settings);
  const seen = around.network.get(vault.id)?.seenAddress;
  return {
    app: place && {
      name: place.siteName,
      resourceGroup: place.resourceGroup,
      subscriptionId: place.subscriptionId,
      slot: place.slot,
    },
    vault: vaultPart(around, vault),
    identity: identityPart(identity),
    grantedIdentity: granted && { name: granted.shown.name, clientId: identityPart(granted)?.clientId },
    policy: policyOf(around, cell),
    address: known(seen),
    // What the cause is about: the first that was tried and gave anything but what was asked for.
    operation: operations.find(({ outcome }) => outcome.kind !== "allowed" && outcome.kind !== "unknown")
      ?.operation,
    identityEndpointHost: deps.settings.identityEndpoint && hostOf(deps.settings.identityEndpoint.url),
    armReadable: around.vaults.kind === "read",
  };
}

function vaultPart(around: Surroundings, { id }: ConfiguredVault): FixContext["vault"] {
  const shown = armVaultOf(around, id);
  if (!shown) return { name: id };
  return {
    name: shown.name,
    resourceId: shown.resourceId,
    resourceGroup: resourceGroupOf(shown.resourceId),
    permissionModel: shown.rbac ? "rbac" : "access-policy",
    tenantId: shown.tenantId,
  };
}

function identityPart({ shown }: ReadyIdentity): FixContext["identity"] {
  return {
    kind: shown.kind,
    name: shown.name,
    clientId: known(shown.clientId),
    principalId: known(shown.principalId),
    resourceId: known(shown.resourceId),
  };
}

function policyOf(around: Surroundings, { identity, vault }: Cell): FixContext["policy"] {
  const shown = armVaultOf(around, vault.id);
  const principalId = principalOf(identity.shown);
  if (!shown || !principalId) return undefined;
  return (
    shown.policies.find(({ objectId, applicationId }) => objectId === principalId && !applicationId) ?? null
  );
}

function hostOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).host : undefined;
}
