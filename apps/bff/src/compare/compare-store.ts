import type { CompareAnswer } from "@latchkey/shared/compare";
import type { Cell } from "@latchkey/shared/probe";
import type { WithAzure } from "../azure/azure.ts";
import type { Clock } from "../clock.ts";
import type { InventoryStore } from "../inventory/inventory.ts";
import type { WithSettings } from "../settings/settings.ts";
import { compareIdentities } from "./compare-identities.ts";

/** Milliseconds for which the last comparison is given again: to the export, and to a second tab. */
const freshMs = 20_000;

type Question = { left?: string | undefined; right?: string | undefined };
export type CompareStore = {
  /** A comparison as it is now; equal questions under way are joined. */
  fresh(question: Question): Promise<CompareAnswer>;
  /** The last one while it is young, else a fresh one. */
  latest(question: Question): Promise<CompareAnswer>;
};

/** `keep` is given the cells that were probed, once for each comparison; it never rejects. */
export function createCompareStore(
  deps: Clock & WithSettings & WithAzure,
  inventory: InventoryStore,
): (keep: (cells: Cell[]) => Promise<void>) => CompareStore {
  let last: { key: string; atMs: number; over: boolean; answer: Promise<CompareAnswer> } | undefined;
  const start = (question: Question, keep: (cells: Cell[]) => Promise<void>) => {
    const answer = compareIdentities(deps, inventory, question).then(async (compared) => {
      await keep(compared.cells);
      return compared.answer;
    });
    const entry = { key: keyOf(question), atMs: deps.elapsedMs(), over: false, answer };
    last = entry;
    answer
      .catch(() => {
        if (last === entry) last = undefined;
      })
      .finally(() => {
        entry.over = true;
      });
    return answer;
  };
  return (keep) => ({
    fresh(question) {
      return last?.key === keyOf(question) && !last.over ? last.answer : start(question, keep);
    },
    latest(question) {
      const young = last && deps.elapsedMs() - last.atMs < freshMs;
      return last?.key === keyOf(question) && young ? last.answer : start(question, keep);
    },
  });
}

function keyOf({ left, right }: Question): string {
  return `${left ?? ""} ${right ?? ""}`;
}
