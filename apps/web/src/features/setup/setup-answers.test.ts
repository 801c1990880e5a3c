import { expect, test } from "vitest";
import { formVerdict, isCommand, secondsToNextCheck, setupHeadline, stepVerdict } from "./setup-answers.ts";

test("the summary is a headline without its full stop", () => {
  expect(setupHeadline({ summary: "3 of 5 steps are done. Next: Tell the code to use it." })).toBe(
    "3 of 5 steps are done. Next: Tell the code to use it",
  );
});

test("each state of a step is a word and an icon of its own", () => {
  const verdicts = (["done", "open", "failed", "cannot-tell"] as const).map(stepVerdict);
  expect(verdicts.map(({ words }) => words)).toEqual(["Done", "To do", "Failed", "Cannot tell"]);
  expect(new Set(verdicts.map(({ status }) => status)).size).toBe(4);
});

test("a form that is there and does nothing today is a warning", () => {
  const form = { label: "", text: "", effect: "" };
  expect(formVerdict({ ...form, present: "yes", works: false }).status).toBe("warning");
  expect(formVerdict({ ...form, present: "yes", works: true }).status).toBe("allowed");
  expect(formVerdict({ ...form, present: "no", works: true }).words).toBe("Not there");
  expect(formVerdict({ ...form, present: "no", works: false }).words).toBe(
    "Not there; it would have no effect",
  );
  expect(formVerdict({ ...form, present: "cannot-tell", works: true }).status).toBe("unknown");
});

test("the form that is the step's command is known by its text, and an empty one is none", () => {
  expect(isCommand({ text: "az identity create\n" }, "az identity create")).toBe(true);
  expect(isCommand({ text: "" }, "")).toBe(false);
});

test("the time to the next check never goes below zero", () => {
  expect(secondsToNextCheck({ lastMs: 1000, everyMs: 10_000, nowMs: 4500 })).toBe(7);
  expect(secondsToNextCheck({ lastMs: 1000, everyMs: 10_000, nowMs: 99_000 })).toBe(0);
});
