import { makeStyles, tokens } from "@fluentui/react-components";
import type { SetupAnswer } from "@latchkey/shared/setup";
import { SetupStepItem } from "./setup-step-item.tsx";

const useStyles = makeStyles({
  list: {
    listStyleType: "none",
    margin: 0,
    padding: 0,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    overflow: "clip",
  },
});

/** The checklist, in the order in which to do it. */
export function SetupList({ steps, nextStep }: Pick<SetupAnswer, "steps" | "nextStep">) {
  const styles = useStyles();
  return (
    <ol className={styles.list} aria-label="Steps">
      {steps.map((step, index) => (
        <SetupStepItem key={step.id} step={step} number={index + 1} isNext={step.id === nextStep} />
      ))}
    </ol>
  );
}
