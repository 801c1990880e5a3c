import { mergeClasses } from "@fluentui/react-components";
import type { SecretItem } from "@latchkey/shared/secret";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef } from "react";
import { useMedia } from "../../lib/use-media.ts";
import type { Sort } from "./secret-list.ts";
import { SecretRow } from "./secret-row.tsx";
import { useSecretTableStyles } from "./secret-table.styles.ts";

const rowsBeyondView = 8;
const headHeight = 40;

type SecretTableProps = {
  secrets: SecretItem[];
  sort: Sort;
  selected: string | undefined;
  nowMs: number;
  onTest: ((name: string) => void) | undefined;
};

/** The secrets in a window on the whole list: however long it is, only the rows in view and a few beside are elements. */
export function SecretTable({ secrets, sort, selected, nowMs, onTest }: SecretTableProps) {
  const styles = useSecretTableStyles();
  const scroller = useRef<HTMLElement>(null);
  const rowHeight = useMedia("(max-width: 639.98px)") ? 60 : 44;
  const rows = useVirtualizer({
    count: secrets.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => secrets[index]?.name ?? index,
    overscan: rowsBeyondView,
    scrollPaddingStart: headHeight,
  });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable with the keyboard
    <section ref={scroller} className={styles.scroll} aria-label="Secret list" tabIndex={0}>
      {/* biome-ignore-start lint/a11y/useSemanticElements: rows are placed by transform, which table elements cannot be */}
      <div role="table" aria-label="Secrets" aria-rowcount={secrets.length + 1}>
        <HeadRow sort={sort} testable={onTest !== undefined} />
        <div role="rowgroup" className={styles.body} style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map(({ index, start, key }) => {
            const secret = secrets[index];
            return (
              secret && (
                <SecretRow
                  key={key}
                  secret={secret}
                  rowIndex={index + 2}
                  top={start}
                  height={rowHeight}
                  selected={secret.name === selected}
                  nowMs={nowMs}
                  onTest={onTest}
                />
              )
            );
          })}
        </div>
      </div>
      {/* biome-ignore-end lint/a11y/useSemanticElements: as above */}
    </section>
  );
}

function HeadRow({ sort, testable }: { sort: Sort; testable: boolean }) {
  const styles = useSecretTableStyles();
  const ordered = (column: Sort) =>
    column === sort ? (sort === "updated" ? "descending" : "ascending") : undefined;
  return (
    // biome-ignore-start lint/a11y/useSemanticElements: as the rows below
    // biome-ignore-start lint/a11y/useFocusableInteractive: heads are not interactive; the order is chosen above the list
    <div role="rowgroup" className={styles.headGroup}>
      <div role="row" aria-rowindex={1} className={mergeClasses(styles.row, styles.head)}>
        <span role="columnheader" aria-sort={ordered("name")} className={styles.cell}>
          Name
        </span>
        <span role="columnheader" className={mergeClasses(styles.cell, styles.medium)}>
          Status
        </span>
        <span role="columnheader" className={mergeClasses(styles.cell, styles.wide)}>
          Content type
        </span>
        <span
          role="columnheader"
          aria-sort={ordered("updated")}
          className={mergeClasses(styles.cell, styles.wide)}
        >
          Updated
        </span>
        <span
          role="columnheader"
          aria-sort={ordered("expires")}
          className={mergeClasses(styles.cell, styles.medium)}
        >
          Expires
        </span>
        <span role="columnheader" className={styles.actionCell}>
          {testable && "Test"}
        </span>
      </div>
    </div>
    // biome-ignore-end lint/a11y/useFocusableInteractive: as above
    // biome-ignore-end lint/a11y/useSemanticElements: as above
  );
}
