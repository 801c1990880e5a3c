import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { CheckmarkFilled } from "@fluentui/react-icons/svg/checkmark";
import { CircleRegular } from "@fluentui/react-icons/svg/circle";
import { DismissFilled } from "@fluentui/react-icons/svg/dismiss";
import { SubtractRegular } from "@fluentui/react-icons/svg/subtract";
import { WarningRegular } from "@fluentui/react-icons/svg/warning";
import type { VerdictStatus } from "@latchkey/diagnosis/outcome-words";
import { operations } from "@latchkey/shared/operations";
import type { ReactNode } from "react";
import { greyText, smallGreyLine } from "../../components/text.styles.ts";
import { duration } from "../../lib/format-time.ts";
import type { MatrixCell } from "./access-matrix.ts";

const iconSize = 12;

const useStyles = makeStyles({
  line: {
    display: "flex",
    alignItems: "center",
    gap: "8px",
    ...smallGreyLine,
    whiteSpace: "nowrap",
    overflow: "hidden",
  },
  step: { display: "inline-flex", alignItems: "center", gap: "3px" },
  icon: { display: "inline-flex" },
  works: { color: tokens.colorStatusSuccessForeground1 },
  fails: { color: tokens.colorStatusDangerForeground1 },
  warns: { color: tokens.colorStatusWarningForeground3 },
  untold: greyText,
  took: { marginLeft: "auto", paddingLeft: "4px", fontVariantNumeric: "tabular-nums" },
});

/** The second line of a cell: what was tried as small labelled marks, and the time they took together. */
export function StepMarks({ cell }: { cell: MatrixCell }) {
  const styles = useStyles();
  return (
    <span className={styles.line}>
      {cell.steps.map(({ operation, verdict }) => (
        <span
          key={operation}
          className={styles.step}
          title={`${operations[operation].name}: ${verdict.words}`}
        >
          <span className={mergeClasses(styles.icon, styles[toneOf(verdict.status)])}>
            {stepIcon(verdict.status)}
          </span>
          {operations[operation].name}
        </span>
      ))}
      {cell.tookMs !== null && <span className={styles.took}>{duration(cell.tookMs)}</span>}
    </span>
  );
}

function toneOf(status: VerdictStatus): "works" | "fails" | "warns" | "untold" {
  if (status === "allowed") return "works";
  if (status === "warning") return "warns";
  return status === "unknown" || status === "checking" ? "untold" : "fails";
}

function stepIcon(status: VerdictStatus): ReactNode {
  switch (status) {
    case "allowed":
      return <CheckmarkFilled fontSize={iconSize} />;
    case "warning":
      return <WarningRegular fontSize={iconSize} />;
    case "checking":
      return <CircleRegular fontSize={iconSize} />;
    case "unknown":
      return <SubtractRegular fontSize={iconSize} />;
    case "denied":
    case "no-token":
    case "unreachable":
      return <DismissFilled fontSize={iconSize} />;
    default:
      return status satisfies never;
  }
}
