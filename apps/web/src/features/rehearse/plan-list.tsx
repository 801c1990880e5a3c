import { makeStyles, tokens } from "@fluentui/react-components";
import type { PlanStep } from "@latchkey/shared/rehearse";
import { fixForms } from "../../components/diagnosis/fix-forms.ts";
import { FixTabs } from "../../components/diagnosis/fix-view.tsx";
import { smallGreyParagraph, wideProse } from "../../components/text.styles.ts";
import { planKindWords } from "./rehearse-words.ts";

const useStyles = makeStyles({
  list: {
    listStyleType: "none",
    margin: 0,
    padding: 0,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  item: {
    display: "grid",
    gridTemplateColumns: "32px minmax(0, 1fr)",
    columnGap: "12px",
    padding: "16px",
    "& + &": { borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
    "@media print": { breakInside: "avoid" },
  },
  number: {
    width: "28px",
    height: "28px",
    display: "grid",
    placeItems: "center",
    borderRadius: tokens.borderRadiusCircular,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    fontVariantNumeric: "tabular-nums",
  },
  body: { display: "grid", gridTemplateColumns: "minmax(0, 1fr)", gap: "8px", minWidth: 0 },
  title: { margin: 0, fontSize: tokens.fontSizeBase300, lineHeight: "28px" },
  kind: { color: tokens.colorNeutralForeground3, fontWeight: tokens.fontWeightRegular },
  text: wideProse,
  quiet: smallGreyParagraph,
  summary: { cursor: "pointer", color: tokens.colorBrandForegroundLink, width: "fit-content" },
});

/** What to do, in order: the grants before the change, each step with its commands and how to roll it back. */
export function PlanList({ plan }: { plan: PlanStep[] }) {
  const styles = useStyles();
  return (
    <ol className={styles.list} aria-label="Plan">
      {plan.map((step) => (
        <li key={step.order} className={styles.item}>
          <span className={styles.number} aria-hidden="true">
            {step.order}
          </span>
          <div className={styles.body}>
            <h4 className={styles.title}>
              <span className={styles.kind}>{planKindWords(step.kind)}:</span> {step.title}
            </h4>
            <p className={styles.text}>{step.why}</p>
            {step.command && (
              <FixTabs
                forms={fixForms({ commands: step.command, ...(step.bicep && { bicep: step.bicep }) })}
              />
            )}
            {step.kind !== "check" && (
              <p className={styles.quiet}>
                {step.restarts ? "App Service restarts the app. " : "No restart. "}
                In effect: {step.effectiveAfter}
              </p>
            )}
            {step.rollback && (
              <details>
                <summary className={styles.summary}>Roll back</summary>
                <FixTabs forms={fixForms({ commands: step.rollback })} />
              </details>
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}
