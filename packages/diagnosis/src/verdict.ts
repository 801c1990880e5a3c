import type { Operation } from "@latchkey/shared/operations";
import type { Outcome } from "@latchkey/shared/outcome";
import { type Cell, resultOf } from "@latchkey/shared/probe";
import { outcomeVerdict, type Verdict } from "./outcome-words.ts";

/**
 * What one identity can do at one vault, from the operations that were tried.
 * Get decides, since reading is what code needs; a refused list beside a working get is a warning.
 * `undefined` is a cell whose probe is under way.
 */
export function cellVerdict(cell: Cell | undefined): Verdict {
  if (!cell) return { status: "checking", words: "Checking" };
  const token = outcomeOf(cell, "token");
  if (token && token.kind !== "allowed" && token.kind !== "unknown") return outcomeVerdict(token);
  const list = outcomeOf(cell, "list");
  const get = outcomeOf(cell, "get");
  if (get?.kind === "allowed") return list ? besideWorkingGet(list) : outcomeVerdict(get);
  if (get && get.kind !== "unknown") return outcomeVerdict(get);
  if (list && list.kind !== "allowed") return outcomeVerdict(list);
  if (get ?? !list) return { status: "unknown", words: "Unknown" };
  return outcomeVerdict(list ?? { kind: "unknown", because: "nothing was tried" });
}

function besideWorkingGet(list: Outcome): Verdict {
  if (list.kind === "allowed") return outcomeVerdict(list);
  if (list.kind === "denied") return { status: "warning", words: "List denied" };
  if (list.kind === "unknown") return { status: "warning", words: "List unknown" };
  return { status: "warning", words: "List failed" };
}

function outcomeOf(cell: Cell, operation: Operation): Outcome | undefined {
  return resultOf(cell.operations, operation)?.outcome;
}
