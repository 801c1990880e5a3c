import { mergeClasses } from "@fluentui/react-components";
import { type KeyboardEvent, useState } from "react";
import { MiddleCut } from "../../components/middle-cut.tsx";
import { permissionModelWords } from "../../components/permission-model-words.ts";
import { useGridStyles } from "./access-grid.styles.ts";
import type { AccessMatrix, MatrixCell, MatrixRow } from "./access-matrix.ts";
import { CellContent } from "./cell-content.tsx";
import { cellElementId } from "./cell-element-id.ts";
import { type Place, placeAfterKey } from "./grid-keys.ts";
import { IdentityHead } from "./identity-head.tsx";

type AccessGridProps = {
  matrix: AccessMatrix;
  selected: MatrixCell | undefined;
  onOpen: (cell: MatrixCell) => void;
};

/** The access matrix for wide screens: one tab stop, arrow keys move, Enter opens. */
export function AccessGrid({ matrix, selected, onOpen }: AccessGridProps) {
  const styles = useGridStyles();
  const [place, setPlace] = useState<Place>({ row: 0, column: 0 });
  const size = { row: matrix.rows.length, column: matrix.vaults.length };
  const at = { row: Math.min(place.row, size.row - 1), column: Math.min(place.column, size.column - 1) };

  const onKeyDown = (event: KeyboardEvent) => {
    const cell = matrix.rows[at.row]?.cells[at.column];
    if (cell && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      onOpen(cell);
      return;
    }
    const next = placeAfterKey({
      key: event.key,
      withControl: event.ctrlKey || event.metaKey,
      from: at,
      size,
    });
    const target = next && matrix.rows[next.row]?.cells[next.column];
    if (!target) return;
    event.preventDefault();
    setPlace(next);
    document.getElementById(cellElementId(target))?.focus();
  };

  return (
    <div className={styles.scroll}>
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table may be a grid (ARIA in HTML)
        role="grid"
        aria-label="Access matrix"
        aria-busy={matrix.checking}
        className={styles.table}
        onKeyDown={onKeyDown}
      >
        <thead>
          <tr>
            <th scope="col" className={styles.corner}>
              Identity
            </th>
            {matrix.vaults.map((vault) => (
              <th key={vault.id} scope="col" className={styles.columnHead}>
                <MiddleCut text={vault.name} />
                <span className={styles.sub}>{permissionModelWords(vault.permissionModel)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {matrix.rows.map((row, index) => (
            <GridRow
              key={row.identity.id}
              row={row}
              focusColumn={index === at.row ? at.column : null}
              selected={selected}
              onFocus={(column) => setPlace({ row: index, column })}
              onOpen={onOpen}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

type GridRowProps = {
  row: MatrixRow;
  focusColumn: number | null;
  selected: MatrixCell | undefined;
  onFocus: (column: number) => void;
  onOpen: (cell: MatrixCell) => void;
};

function GridRow({ row, focusColumn, selected, onFocus, onOpen }: GridRowProps) {
  const styles = useGridStyles();
  const apart = row.identity.kind === "as-configured";
  return (
    <tr>
      <th
        scope="row"
        className={mergeClasses(styles.rowHead, apart && styles.apart, apart && styles.apartHead)}
      >
        <IdentityHead row={row} />
      </th>
      {row.cells.map((cell, column) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the grid handles the keys for all its cells
        <td
          key={cell.vault.id}
          id={cellElementId(cell)}
          tabIndex={column === focusColumn ? 0 : -1}
          className={mergeClasses(
            styles.cell,
            apart && styles.apart,
            isSame(cell, selected) && styles.selected,
          )}
          onFocus={() => onFocus(column)}
          onClick={() => onOpen(cell)}
        >
          <CellContent cell={cell} />
        </td>
      ))}
    </tr>
  );
}

function isSame(cell: MatrixCell, other: MatrixCell | undefined): boolean {
  return cell.identity.id === other?.identity.id && cell.vault.id === other.vault.id;
}
