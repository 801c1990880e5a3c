import type { SetupFacts } from "@latchkey/diagnosis/setup/setup-facts";
import { known } from "@latchkey/shared/fact";
import { operationsByDefault } from "@latchkey/shared/operations";
import type { Cell } from "@latchkey/shared/probe";
import type { SetupIdentity } from "@latchkey/shared/setup";
import type { WithAzure } from "../azure/azure.ts";
import { type CellView, cellView } from "../cell/cell-view.ts";
import type { ProbedCell } from "../cell/diagnosis-facts.ts";
import { gatherFromArm } from "../cell/gather.ts";
import { setupFacts } from "../cell/setup-facts.ts";
import type { Clock } from "../clock.ts";
import { explainCells } from "../diagnosis/explain-cells.ts";
import { listIdentities, type ReadyIdentity } from "../identities/list-identities.ts";
import { armIdentities } from "../inventory/arm-lists.ts";
import type { InventoryStore } from "../inventory/inventory.ts";
import { probeCell } from "../probes/probe-cell.ts";
import type { ConfiguredVault } from "../settings/configured-vaults.ts";
import type { WithSettings } from "../settings/settings.ts";
import type { WithVersions } from "../versions.ts";
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
  const [ready, listed, site] = await Promise.all([
    listIdentities(deps, inventory),
    armIdentities(deps),
    snapshot.site,
  ]);
  const identities = setupIdentities(ready, listed, site);
  const identity = chooseIdentity(deps.settings, identities, identityId);
  const chosen = ready.find(({ known }) => known.id === identity?.id);
  const [probed, around] = await Promise.all([
    probeBoth(deps, inventory, { ready, chosen, vault, startedMs }),
    gatherFromArm(snapshot, identity ? [identity] : []),
  ]);
  const { settings } = deps;
  const view = cellView({ settings, around, vault, identity: identity ? setupIds(identity) : undefined });
  const facts = setupFacts({ settings, view, vault, identity, ready: chosen, listed, ...probed });
  return { facts, identities };
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
): Promise<{ configured: { identity: ReadyIdentity; cell: Cell }; own: Cell | undefined }> {
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
      operations: operationsByDefault,
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

/** An identity of the resource group may not be assigned yet, so it is none of those that this process lists. */
function setupIds({ name, clientId, principalId, resourceId }: SetupIdentity): CellView["identity"] {
  return {
    kind: "user-assigned",
    name,
    clientId,
    principalId: known(principalId),
    resourceId: known(resourceId),
  };
}
