import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import type { SetupStep } from "@latchkey/shared/setup";
import { Link } from "@tanstack/react-router";
import { fixForms } from "../../components/diagnosis/fix-forms.ts";
import { FixTabs } from "../../components/diagnosis/fix-view.tsx";
import { Quotes } from "../../components/quotes.tsx";
import { StatusMark } from "../../components/status-mark.tsx";
import { smallGreyParagraph, wideProse } from "../../components/text.styles.ts";
import { onPhone } from "../../lib/breakpoints.ts";
import { isCommand, stepVerdict } from "./setup-answers.ts";
import { StepForms } from "./step-forms.tsx";

const useStyles = makeStyles({
  item: {
    display: "grid",
    gridTemplateColumns: "32px minmax(0, 1fr)",
    columnGap: "12px",
    padding: "12px 24px 16px 16px",
    "& + &": { borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
    [onPhone]: { gridTemplateColumns: "minmax(0, 1fr)", padding: "16px" },
    "@media print": { breakInside: "avoid" },
  },
  next: { boxShadow: `inset 3px 0 0 ${tokens.colorCompoundBrandStroke}` },
  number: {
    width: "28px",
    height: "28px",
    display: "grid",
    placeItems: "center",
    borderRadius: tokens.borderRadiusCircular,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    color: tokens.colorNeutralForeground2,
    fontVariantNumeric: "tabular-nums",
    [onPhone]: { display: "none" },
  },
  body: { display: "grid", gridTemplateColumns: "minmax(0, 1fr)", gap: "8px", minWidth: 0 },
  head: { display: "flex", flexWrap: "wrap", justifyContent: "space-between", gap: "4px 16px" },
  title: { margin: 0, fontSize: tokens.fontSizeBase400, lineHeight: "28px" },
  text: wideProse,
  quiet: smallGreyParagraph,
  link: { color: tokens.colorBrandForegroundLink, width: "fit-content" },
  summary: { cursor: "pointer", color: tokens.colorBrandForegroundLink, width: "fit-content" },
  how: { display: "grid", gridTemplateColumns: "minmax(0, 1fr)", gap: "16px" },
  opened: { paddingTop: "12px" },
});

type SetupStepItemProps = { step: SetupStep; number: number; isNext: boolean };

/** One step: its state and why, the evidence, and how it is done. Of a step that is done the commands are folded away. */
export function SetupStepItem({ step, number, isNext }: SetupStepItemProps) {
  const styles = useStyles();
  const { explainsCell } = step;
  return (
    <li
      className={mergeClasses(styles.item, isNext && styles.next)}
      aria-current={isNext ? "step" : undefined}
      data-step={step.id}
    >
      <span className={styles.number} aria-hidden="true">
        {number}
      </span>
      <div className={styles.body}>
        <div className={styles.head}>
          <h2 className={styles.title}>{step.title}</h2>
          <StatusMark verdict={stepVerdict(step.state)} size={20} />
        </div>
        <p className={styles.text}>{step.because}</p>
        {step.missingRight && <p className={styles.quiet}>Missing right: {step.missingRight}</p>}
        <Quotes basis={step.basis} quotes={step.evidence} />
        {explainsCell && step.state !== "done" && (
          <Link
            className={styles.link}
            to="/"
            search={{ identity: explainsCell.identityId, vault: explainsCell.vaultId }}
          >
            {explainsCell.title ? `Why: ${explainsCell.title}` : "Why it fails"}
          </Link>
        )}
        {step.state === "done" ? (
          <details>
            <summary className={styles.summary}>How it is done</summary>
            <div className={mergeClasses(styles.how, styles.opened)}>
              <HowTo step={step} />
            </div>
          </details>
        ) : (
          <div className={styles.how}>
            <HowTo step={step} />
          </div>
        )}
      </div>
    </li>
  );
}

function HowTo({ step }: { step: SetupStep }) {
  const styles = useStyles();
  if (!step.command)
    return <p className={styles.quiet}>Latchkey checks this by itself; there is nothing to run.</p>;
  const forms = fixForms({
    commands: step.command,
    ...(step.bicep && { bicep: step.bicep }),
    ...(step.portal && { portal: step.portal }),
  });
  const { bash } = step.command;
  const shownAsForm = [step.articleForm, step.todayForm].some((form) => form && isCommand(form, bash));
  return (
    <>
      <StepForms article={step.articleForm} today={step.todayForm} command={{ text: bash, forms }} />
      {!shownAsForm && <FixTabs forms={forms} />}
      <p className={styles.quiet}>
        {step.restarts ? "App Service restarts the app for it. " : "The app is not restarted for it. "}
        In effect: {step.effectiveAfter}
      </p>
    </>
  );
}
