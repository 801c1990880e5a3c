import { makeStyles, mergeClasses } from "@fluentui/react-components";
import { StatusMark } from "../../components/status-mark.tsx";
import { useTableStyles } from "../../components/table.styles.ts";
import { onNarrow } from "../../lib/breakpoints.ts";
import { byEffect, type Reached, unchangedWords } from "./reached.ts";
import { accessVerdict } from "./rehearse-words.ts";

const useStyles = makeStyles({
  what: { width: "30%" },
  state: { width: "140px" },
  row: {
    [onNarrow]: {
      display: "grid",
      gridTemplateColumns: "minmax(0, 1fr) minmax(0, 1fr)",
      "& > th": { gridColumn: "1 / -1" },
      "& > td:last-child": { gridColumn: "1 / -1" },
    },
  },
});

type ReachedTableProps = { label: string; what: string; rows: Reached[] };

/** What the change turns red or green, with the reason; what it reaches and leaves as it is, is folded away. */
export function ReachedTable({ label, what, rows }: ReachedTableProps) {
  const table = useTableStyles();
  const { turned, unchanged } = byEffect(rows);
  return (
    <>
      {turned.length > 0 && <Rows label={label} what={what} rows={turned} />}
      {unchanged.length > 0 && (
        <details>
          <summary className={table.summary}>{unchangedWords(unchanged.length, what)}</summary>
          <Rows label={`${label} and leaves as they are`} what={what} rows={unchanged} />
        </details>
      )}
    </>
  );
}

function Rows({ label, what, rows }: ReachedTableProps) {
  const table = useTableStyles();
  const styles = useStyles();
  return (
    <div className={table.frame}>
      <table className={table.table} aria-label={label}>
        <colgroup>
          <col className={styles.what} />
          <col className={styles.state} />
          <col className={styles.state} />
          <col />
        </colgroup>
        <thead className={table.head}>
          <tr>
            <th scope="col">{what}</th>
            <th scope="col">Before</th>
            <th scope="col">After</th>
            <th scope="col">Because</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, name, before, after, because }) => (
            <tr key={id} className={mergeClasses(table.row, styles.row)}>
              <th scope="row" className={table.cell}>
                {name}
              </th>
              <td className={table.cell} data-label="Before">
                <StatusMark verdict={accessVerdict(before)} />
              </td>
              <td className={table.cell} data-label="After">
                <StatusMark verdict={accessVerdict(after)} />
              </td>
              <td className={table.cell}>{because}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
