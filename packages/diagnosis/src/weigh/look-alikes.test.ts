import { expect, test } from "vitest";
import { diagnose } from "../diagnose.ts";

const confidences = (...facts: Parameters<typeof diagnose>) =>
  diagnose(...facts).causes.map(({ id, confidence }) => [id, confidence]);

test("a decided cause that is not quite certain is shown with what looks like it", () => {
  const [first, second] = confidences({ operation: "token", errorCode: "AADSTS7000215" });
  expect(first).toEqual(["entra-rejects-credential", 0.88]);
  expect(second).toEqual(["wrong-identity-selected", 0.05]);
});

test("a cause that is as good as certain stands alone", () => {
  expect(confidences({ operation: "get", httpStatus: 403, innerCode: "SecretDisabled" })).toEqual([
    ["secret-disabled", expect.closeTo(0.95, 2)],
  ]);
});
