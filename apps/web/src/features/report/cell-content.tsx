import { StatusMark } from "../../components/status-mark.tsx";
import { VisuallyHidden } from "../../components/visually-hidden.tsx";
import type { MatrixCell } from "./access-matrix.ts";
import { CellNotes } from "./cell-notes.tsx";
import { StepMarks } from "./step-marks.tsx";

/** The two lines of a grid cell. The marks are drawn for the eye; the name says the same in one sentence. */
export function CellContent({ cell }: { cell: MatrixCell }) {
  return (
    <>
      <VisuallyHidden>{cell.name}</VisuallyHidden>
      <span aria-hidden="true">
        <StatusMark verdict={cell.verdict} />
        <StepMarks cell={cell} />
        <CellNotes cell={cell} />
      </span>
    </>
  );
}
