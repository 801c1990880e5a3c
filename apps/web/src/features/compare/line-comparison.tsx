import { mergeClasses } from "@fluentui/react-components";
import type { ComparedLine } from "@latchkey/shared/compare";
import { useTableStyles } from "../../components/table.styles.ts";
import { DifferenceMark } from "./difference-mark.tsx";
import { usePairStyles } from "./pair.styles.ts";
import { PairTable, type Sides } from "./pair-table.tsx";

type LineComparisonProps = {
  label: string;
  what: string;
  lines: ComparedLine[];
  sides: Sides;
  mono?: boolean;
};

/** Claims, or facts of the life of an identity, side by side. `mono` draws the values as ids. */
export function LineComparison({ label, what, lines, sides, mono = false }: LineComparisonProps) {
  const table = useTableStyles();
  const styles = usePairStyles();
  const cell = mergeClasses(table.cell, mono && table.mono);
  return (
    <PairTable label={label} what={what} sides={sides}>
      {lines.map(({ id, title, left, right, differs }) => (
        <tr key={id} className={mergeClasses(table.row, styles.row)}>
          <th scope="row" className={table.cell}>
            {title}
          </th>
          <td className={cell} data-label={sides.left}>
            {left ?? "None"}
          </td>
          <td className={cell} data-label={sides.right}>
            {right ?? "None"}
          </td>
          <td className={table.cell}>
            <DifferenceMark differs={differs} uncounted={left !== right} />
          </td>
        </tr>
      ))}
    </PairTable>
  );
}
