// biome-ignore-all lint/a11y/useSemanticElements: rows are placed by transform, which table elements cannot be
// biome-ignore-all lint/a11y/useFocusableInteractive: rows and heads of a table are not interactive; what is in a cell may be
import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useRef } from "react";

const rowsBeyondView = 8;
const headHeight = 40;
const borders = 2;

const useStyles = makeStyles({
  frame: {
    overflowY: "auto",
    overflowX: "hidden",
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    "@media print": { height: "auto !important", overflow: "visible" },
  },
  row: { display: "grid", alignItems: "center" },
  headGroup: { position: "sticky", top: 0, zIndex: 1 },
  head: {
    height: `${headHeight}px`,
    backgroundColor: tokens.colorNeutralBackground2,
    borderBottom: `1px solid ${tokens.colorNeutralStroke1}`,
    fontWeight: tokens.fontWeightSemibold,
  },
  body: { position: "relative" },
  bodyRow: {
    position: "absolute",
    top: 0,
    left: 0,
    right: 0,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  selected: { backgroundColor: tokens.colorNeutralBackground1Selected },
  cell: { minWidth: 0, overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap" },
});

/** One column: its head's name, and what stands in the cell of a row. */
export type VirtualColumn<Row> = {
  name: string;
  cell: (row: Row) => ReactNode;
  /** The full text of a cell that may be cut. */
  title?: (row: Row) => string | undefined;
  /** The rows stand in the order of this column. */
  sort?: "ascending" | "descending" | undefined;
  /** For head and cells: where the column is hidden, how it is placed. */
  className?: string;
  /** For cells alone. */
  cellClassName?: string;
};

type VirtualTableProps<Row> = {
  label: string;
  /** The name of the scrolling region round the table. */
  regionLabel: string;
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  columns: VirtualColumn<Row>[];
  /** In px, the same for every row. */
  rowHeight: number;
  /** The columns' widths and gaps as CSS grid, for head and rows. */
  gridClassName: string;
  rowClassName?: string;
  selected?: (row: Row) => boolean;
  /** A CSS height, or as tall as the rows but at most this many. */
  height: string | { rows: number };
};

/** A table in a window on all its rows: however many, only the rows in view and a few beside are elements. */
export function VirtualTable<Row>(props: VirtualTableProps<Row>) {
  const { label, regionLabel, rows, keyOf, columns, rowHeight, gridClassName, height } = props;
  const styles = useStyles();
  const scroller = useRef<HTMLElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => {
      const row = rows[index];
      return row === undefined ? index : keyOf(row);
    },
    overscan: rowsBeyondView,
    scrollPaddingStart: headHeight,
  });
  return (
    <section
      ref={scroller}
      className={styles.frame}
      style={{
        height:
          typeof height === "string"
            ? height
            : headHeight + rowHeight * Math.min(rows.length, height.rows) + borders,
      }}
      aria-label={regionLabel}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable with the keyboard
      tabIndex={0}
    >
      <div role="table" aria-label={label} aria-rowcount={rows.length + 1}>
        <HeadRow columns={columns} gridClassName={gridClassName} />
        <div role="rowgroup" className={styles.body} style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start, key }) => {
            const row = rows[index];
            return (
              row !== undefined && (
                <div
                  key={key}
                  role="row"
                  aria-rowindex={index + 2}
                  className={mergeClasses(
                    styles.row,
                    gridClassName,
                    styles.bodyRow,
                    props.rowClassName,
                    props.selected?.(row) && styles.selected,
                  )}
                  style={{ height: rowHeight, transform: `translateY(${start}px)` }}
                >
                  <Cells row={row} columns={columns} />
                </div>
              )
            );
          })}
        </div>
      </div>
    </section>
  );
}

type HeadRowProps<Row> = { columns: VirtualColumn<Row>[]; gridClassName: string };

function HeadRow<Row>({ columns, gridClassName }: HeadRowProps<Row>) {
  const styles = useStyles();
  return (
    <div role="rowgroup" className={styles.headGroup}>
      <div role="row" aria-rowindex={1} className={mergeClasses(styles.row, gridClassName, styles.head)}>
        {columns.map(({ name, sort, className }) => (
          <span
            key={name}
            role="columnheader"
            aria-sort={sort}
            className={mergeClasses(styles.cell, className)}
          >
            {name}
          </span>
        ))}
      </div>
    </div>
  );
}

function Cells<Row>({ row, columns }: { row: Row; columns: VirtualColumn<Row>[] }) {
  const styles = useStyles();
  return columns.map(({ name, cell, title, className, cellClassName }) => (
    <span
      key={name}
      role="cell"
      title={title?.(row)}
      className={mergeClasses(styles.cell, className, cellClassName)}
    >
      {cell(row)}
    </span>
  ));
}
