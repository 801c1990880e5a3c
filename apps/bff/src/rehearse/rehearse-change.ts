import { accessAfterToken } from "@latchkey/diagnosis/access-by";
import { rehearse } from "@latchkey/diagnosis/rehearse/rehearse";
import type {
  RehearsedIdentity,
  RehearsedVault,
  RehearseFacts,
} from "@latchkey/diagnosis/rehearse/rehearse-facts";
import { known } from "@latchkey/shared/fact";
import type { Identity } from "@latchkey/shared/identity";
import type { Operation, VaultOperation } from "@latchkey/shared/operations";
import { type Cell, resultOf } from "@latchkey/shared/probe";
import type { RehearseAnswer } from "@latchkey/shared/rehearse";
import type { Report } from "@latchkey/shared/report";
import type { WithAzure } from "../azure/azure.ts";
import type { Clock } from "../clock.ts";
import { gatherFromArm, type Surroundings } from "../diagnosis/surroundings.ts";
import { listIdentities, type ReadyIdentity } from "../identities/list-identities.ts";
import { appPlace, type InventoryStore } from "../inventory/inventory.ts";
import { type JudgedReference, judgedReferences } from "../references/judged-references.ts";
import type { Settings, WithSettings } from "../settings/settings.ts";

export type AskedChange = RehearseFacts["change"];

/** What a change would do, from the last report's cells, ARM's grants and the references. Nothing is probed for it. */
export async function rehearseChange(
  deps: Clock & WithSettings & WithAzure,
  inventory: InventoryStore,
  report: Report,
  change: AskedChange,
): Promise<RehearseAnswer> {
  const checkedAt = deps.now().toISOString();
  const ready = await listIdentities(deps, inventory);
  const [arm, references] = await Promise.all([
    gatherFromArm(inventory.snapshot(), ready),
    judgedReferences(deps, inventory, ready),
  ]);
  const facts = rehearseFacts(deps.settings, { report, change, ready, arm, references });
  return { checkedAt, reportAt: report.generatedAt, ...rehearse(facts) };
}

type Gathered = {
  report: Report;
  change: AskedChange;
  ready: ReadyIdentity[];
  arm: Omit<Surroundings, "network">;
  references: JudgedReference[];
};

function rehearseFacts(
  settings: Settings,
  { report, change, ready, arm, references }: Gathered,
): RehearseFacts {
  const place = appPlace(settings);
  const configured = report.identities.find(({ kind }) => kind === "as-configured");
  const identities = ready
    .filter(({ known }) => known.kind !== "as-configured")
    .map(({ shown }) => rehearsedIdentity(shown));
  const { site } = arm;
  return {
    change,
    identities,
    configured: configured?.sameAs ?? null,
    clientIdSetting: settings.azureClientId,
    cells: report.cells.map(observed),
    references: references.map(({ setting, vaultId, status }) => ({ setting, vaultId, before: status })),
    referenceIdentity: site.kind === "read" ? references[0]?.identityId : undefined,
    referenceSetting: site.kind === "read" ? site.value.keyVaultReferenceIdentity : undefined,
    vaults: settings.vaults.map(({ id, name }) => rehearsedVault(arm, id, name)),
    assignments: new Map(
      identities.flatMap(({ id, principalId }) => {
        const grants = principalId ? arm.grants.get(principalId) : undefined;
        return grants?.kind === "read" ? [[id, grants.value.assignments] as const] : [];
      }),
    ),
    app: place && { ...place, name: place.siteName },
    armReadable: arm.vaults.kind === "read",
  };
}

function rehearsedIdentity(shown: Identity): RehearsedIdentity {
  return {
    id: shown.id,
    kind: shown.kind === "system-assigned" ? "system-assigned" : "user-assigned",
    name: shown.name,
    clientId: known(shown.clientId),
    principalId: known(shown.principalId),
    resourceId: known(shown.resourceId),
    assigned: known(shown.assigned),
  };
}

function rehearsedVault(
  { vaults }: Pick<Surroundings, "vaults">,
  id: Cell["vaultId"],
  name: string,
): RehearsedVault {
  const shown =
    vaults.kind === "read" ? vaults.value.find((one) => one.name.toLowerCase() === id) : undefined;
  if (!shown) return { id, name };
  const { resourceId, rbac, policies } = shown;
  return { id, name: shown.name, resourceId, permissionModel: rbac ? "rbac" : "access-policy", policies };
}

function observed({ identityId, vaultId, operations }: Cell): RehearseFacts["cells"][number] {
  const outcomeOf = (operation: Operation) => resultOf(operations, operation)?.outcome;
  const status = (operation: VaultOperation) => accessAfterToken(outcomeOf("token"), outcomeOf(operation));
  return { identityId, vaultId, list: status("list"), get: status("get") };
}
