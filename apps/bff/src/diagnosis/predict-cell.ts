import { accessBy } from "@latchkey/diagnosis/access-by";
import { predict } from "@latchkey/diagnosis/predict/predict";
import type { PredictedAccess } from "@latchkey/diagnosis/predict/prediction";
import { type VaultOperation, vaultOperations } from "@latchkey/shared/operations";
import type { CellPrediction } from "@latchkey/shared/prediction";
import { type OperationResult, resultOf } from "@latchkey/shared/probe";
import type { CellView } from "../cell/cell-view.ts";
import { predictionFacts } from "../cell/prediction-facts.ts";

/** What ARM lets expect of one identity at one vault, and where the observation differs. */
export function predictCell(view: CellView, operations: OperationResult[]): CellPrediction {
  const predicted = predict(predictionFacts(view));
  const differs = vaultOperations.filter((operation) => {
    const observed = observedAccess(operations, operation);
    return observed !== "unknown" && predicted[operation] !== "unknown" && observed !== predicted[operation];
  });
  return { ...predicted, differs };
}

/** What the vault made of the grants. A token that is missing or not taken says nothing of them: no grant was looked at for it. */
function observedAccess(operations: OperationResult[], operation: VaultOperation): PredictedAccess {
  const outcome = resultOf(operations, operation)?.outcome;
  if (outcome?.kind === "no-token" || outcome?.kind === "token-rejected") return "unknown";
  const words = { works: "allowed", fails: "denied", unknown: "unknown" } as const;
  return words[accessBy(outcome)];
}
