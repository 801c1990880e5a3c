import type { ComparedVault } from "@latchkey/shared/compare";
import type { Fact } from "@latchkey/shared/fact";
import type { Grant } from "@latchkey/shared/grant";
import { operationsByDefault } from "@latchkey/shared/operations";
import type { VaultId } from "@latchkey/shared/vault";
import { type Change, changeAt, type SampledOperations, sentenceAt } from "./verdict.ts";

/** One identity at one vault: what came of trying it, and what it is granted there. */
export type ComparedSide = { operations: SampledOperations; grants: Fact<Grant[]> };

/** Two identities side by side at one vault, and what changes there when left is replaced by right. */
export function comparedVault(
  { id, name }: { id: VaultId; name: string },
  left: ComparedSide,
  right: ComparedSide,
): { vault: ComparedVault; change: Change } {
  const operations = operationsByDefault.map((operation) => {
    const [ours, theirs] = [left.operations[operation], right.operations[operation]];
    const differs = outcomeKey(ours.outcome) !== outcomeKey(theirs.outcome);
    return { operation, left: ours, right: theirs, differs };
  });
  const change = changeAt(left.operations, right.operations);
  return {
    change,
    vault: {
      vaultId: id,
      name,
      operations,
      differs: operations.some(({ differs }) => differs),
      sentence: sentenceAt(name, change),
      grants: {
        left: left.grants,
        right: right.grants,
        differs: grantKey(left.grants) !== grantKey(right.grants),
      },
    },
  };
}

function outcomeKey(outcome: { kind: string; by?: string; why?: string }): string {
  return `${outcome.kind} ${outcome.by ?? ""} ${outcome.why ?? ""}`;
}

// A grant without effect is shown, but that only one has it is no difference.
function grantKey(grants: Fact<Grant[]>): string {
  if (grants.state !== "known") return grants.state;
  const counting = grants.value.filter(({ withoutEffect }) => !withoutEffect);
  return counting
    .map(({ kind, what, scope }) => [kind, what, scope].join())
    .toSorted()
    .join("\n");
}
