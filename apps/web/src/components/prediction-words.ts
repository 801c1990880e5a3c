import { operations, vaultOperationsByDefault } from "@latchkey/shared/operations";
import type { CellPrediction } from "@latchkey/shared/prediction";

/** What the matrix says of a prediction that is not what was seen: "ARM predicts get allowed"; null where they agree. */
export function differenceWords(prediction: CellPrediction | undefined): string | null {
  if (!prediction || prediction.differs.length === 0) return null;
  const { differs } = prediction;
  const [first, second] = differs;
  if (first && second && prediction[first] === prediction[second])
    return `ARM predicts both ${prediction[first]}`;
  return `ARM predicts ${differs.map((operation) => `${operations[operation].name} ${prediction[operation]}`).join(", ")}`;
}

/** A prediction in one line: "list allowed, get denied". */
export function predictionLine(prediction: CellPrediction): string {
  return vaultOperationsByDefault.map((one) => `${operations[one].name} ${prediction[one]}`).join(", ");
}

/** The sentences that lead to a prediction, each once. */
export function predictionReasons({ reasons }: CellPrediction): string[] {
  return [...new Set(vaultOperationsByDefault.flatMap((one) => reasons[one]))];
}
