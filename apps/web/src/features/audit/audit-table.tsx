import { makeStyles } from "@fluentui/react-components";
import type { AuditRecord } from "@latchkey/shared/audit";
import { Identifier } from "../../components/identifier.tsx";
import { Instant } from "../../components/instant.tsx";
import { MiddleCut } from "../../components/middle-cut.tsx";
import { StatusMark } from "../../components/status-mark.tsx";
import { useTableStyles } from "../../components/table.styles.ts";
import { actionWords, auditVerdict } from "./audit-words.ts";

const useStyles = makeStyles({
  when: { width: "9%" },
  who: { width: "17%" },
  what: { width: "14%" },
  outcome: { width: "18%" },
  request: { width: "20%" },
  one: { display: "flex", minWidth: 0 },
});

type AuditTableProps = { records: AuditRecord[]; nameOf: (identityId: string) => string };

/** Who did what, when, as which identity, at which vault, what came of it, and the id that joins Key Vault's own log. */
export function AuditTable({ records, nameOf }: AuditTableProps) {
  const tables = useTableStyles();
  const styles = useStyles();
  return (
    <div className={tables.frame}>
      <table className={tables.table}>
        <thead className={tables.head}>
          <tr>
            <th scope="col" className={styles.when}>
              When
            </th>
            <th scope="col" className={styles.who}>
              Who
            </th>
            <th scope="col" className={styles.what}>
              What
            </th>
            <th scope="col">As identity</th>
            <th scope="col">Vault</th>
            <th scope="col" className={styles.outcome}>
              Outcome
            </th>
            <th scope="col" className={styles.request}>
              Client request id
            </th>
          </tr>
        </thead>
        <tbody>
          {records.map((record) => (
            <AuditRow key={`${record.segment} ${record.seq}`} record={record} nameOf={nameOf} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function AuditRow({ record, nameOf }: { record: AuditRecord; nameOf: (identityId: string) => string }) {
  const tables = useTableStyles();
  const styles = useStyles();
  const verdict = auditVerdict(record);
  return (
    <tr className={tables.row}>
      <td className={tables.cell}>
        <Instant at={record.at} />
      </td>
      <td className={tables.cell}>
        <span className={styles.one}>
          <MiddleCut text={record.person.name} />
        </span>
      </td>
      <td className={tables.cell}>{actionWords(record)}</td>
      <td className={tables.cell} data-label="As identity">
        {record.identityId ? nameOf(record.identityId) : "–"}
      </td>
      <td className={tables.cell} data-label="Vault">
        {record.vaultId ?? "–"}
      </td>
      <td className={tables.cell}>{verdict ? <StatusMark verdict={verdict} /> : "–"}</td>
      <td className={tables.cell} data-label="Client request id">
        {record.requestId ? <Identifier value={record.requestId} what="Client request id" /> : "–"}
      </td>
    </tr>
  );
}
