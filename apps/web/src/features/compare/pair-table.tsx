import type { ReactNode } from "react";
import { useTableStyles } from "../../components/table.styles.ts";
import { usePairStyles } from "./pair.styles.ts";

/** The names of the two sides, as they stand over the columns. */
export type Sides = { left: string; right: string };

type PairTableProps = { label: string; what: string; sides: Sides; children: ReactNode };

/** The frame of a table with two sides. */
export function PairTable({ label, what, sides, children }: PairTableProps) {
  const table = useTableStyles();
  const styles = usePairStyles();
  return (
    <div className={table.frame}>
      <table className={table.table} aria-label={label}>
        <colgroup>
          <col className={styles.what} />
          <col />
          <col />
          <col className={styles.differs} />
        </colgroup>
        <thead className={table.head}>
          <tr>
            <th scope="col">{what}</th>
            <th scope="col">{sides.left}</th>
            <th scope="col">{sides.right}</th>
            <th scope="col">Difference</th>
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
