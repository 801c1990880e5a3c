import { outcomeVerdict, type Verdict } from "@latchkey/diagnosis/outcome-words";
import { counted } from "../../lib/format-number.ts";
import type { Sides } from "./pair-table.tsx";
import type { CompareEnd, SecretsCompared } from "./queries.ts";

/** How far a comparison of lists is, or what came of it, in a sentence. */
export function onlyWords({ only, progress, end, stopped }: SecretsCompared, sides: Sides): string {
  if (end) return endWords(end, sides);
  const left = only.filter(({ side }) => side === "left").length;
  const soFar = `${counted(left, "name")} only ${sides.left} lists, ${counted(only.length - left, "name")} only ${sides.right}`;
  const listed = `${counted(progress.left, "secret")} and ${counted(progress.right, "secret")} listed`;
  return stopped ? `Stopped: ${soFar}, of ${listed}.` : `${soFar} so far; ${listed}.`;
}

/** The side whose list did not come or broke off, and what stopped it. */
export function brokenSides({ end }: SecretsCompared, sides: Sides): { name: string; verdict: Verdict }[] {
  if (!end) return [];
  return [
    { name: sides.left, verdict: outcomeVerdict(end.left.outcome) },
    { name: sides.right, verdict: outcomeVerdict(end.right.outcome) },
  ].filter(({ verdict }) => verdict.status !== "allowed");
}

function endWords({ onlyLeft, onlyRight, both, undecided }: CompareEnd, sides: Sides): string {
  const each = `Only ${sides.left} lists ${counted(onlyLeft, "name")}, only ${sides.right} lists ${counted(onlyRight, "name")}`;
  const open =
    undecided > 0
      ? ` ${counted(undecided, "name")} could not be decided, because the other list broke off.`
      : "";
  return `${each}; both list ${counted(both, "name")}.${open}`;
}
