import { makeStyles, tokens } from "@fluentui/react-components";
import { operations } from "@latchkey/shared/operations";
import { Identifier } from "../../components/identifier.tsx";
import { Instant } from "../../components/instant.tsx";
import { StatusMark } from "../../components/status-mark.tsx";
import { smallGreyText } from "../../components/text.styles.ts";
import { duration } from "../../lib/format-time.ts";
import type { StoryStep } from "./cell-story.ts";

const useStyles = makeStyles({
  step: {
    display: "grid",
    gap: "6px",
    minWidth: 0,
    paddingLeft: "16px",
    borderLeft: `2px solid ${tokens.colorNeutralStroke1}`,
  },
  head: { display: "flex", flexWrap: "wrap", gap: "4px 12px", alignItems: "center" },
  name: { fontWeight: tokens.fontWeightSemibold, minWidth: "44px", textTransform: "capitalize" },
  tried: { margin: 0, color: tokens.colorNeutralForeground2 },
  happened: { margin: 0 },
  said: {
    margin: 0,
    padding: "8px 12px",
    backgroundColor: tokens.colorNeutralBackground3,
    borderRadius: tokens.borderRadiusMedium,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    whiteSpace: "pre-wrap",
    overflowWrap: "anywhere",
  },
  caption: {
    ...smallGreyText,
    marginBottom: "4px",
    cursor: "pointer",
  },
  ids: {
    display: "flex",
    alignItems: "center",
    gap: "6px",
    minWidth: 0,
    ...smallGreyText,
  },
  label: { flexShrink: 0 },
  when: {
    marginLeft: "auto",
    ...smallGreyText,
    fontVariantNumeric: "tabular-nums",
  },
});

/**
 * One step: what was tried and what happened. A step that worked takes two lines; one that did not also has the service's own words
 * and the ids to look it up by.
 */
export function StepDetail({ step }: { step: StoryStep }) {
  const styles = useStyles();
  const { result } = step;
  const worked = result.outcome.kind === "allowed";
  return (
    <li className={styles.step}>
      <div className={styles.head}>
        <span className={styles.name}>{operations[result.operation].name}</span>
        <StatusMark verdict={step.verdict} />
        <span className={styles.when}>
          {duration(result.tookMs)} · <Instant at={result.at} />
        </span>
      </div>
      {worked ? (
        <p className={styles.tried}>{step.happened}</p>
      ) : (
        <>
          <p className={styles.tried}>{step.tried}.</p>
          <p className={styles.happened}>{step.happened}</p>
          {step.said && (
            <details>
              <summary className={styles.caption}>In its own words</summary>
              <blockquote className={styles.said}>{step.said.trim()}</blockquote>
            </details>
          )}
          <LabelledId label="Caller's Client ID" value={step.caller?.clientId} />
          <LabelledId label="Caller's Object (principal) ID" value={step.caller?.principalId} />
          <LabelledId label="Correlation id" value={step.correlationId} />
        </>
      )}
      <LabelledId label="Request id" value={result.requestId} />
    </li>
  );
}

function LabelledId({ label, value }: { label: string; value: string | null | undefined }) {
  const styles = useStyles();
  if (!value) return null;
  return (
    <div className={styles.ids}>
      <span className={styles.label}>{label}</span>
      <Identifier value={value} what={label} />
    </div>
  );
}
