import type { Verdict } from "@latchkey/diagnosis/outcome-words";
import { cellVerdict } from "@latchkey/diagnosis/verdict";
import type { Grant } from "@latchkey/shared/grant";
import type { Identity } from "@latchkey/shared/identity";
import type { CellPrediction } from "@latchkey/shared/prediction";
import type { Cell } from "@latchkey/shared/probe";
import type { ObservedVault } from "@latchkey/shared/vault";

/** The last report's part that a vault is compared with; absent while none is loaded. */
export type LastReport = { identities: Identity[]; cells: Cell[] };

/** One identity at one vault: what it is granted, what that lets expect, and what was seen. */
export type VaultAccessRow = {
  identityId: string;
  name: string;
  grants: GrantLine[];
  /** Null while ARM or the report is not there. */
  prediction: CellPrediction | null;
  observed: Verdict | null;
};

/** A grant in words. `withoutEffect` is the reason why it changes nothing. */
export type GrantLine = { what: string; where: string; withoutEffect: string | null };

/** A row for each identity of the report, *As configured* left out since it is one of them; then those that only grants name. */
export function vaultAccessRows(vault: ObservedVault, report: LastReport | undefined): VaultAccessRow[] {
  const grants = vault.grants.state === "known" ? vault.grants.value : [];
  const listed = (report?.identities ?? []).filter(({ kind }) => kind !== "as-configured");
  const others = [...new Set(grants.map(({ identityId }) => identityId))].filter(
    (id) => !listed.some((identity) => identity.id === id),
  );
  const places = [
    ...listed.map(({ id, name }) => ({ id, name })),
    ...others.map((id) => ({ id, name: id === "system" ? "System-assigned identity" : id })),
  ];
  return places.map(({ id, name }) => {
    const cell = report?.cells.find((one) => one.identityId === id && one.vaultId === vault.id);
    return {
      identityId: id,
      name,
      grants: grants.filter(({ identityId }) => identityId === id).map((grant) => grantLine(grant, vault)),
      prediction: cell?.prediction ?? null,
      observed: cell ? cellVerdict(cell) : null,
    };
  });
}

function grantLine({ what, scope, throughGroup, withoutEffect }: Grant, vault: ObservedVault): GrantLine {
  const vaultId = vault.resourceId.state === "known" ? vault.resourceId.value : null;
  return {
    what,
    where: `${scopeWords(scope, vaultId)}${throughGroup ? ", through a group" : ""}`,
    withoutEffect: withoutEffect ?? null,
  };
}

/** Where something was granted, seen from the vault: "on this vault", "on resource group rg-orders". */
export function scopeWords(scope: string, vaultResourceId: string | null): string {
  if (!scope.startsWith("/")) return `in ${scope}`;
  const lower = scope.toLowerCase();
  const vault = vaultResourceId?.toLowerCase();
  if (lower === vault) return "on this vault";
  const name = scope.split("/").at(-1) ?? scope;
  if (vault && lower.startsWith(`${vault}/`)) return `on the secret ${name} alone`;
  if (/^\/subscriptions\/[^/]+\/resourcegroups\/[^/]+$/.test(lower)) return `on the resource group ${name}`;
  if (/^\/subscriptions\/[^/]+$/.test(lower)) return "on the subscription";
  if (/\/managementgroups\/[^/]+$/.test(lower)) return `on the management group ${name}`;
  return `on ${scope}`;
}
