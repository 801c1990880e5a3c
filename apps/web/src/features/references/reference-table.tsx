import { makeStyles } from "@fluentui/react-components";
import type { Reference } from "@latchkey/shared/references";
import { useTableStyles } from "../../components/table.styles.ts";
import { ReferenceRow } from "./reference-row.tsx";

const useStyles = makeStyles({
  setting: { width: "22%" },
  secret: { width: "18%" },
  status: { width: "17%" },
  version: { width: "16%" },
});

/** Every Key Vault reference: what it names, what Azure says of it, as whom, and whether it works. */
export function ReferenceTable({ references }: { references: Reference[] }) {
  const table = useTableStyles();
  const styles = useStyles();
  return (
    <div className={table.frame}>
      <table className={table.table} aria-label="Key Vault references">
        <colgroup>
          <col className={styles.setting} />
          <col className={styles.secret} />
          <col className={styles.status} />
          <col className={styles.version} />
          <col />
        </colgroup>
        <thead className={table.head}>
          <tr>
            <th scope="col">App setting</th>
            <th scope="col">Vault and secret</th>
            <th scope="col">Status in Azure</th>
            <th scope="col">Version</th>
            <th scope="col">Verdict</th>
          </tr>
        </thead>
        <tbody>
          {references.map((reference) => (
            <ReferenceRow key={reference.setting} reference={reference} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
