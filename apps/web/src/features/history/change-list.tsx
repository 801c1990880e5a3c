import { makeStyles } from "@fluentui/react-components";
import type { HistoryChange } from "@latchkey/shared/history";
import type { Identity } from "@latchkey/shared/identity";
import { Instant } from "../../components/instant.tsx";
import { useTableStyles } from "../../components/table.styles.ts";
import { changeWords } from "./timelines.ts";

const useStyles = makeStyles({ seen: { width: "20%" } });

/** What changed in the configuration, newest first. */
export function ChangeList({ changes, identities }: { changes: HistoryChange[]; identities: Identity[] }) {
  const tables = useTableStyles();
  const styles = useStyles();
  return (
    <div className={tables.frame}>
      <table className={tables.table}>
        <thead className={tables.head}>
          <tr>
            <th scope="col" className={styles.seen}>
              First seen
            </th>
            <th scope="col">What</th>
          </tr>
        </thead>
        <tbody>
          {changes.map((change) => (
            <tr key={`${change.at} ${change.what}`} className={tables.row}>
              <td className={tables.cell}>
                <Instant at={change.at} />
              </td>
              <td className={tables.cell}>{changeWords(change, identities)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
