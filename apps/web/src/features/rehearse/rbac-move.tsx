import { makeStyles } from "@fluentui/react-components";
import type { RehearseAnswer } from "@latchkey/shared/rehearse";
import { useTableStyles } from "../../components/table.styles.ts";
import { minorHeading } from "../../components/text.styles.ts";
import { VerdictLine } from "../../components/verdict-line.tsx";

const useStyles = makeStyles({
  move: { display: "grid", gridTemplateColumns: "minmax(0, 1fr)", gap: "12px" },
  heading: minorHeading,
  list: { listStyleType: "none", margin: 0, padding: 0, display: "grid", gap: "4px" },
});

/** The smallest set of roles that keeps what the access policies give, and what it widens, loses or wakes. */
export function RbacMove({ move }: { move: NonNullable<RehearseAnswer["rbac"]> }) {
  const table = useTableStyles();
  const styles = useStyles();
  const warnings = [...move.lost, ...move.wakes];
  return (
    <div className={styles.move}>
      <h3 className={styles.heading}>The smallest set of roles</h3>
      <div className={table.frame}>
        <table className={table.table} aria-label="Roles that keep the access">
          <thead className={table.head}>
            <tr>
              <th scope="col">Who</th>
              <th scope="col">Role</th>
              <th scope="col">Keeps</th>
              <th scope="col">Widens</th>
            </tr>
          </thead>
          <tbody>
            {move.roles.map(({ principalId, name, roleId, roleName, keeps, widens }) => (
              <tr key={`${principalId} ${roleId}`} className={table.row}>
                <th scope="row" className={table.cell}>
                  {name}
                  <div className={table.mono}>{principalId}</div>
                </th>
                <td className={table.cell} data-label="Role">
                  {roleName}
                </td>
                <td className={table.cell} data-label="Keeps">
                  {keeps.length === 0 ? "Nothing" : keeps.join(", ")}
                </td>
                <td className={table.cell} data-label="Widens">
                  {widens.length === 0 ? "Nothing" : widens.join(", ")}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {warnings.length > 0 && (
        <ul className={styles.list}>
          {warnings.map((sentence) => (
            <li key={sentence}>
              <VerdictLine verdict={{ status: "warning", words: "Warning" }}>{sentence}</VerdictLine>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
