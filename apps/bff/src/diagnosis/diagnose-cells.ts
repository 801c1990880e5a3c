import { accessBy } from "@latchkey/diagnosis/access-by";
import { diagnose } from "@latchkey/diagnosis/diagnose";
import { type FixContext, idsOf } from "@latchkey/diagnosis/fix-context";
import { known } from "@latchkey/shared/fact";
import { decidingOperation } from "@latchkey/shared/operations";
import { type Cell, type OperationResult, resultOf } from "@latchkey/shared/probe";
import { type CellView, cellView } from "../cell/cell-view.ts";
import { diagnosisFacts, type ProbedCell } from "../cell/diagnosis-facts.ts";
import { fixContext } from "../cell/fix-context.ts";
import type { Surroundings } from "../cell/gather.ts";
import type { Clock } from "../clock.ts";
import type { ReadyIdentity } from "../identities/list-identities.ts";
import type { WithSettings } from "../settings/settings.ts";
import type { WithVersions } from "../versions.ts";
import { predictCell } from "./predict-cell.ts";

/** The cells with what ARM lets expect, and those in which something failed with why. In the given order. */
export function diagnoseCells(
  deps: WithSettings & WithVersions & Pick<Clock, "now">,
  around: Surroundings,
  cells: ProbedCell[],
): Cell[] {
  return cells.map((cell) => {
    const { identity, vault, operations } = cell;
    const view = cellView({ settings: deps.settings, around, vault, identity: idsOf(identity.shown) });
    return {
      identityId: identity.known.id,
      vaultId: vault.id,
      operations,
      prediction: predictCell(view, operations),
      ...(needsExplaining(operations) && {
        diagnosis: diagnose(diagnosisFacts(deps, view, cell), fixFor(deps, view, cell, cells)),
      }),
    };
  });
}

function fixFor(
  { settings }: WithSettings,
  view: CellView,
  cell: ProbedCell,
  cells: ProbedCell[],
): FixContext {
  const granted = letIn(cells, cell);
  const endpoint = settings.identityEndpoint?.url;
  return fixContext(view, {
    grantedIdentity: granted && { name: granted.shown.name, clientId: known(granted.shown.clientId) },
    // What the cause is about: the first that was tried and gave anything but what was asked for.
    operation: cell.operations.find(({ outcome }) => outcome.kind !== "allowed" && outcome.kind !== "unknown")
      ?.operation,
    identityEndpointHost: endpoint && URL.canParse(endpoint) ? new URL(endpoint).host : undefined,
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
      accessBy(resultOf(other.operations, decidingOperation)?.outcome) === "works",
  )?.identity;
}
