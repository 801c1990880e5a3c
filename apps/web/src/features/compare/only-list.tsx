import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef } from "react";
import { MiddleCut } from "../../components/middle-cut.tsx";
import type { Sides } from "./pair-table.tsx";
import type { SecretsCompared } from "./queries.ts";

const rowHeight = 36;
const rowsBeyondView = 8;
const tallestRows = 12;

const useStyles = makeStyles({
  scroll: {
    overflowY: "auto",
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    "@media print": { height: "auto !important", overflow: "visible" },
  },
  row: {
    display: "grid",
    gridTemplateColumns: "minmax(0, 1fr) minmax(0, 240px)",
    columnGap: "16px",
    alignItems: "center",
    height: `${rowHeight}px`,
    padding: "0 16px",
    "@media (max-width: 639.98px)": {
      gridTemplateColumns: "minmax(0, 1fr) minmax(0, 132px)",
      padding: "0 12px",
    },
  },
  head: {
    position: "sticky",
    top: 0,
    zIndex: 1,
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
  cell: { display: "flex", minWidth: 0, overflow: "hidden" },
});

type OnlyListProps = { only: SecretsCompared["only"]; sides: Sides };

/** The names that one side alone can list: however many, only the rows in view and a few beside are elements. */
export function OnlyList({ only, sides }: OnlyListProps) {
  const styles = useStyles();
  const scroller = useRef<HTMLElement>(null);
  const rows = useVirtualizer({
    count: only.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => `${only[index]?.side} ${only[index]?.name}`,
    overscan: rowsBeyondView,
    scrollPaddingStart: rowHeight,
  });
  const height = rowHeight * (Math.min(only.length, tallestRows) + 1) + 2;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable with the keyboard
    <section ref={scroller} className={styles.scroll} style={{ height }} aria-label="Names" tabIndex={0}>
      {/* biome-ignore-start lint/a11y/useSemanticElements: rows are placed by transform, which table elements cannot be */}
      {/* biome-ignore-start lint/a11y/useFocusableInteractive: rows and heads of a table are not interactive */}
      <div role="table" aria-label="Secrets only one can list" aria-rowcount={only.length + 1}>
        <div role="rowgroup" className={styles.head}>
          <div role="row" aria-rowindex={1} className={styles.row}>
            <span role="columnheader">Name</span>
            <span role="columnheader">Only listed by</span>
          </div>
        </div>
        <div role="rowgroup" className={styles.body} style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map(({ index, start, key }) => (
            <div
              key={key}
              role="row"
              aria-rowindex={index + 2}
              className={mergeClasses(styles.row, styles.bodyRow)}
              style={{ transform: `translateY(${start}px)` }}
            >
              <span role="cell" className={styles.cell}>
                <MiddleCut text={only[index]?.name ?? ""} />
              </span>
              <span role="cell" className={styles.cell}>
                <MiddleCut text={sides[only[index]?.side ?? "left"]} />
              </span>
            </div>
          ))}
        </div>
      </div>
      {/* biome-ignore-end lint/a11y/useFocusableInteractive: as above */}
      {/* biome-ignore-end lint/a11y/useSemanticElements: as above */}
    </section>
  );
}
