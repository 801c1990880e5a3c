import { narrowWidth } from "../../lib/breakpoints.ts";
import { useMedia } from "../../lib/use-media.ts";
import { AccessGrid } from "./access-grid.tsx";
import { AccessList } from "./access-list.tsx";
import type { AccessMatrix, MatrixCell } from "./access-matrix.ts";
import { SingleAnswer } from "./single-answer.tsx";

type AccessViewProps = {
  matrix: AccessMatrix;
  selected: MatrixCell | undefined;
  onOpen: (cell: MatrixCell) => void;
};

/** The matrix in the form that fits: a grid, lists on narrow screens and paper, one large answer for one cell. */
export function AccessView({ matrix, selected, onOpen }: AccessViewProps) {
  const narrow = useMedia(`${narrowWidth}, print`);
  const first = matrix.rows[0]?.cells[0];
  if (first && matrix.total === 1) return <SingleAnswer cell={first} onOpen={onOpen} />;
  if (narrow) return <AccessList matrix={matrix} onOpen={onOpen} />;
  return <AccessGrid matrix={matrix} selected={selected} onOpen={onOpen} />;
}
