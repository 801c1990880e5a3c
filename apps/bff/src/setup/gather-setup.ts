import { resourceGroupOf } from "@latchkey/diagnosis/azure/scopes";
import type { FixContext } from "@latchkey/diagnosis/fix-context";
import { known } from "@latchkey/shared/fact";
import { everyOperation } from "@latchkey/shared/operations";
import type { SetupIdentity } from "@latchkey/shared/setup";
import type { WithAzure } from "../azure/azure.ts";
import type { Clock } from "../clock.ts";
import type { ProbedCell } from "../diagnosis/diagnose-cells.ts";
import { explainCells } from "../diagnosis/explain-cells.ts";
import { armVaultOf } from "../diagnosis/surroundings.ts";
import { listIdentities, type ReadyIdentity } from "../identities/list-identities.ts";
import { armIdentities } from "../inventory/arm-lists.ts";
import { appPlace, type InventoryStore } from "../inventory/inventory.ts";
import { probeCell } from "../probes/probe-cell.ts";
import type { ConfiguredVault } from "../settings/configured-vaults.ts";
import type { WithSettings } from "../settings/settings.ts";
import type { WithVersions } from "../versions.ts";
import type { SetupFacts } from "./setup-facts.ts";
import { chooseIdentity, setupIdentities } from "./setup-identities.ts";

/** ARM's answers may be this old, in milliseconds: a person has just run a command and waits for it to show. */
const recentMs = 1_000;

export type Asked = { identityId: string | undefined; vault: ConfiguredVault };

/**
 * Reads all that the steps rest on, and probes the vault as the code would and as the chosen identity.
 * @throws RequestProblem 404 when the asked identity is none that Setup can be shown for.
 */
export async function gatherSetup(
  deps: Clock & WithSettings & WithAzure & WithVersions,
  inventory: InventoryStore,
  { identityId, vault }: Asked,
): Promise<{ facts: SetupFacts; identities: SetupIdentity[] }> {
  const startedMs = deps.elapsedMs();
  const snapshot = inventory.snapshot(recentMs);
  const [ready, listed, site, vaults] = await Promise.all([
    listIdentities(deps, inventory),
    armIdentities(deps),
    snapshot.site,
    snapshot.vaults,
  ]);
  const identities = setupIdentities(ready, listed, site);
  const identity = chooseIdentity(deps.settings, identities, identityId);
  const chosen = ready.find(({ known }) => known.id === identity?.id);
  const principalId = known(identity?.principalId);
  const [probed, grants] = await Promise.all([
    probeBoth(deps, inventory, { ready, chosen, vault, startedMs }),
    principalId ? snapshot.grants(principalId) : undefined,
  ]);
  const armVault = armVaultOf({ site, vaults, grants: new Map(), network: new Map() }, vault.id);
  const { settings } = deps;
  const facts = {
    settings,
    identity,
    ready: chosen,
    listed,
    site,
    vault,
    armVault,
    vaults,
    grants,
    ...probed,
  };
  return { facts: { ...facts, context: contextOf(deps, facts) }, identities };
}

type Probing = {
  ready: ReadyIdentity[];
  chosen: ReadyIdentity | undefined;
  vault: ConfiguredVault;
  startedMs: number;
};

async function probeBoth(
  deps: Clock & WithSettings & WithAzure & WithVersions,
  inventory: InventoryStore,
  { ready, chosen, vault, startedMs }: Probing,
): Promise<Pick<SetupFacts, "configured" | "own">> {
  const azure = await deps.azure();
  const configured = ready.find(({ known }) => known.kind === "as-configured");
  if (!configured) throw new Error("As configured is always listed.");
  const probe = async (identity: ReadyIdentity): Promise<ProbedCell> => ({
    identity,
    vault,
    operations: await probeCell(deps, azure, {
      choice: identity.known.choice,
      vault,
      token: identity.token,
      operations: everyOperation,
    }),
  });
  const asConfigured = await probe(configured);
  // One question, one probe: the chosen identity is often what is configured already.
  const same =
    chosen?.known.choice.clientId?.toLowerCase() === configured.known.choice.clientId?.toLowerCase();
  const asChosen = chosen && (same ? { ...asConfigured, identity: chosen } : await probe(chosen));
  const probed = asChosen ? [asConfigured, asChosen] : [asConfigured];
  const [cell, own] = await explainCells(deps, azure, inventory, probed, startedMs);
  if (!cell) throw new Error("Each probed cell is explained.");
  return { configured: { identity: configured, cell }, own };
}

function contextOf(
  deps: WithSettings,
  { identity, vault, armVault, vaults }: Omit<SetupFacts, "context">,
): FixContext {
  const place = appPlace(deps.settings);
  const principalId = known(identity?.principalId);
  return {
    app: place && { ...place, name: place.siteName },
    vault: armVault
      ? {
          name: armVault.name,
          resourceId: armVault.resourceId,
          resourceGroup: resourceGroupOf(armVault.resourceId),
          permissionModel: armVault.rbac ? "rbac" : "access-policy",
          tenantId: armVault.tenantId,
        }
      : { name: vault.name },
    identity: identity
      ? {
          kind: "user-assigned",
          name: identity.name,
          clientId: identity.clientId,
          principalId,
          resourceId: known(identity.resourceId),
        }
      : undefined,
    policy:
      armVault && principalId
        ? (armVault.policies.find((one) => one.objectId === principalId && !one.applicationId) ?? null)
        : undefined,
    operation: "get",
    armReadable: vaults.kind === "read",
  };
}
