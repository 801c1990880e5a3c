import type { Verdict } from "@latchkey/diagnosis/outcome-words";
import type { SetupAnswer, StepForm, StepState } from "@latchkey/shared/setup";

/** The state of a step as an icon and words. */
export function stepVerdict(state: StepState): Verdict {
  switch (state) {
    case "done":
      return { status: "allowed", words: "Done" };
    case "open":
      return { status: "checking", words: "To do" };
    case "failed":
      return { status: "denied", words: "Failed" };
    case "cannot-tell":
      return { status: "unknown", words: "Cannot tell" };
    default:
      return state satisfies never;
  }
}

/** The page's answer, as a headline: the summary without its full stop. */
export function setupHeadline({ summary }: Pick<SetupAnswer, "summary">): string {
  return summary.replace(/\.$/, "");
}

/** Whether a form of a step stands there now, and whether it works, as one status. */
export function formVerdict({ present, works }: StepForm): Verdict {
  if (present === "cannot-tell") return { status: "unknown", words: "Cannot tell whether it is there" };
  if (present === "no")
    return { status: "checking", words: works ? "Not there" : "Not there; it would have no effect" };
  return works
    ? { status: "allowed", words: "There, and it works" }
    : { status: "warning", words: "There, but without effect" };
}

/** Seconds until the page checks again by itself, at least 0. */
export function secondsToNextCheck({
  lastMs,
  everyMs,
  nowMs,
}: {
  lastMs: number;
  everyMs: number;
  nowMs: number;
}): number {
  return Math.max(0, Math.ceil((lastMs + everyMs - nowMs) / 1000));
}

/** Whether a form is the step's own command, so that both need not be shown. */
export function isCommand({ text }: Pick<StepForm, "text">, command: string): boolean {
  return text.trim() !== "" && text.trim() === command.trim();
}
