import {
  decidingOperation,
  type Operation,
  operations,
  vaultOperationsByDefault,
} from "@latchkey/shared/operations";
import type { Outcome } from "@latchkey/shared/outcome";
import { type Cell, resultOf } from "@latchkey/shared/probe";
import { outcomeVerdict, type Verdict } from "./outcome-words.ts";

/** Those of a check that a vault is asked beside the deciding one. */
const others = vaultOperationsByDefault.filter((one) => one !== decidingOperation);

/**
 * What one identity can do at one vault, from the operations of a check; what is only tried on request changes nothing here.
 * Get decides, since reading is what code needs; a refused list beside a working get is a warning.
 * `undefined` is a cell whose probe is under way.
 */
export function cellVerdict(cell: Cell | undefined): Verdict {
  if (!cell) return { status: "checking", words: "Checking" };
  const token = outcomeOf(cell, "token");
  if (token && token.kind !== "allowed" && token.kind !== "unknown") return outcomeVerdict(token);
  const deciding = outcomeOf(cell, decidingOperation);
  const beside = others.flatMap((operation) => {
    const outcome = outcomeOf(cell, operation);
    return outcome ? [{ operation, outcome }] : [];
  });
  const failed = beside.find(({ outcome }) => outcome.kind !== "allowed");
  if (deciding?.kind === "allowed") return failed ? warningOf(failed) : outcomeVerdict(deciding);
  if (deciding && deciding.kind !== "unknown") return outcomeVerdict(deciding);
  if (failed) return outcomeVerdict(failed.outcome);
  const [worked] = beside;
  return worked && !deciding ? outcomeVerdict(worked.outcome) : { status: "unknown", words: "Unknown" };
}

function warningOf({ operation, outcome }: { operation: Operation; outcome: Outcome }): Verdict {
  const { name } = operations[operation];
  const came = outcome.kind === "denied" || outcome.kind === "unknown" ? outcome.kind : "failed";
  return { status: "warning", words: `${name.charAt(0).toUpperCase()}${name.slice(1)} ${came}` };
}

function outcomeOf(cell: Cell, operation: Operation): Outcome | undefined {
  return resultOf(cell.operations, operation)?.outcome;
}
