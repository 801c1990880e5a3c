import { accessBy } from "@latchkey/diagnosis/access-by";
import { diagnose } from "@latchkey/diagnosis/diagnose";
import { type Cell, type OperationResult, resultOf } from "@latchkey/shared/probe";
import type { Clock } from "../clock.ts";
import type { ReadyIdentity } from "../identities/list-identities.ts";
import type { ConfiguredVault } from "../settings/configured-vaults.ts";
import type { WithSettings } from "../settings/settings.ts";
import type { WithVersions } from "../versions.ts";
import { cellFacts } from "./cell-facts.ts";
import { fixFacts } from "./fix-facts.ts";
import { predictCell } from "./predict-cell.ts";
import type { Surroundings } from "./surroundings.ts";

export type ProbedCell = {
  identity: ReadyIdentity;
  vault: ConfiguredVault;
  operations: OperationResult[];
  /** Where a secret was asked for by name and not found: whether it is among the deleted ones. */
  secretState?: "soft-deleted" | "absent" | undefined;
};

/** The cells with what ARM lets expect, and those in which something failed with why. In the given order. */
export function diagnoseCells(
  deps: WithSettings & WithVersions & Pick<Clock, "now">,
  around: Surroundings,
  cells: ProbedCell[],
): Cell[] {
  return cells.map((cell) => {
    const { identity, vault, operations } = cell;
    return {
      identityId: identity.known.id,
      vaultId: vault.id,
      operations,
      prediction: predictCell(around, identity, vault.id, operations),
      ...(needsExplaining(operations) && {
        diagnosis: diagnose(cellFacts(deps, around, cell), fixFacts(deps, around, cell, letIn(cells, cell))),
      }),
    };
  });
}

/**
 * Is there anything to explain? More than that access fails: a missing or disabled secret and what could not be told are explained as well.
 */
export function needsExplaining(operations: OperationResult[]): boolean {
  return operations.some(({ outcome }) => outcome.kind !== "allowed");
}

/** Where settings chose the identity: another listed one that may read from the same vault. */
function letIn(cells: ProbedCell[], { identity, vault }: ProbedCell): ReadyIdentity | undefined {
  if (identity.known.kind !== "as-configured") return undefined;
  return cells.find(
    (other) =>
      other.vault.id === vault.id &&
      other.identity.known.kind !== "as-configured" &&
      other.identity !== identity &&
      accessBy(resultOf(other.operations, "get")?.outcome) === "works",
  )?.identity;
}
