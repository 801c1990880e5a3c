import { accessAfterToken } from "@latchkey/diagnosis/access-by";
import { idsOf } from "@latchkey/diagnosis/fix-context";
import type { RehearsedIdentity, RehearseFacts } from "@latchkey/diagnosis/rehearse/rehearse-facts";
import { known } from "@latchkey/shared/fact";
import type { Identity, IdentityId } from "@latchkey/shared/identity";
import { type Operation, perVaultOperation, type VaultOperation } from "@latchkey/shared/operations";
import { type Cell, resultOf } from "@latchkey/shared/probe";
import type { AccessStatus } from "@latchkey/shared/rehearse";
import type { Report } from "@latchkey/shared/report";
import type { VaultId } from "@latchkey/shared/vault";
import type { ReadyIdentity } from "../identities/list-identities.ts";
import type { Settings } from "../settings/settings.ts";
import { appOf, vaultView } from "./cell-view.ts";
import { plainVault } from "./fix-context.ts";
import type { Surroundings } from "./gather.ts";

type Gathered = {
  report: Report;
  change: RehearseFacts["change"];
  ready: ReadyIdentity[];
  around: Surroundings;
  references: {
    setting: string;
    vaultId: VaultId | null;
    status: AccessStatus;
    identityId: IdentityId | null | undefined;
  }[];
};

/** The last report's cells and what stands around them, in the words of a rehearsal: all rows at all vaults at once. */
export function rehearseFacts(
  settings: Settings,
  { report, change, ready, around, references }: Gathered,
): RehearseFacts {
  const configured = report.identities.find(({ kind }) => kind === "as-configured");
  const identities = ready
    .filter(({ known }) => known.kind !== "as-configured")
    .map(({ shown }) => rehearsedIdentity(shown));
  const { site } = around;
  return {
    change,
    identities,
    configured: configured?.sameAs ?? null,
    clientIdSetting: settings.azureClientId,
    cells: report.cells.map(observed),
    references: references.map(({ setting, vaultId, status }) => ({ setting, vaultId, before: status })),
    referenceIdentity: site.kind === "read" ? references[0]?.identityId : undefined,
    referenceSetting: site.kind === "read" ? site.value.keyVaultReferenceIdentity : undefined,
    vaults: settings.vaults.map((vault) => plainVault(vaultView(around, vault))),
    assignments: new Map(
      identities.flatMap(({ id, principalId }) => {
        const grants = principalId ? around.grants.get(principalId) : undefined;
        return grants?.kind === "read" ? [[id, grants.value.assignments] as const] : [];
      }),
    ),
    app: appOf(settings),
    armReadable: around.vaults.kind === "read",
  };
}

function rehearsedIdentity(shown: Identity): RehearsedIdentity {
  const kind = shown.kind === "system-assigned" ? "system-assigned" : "user-assigned";
  return { ...idsOf(shown), kind, id: shown.id, assigned: known(shown.assigned) };
}

function observed({ identityId, vaultId, operations }: Cell): RehearseFacts["cells"][number] {
  const outcomeOf = (operation: Operation) => resultOf(operations, operation)?.outcome;
  const status = (operation: VaultOperation) => accessAfterToken(outcomeOf("token"), outcomeOf(operation));
  return { identityId, vaultId, ...perVaultOperation(status) };
}
