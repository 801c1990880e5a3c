import { makeStyles, tokens } from "@fluentui/react-components";
import { MiddleCut } from "../../components/middle-cut.tsx";
import { StatusMark } from "../../components/status-mark.tsx";
import { minorHeading } from "../../components/text.styles.ts";
import { VisuallyHidden } from "../../components/visually-hidden.tsx";
import type { AccessMatrix, MatrixCell } from "./access-matrix.ts";
import { cellElementId } from "./cell-element-id.ts";
import { CellNotes } from "./cell-notes.tsx";
import { IdentityHead } from "./identity-head.tsx";
import { StepMarks } from "./step-marks.tsx";

const useStyles = makeStyles({
  lists: { display: "grid", gap: "24px", minWidth: 0 },
  section: { minWidth: 0 },
  heading: { ...minorHeading, margin: "0 0 8px" },
  list: {
    listStyleType: "none",
    margin: 0,
    padding: 0,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    overflow: "hidden",
  },
  item: { "& + &": { borderTop: `1px solid ${tokens.colorNeutralStroke2}` } },
  button: {
    display: "grid",
    gridTemplateColumns: "minmax(0, 1fr) auto",
    columnGap: "12px",
    rowGap: "4px",
    position: "relative",
    width: "100%",
    padding: "10px 12px",
    border: "none",
    backgroundColor: "transparent",
    color: "inherit",
    font: "inherit",
    textAlign: "left",
    cursor: "pointer",
    outlineOffset: "-2px",
    ":hover": { backgroundColor: tokens.colorNeutralBackground1Hover },
  },
  vault: { fontWeight: tokens.fontWeightSemibold, minWidth: 0, display: "flex" },
  verdict: { display: "flex", minWidth: 0 },
  steps: { gridColumn: "1 / -1" },
});

type AccessListProps = { matrix: AccessMatrix; onOpen: (cell: MatrixCell) => void };

/** The access matrix for narrow screens: one list of vaults for each identity. */
export function AccessList({ matrix, onOpen }: AccessListProps) {
  const styles = useStyles();
  return (
    <div className={styles.lists} aria-busy={matrix.checking}>
      {matrix.rows.map((row) => (
        <section key={row.identity.id} className={styles.section} aria-label={row.identity.name}>
          <h2 className={styles.heading}>
            <IdentityHead row={row} />
          </h2>
          <ul className={styles.list}>
            {row.cells.map((cell) => (
              <li key={cell.vault.id} className={styles.item}>
                <button
                  type="button"
                  id={cellElementId(cell)}
                  className={styles.button}
                  onClick={() => onOpen(cell)}
                >
                  <VisuallyHidden>{cell.name}</VisuallyHidden>
                  <span className={styles.vault} aria-hidden="true">
                    <MiddleCut text={cell.vault.name} />
                  </span>
                  <span className={styles.verdict} aria-hidden="true">
                    <StatusMark verdict={cell.verdict} />
                  </span>
                  <span className={styles.steps} aria-hidden="true">
                    <StepMarks cell={cell} />
                    <CellNotes cell={cell} />
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
