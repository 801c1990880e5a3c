import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { StatusIcon } from "../../components/status-mark.tsx";
import { prose } from "../../components/text.styles.ts";
import { onPhone } from "../../lib/breakpoints.ts";
import { cellSentence, type MatrixCell } from "./access-matrix.ts";
import { cellElementId } from "./cell-element-id.ts";
import { CellNotes } from "./cell-notes.tsx";
import { StepMarks } from "./step-marks.tsx";

const useStyles = makeStyles({
  answer: {
    display: "flex",
    alignItems: "flex-start",
    gap: "24px",
    padding: "32px",
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    [onPhone]: { padding: "16px", gap: "16px" },
  },
  words: { display: "grid", gap: "8px", justifyItems: "start", minWidth: 0 },
  verdict: {
    margin: 0,
    fontSize: tokens.fontSizeBase500,
    lineHeight: tokens.lineHeightBase500,
    fontWeight: tokens.fontWeightSemibold,
  },
  text: prose,
});

/** One identity and one vault: a large, plain answer in place of a table. */
export function SingleAnswer({ cell, onOpen }: { cell: MatrixCell; onOpen: (cell: MatrixCell) => void }) {
  const styles = useStyles();
  return (
    <section className={styles.answer} aria-label={cell.name}>
      <StatusIcon verdict={cell.verdict} size={48} />
      <div className={styles.words}>
        <h2 className={styles.verdict}>{cell.verdict.words}</h2>
        <p className={styles.text}>{cellSentence(cell)}</p>
        <StepMarks cell={cell} />
        <CellNotes cell={cell} />
        <Button id={cellElementId(cell)} onClick={() => onOpen(cell)}>
          Show each step
        </Button>
      </div>
    </section>
  );
}
