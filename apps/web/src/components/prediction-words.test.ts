import { perVaultOperation } from "@latchkey/shared/operations";
import type { CellPrediction } from "@latchkey/shared/prediction";
import { expect, test } from "vitest";
import { differenceWords, predictionLine, predictionReasons } from "./prediction-words.ts";

const prediction = (changes: Partial<CellPrediction>): CellPrediction => ({
  ...perVaultOperation(() => "allowed" as const),
  reasons: {
    ...perVaultOperation(() => []),
    list: ["A role on the vault.", "The network admits."],
    get: ["The network admits."],
  },
  differs: [],
  ...changes,
});

test.each([
  [undefined, null],
  [prediction({}), null],
  [prediction({ differs: ["get"] }), "ARM predicts get allowed"],
  [prediction({ differs: ["list", "get"] }), "ARM predicts both allowed"],
  [prediction({ list: "denied", differs: ["list", "get"] }), "ARM predicts list denied, get allowed"],
] as const)("%o is told as %s", (given, words) => {
  expect(differenceWords(given)).toBe(words);
});

test("a prediction is one line, and each of its reasons stands once", () => {
  expect(predictionLine(prediction({ get: "unknown" }))).toBe("list allowed, get unknown");
  expect(predictionReasons(prediction({}))).toEqual(["A role on the vault.", "The network admits."]);
});
