import { describeOutcome } from "@latchkey/diagnosis/describe-outcome";
import { outcomeVerdict, type Verdict } from "@latchkey/diagnosis/outcome-words";
import { operations } from "@latchkey/shared/operations";
import type { OperationResult } from "@latchkey/shared/probe";
import type { MatrixCell } from "./access-matrix.ts";

/** One step of a cell's story: what was tried, what happened, and what the service said in its own words. */
export type StoryStep = {
  result: OperationResult;
  tried: string;
  verdict: Verdict;
  happened: string;
  said: string | null;
  /** The caller as the vault saw it, from its refusal; told once, by the first step that names it. */
  caller: { clientId?: string | undefined; principalId?: string | undefined } | null;
  correlationId: string | null;
};

/** The steps in the order in which they were tried. */
export function cellStory({ cell, identity, vault }: MatrixCell): StoryStep[] {
  const told = new Set<string>();
  return (cell?.operations ?? []).map((result) => {
    const { outcome } = result;
    const caller = outcome.kind === "denied" ? (outcome.caller ?? null) : null;
    const name = `${caller?.clientId} ${caller?.principalId}`;
    const isNew = !told.has(name);
    told.add(name);
    return {
      result,
      tried: triedWords(result, identity.name, vault.name),
      verdict: outcomeVerdict(outcome),
      happened: describeOutcome(result),
      said: "said" in outcome ? (outcome.said ?? null) : null,
      caller: isNew ? caller : null,
      correlationId: outcome.kind === "no-token" ? (outcome.correlationId ?? null) : null,
    };
  });
}

/** What to do about a cell where there is no room for the fix; null when it is open, was not tried, or is not explained yet. */
export function cellNextStep({ cell }: MatrixCell): string | null {
  const failed = cell?.operations.some(
    ({ outcome }) => outcome.kind !== "allowed" && outcome.kind !== "unknown",
  );
  return failed ? (cell?.diagnosis?.causes[0]?.next ?? null) : null;
}

function triedWords({ operation }: OperationResult, identity: string, vault: string): string {
  const { asks, asksFor } = operations[operation];
  return asks === "vault"
    ? `Ask ${vault} for ${asksFor}`
    : `Ask the identity endpoint for ${asksFor}, as ${identity}`;
}
