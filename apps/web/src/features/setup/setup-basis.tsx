import type { SetupAnswer } from "@latchkey/shared/setup";
import { Instant } from "../../components/instant.tsx";
import { useNow } from "../../lib/use-now.ts";
import { recheckMs } from "./queries.ts";
import { secondsToNextCheck } from "./setup-answers.ts";

type SetupBasisProps = { answer: SetupAnswer; updatedAtMs: number; checking: boolean };

/** When the checklist was read, and when the page reads it again by itself. */
export function SetupBasis({ answer, updatedAtMs, checking }: SetupBasisProps) {
  const nowMs = useNow();
  const seconds = secondsToNextCheck({ lastMs: updatedAtMs, everyMs: recheckMs(answer), nowMs });
  return (
    <>
      Checked <Instant at={answer.checkedAt} /> from ARM, the token and a probe ·{" "}
      {checking || seconds === 0 ? "checking now" : `checks again by itself in ${seconds} s`}
    </>
  );
}
