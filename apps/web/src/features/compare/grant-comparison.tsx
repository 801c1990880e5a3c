import { makeStyles, mergeClasses } from "@fluentui/react-components";
import type { ComparedVault } from "@latchkey/shared/compare";
import type { Fact } from "@latchkey/shared/fact";
import type { Grant } from "@latchkey/shared/grant";
import { useTableStyles } from "../../components/table.styles.ts";
import { VerdictLine } from "../../components/verdict-line.tsx";
import { grantWords, knownGrants } from "./compare-answers.ts";
import { DifferenceMark } from "./difference-mark.tsx";
import { usePairStyles } from "./pair.styles.ts";
import { PairTable, type Sides } from "./pair-table.tsx";

const useStyles = makeStyles({
  list: { listStyleType: "none", margin: 0, padding: 0, display: "grid", gap: "6px" },
});

/** Per vault: what is granted to each side. */
export function GrantComparison({ vaults, sides }: { vaults: ComparedVault[]; sides: Sides }) {
  const table = useTableStyles();
  const styles = usePairStyles();
  return (
    <PairTable label="Grants by vault" what="Vault" sides={sides}>
      {vaults.map(({ vaultId, name, grants }) => (
        <tr key={vaultId} className={mergeClasses(table.row, styles.row)}>
          <th scope="row" className={table.cell}>
            {name}
          </th>
          <td className={table.cell} data-label={sides.left}>
            <Grants fact={grants.left} />
          </td>
          <td className={table.cell} data-label={sides.right}>
            <Grants fact={grants.right} />
          </td>
          <td className={table.cell}>
            <DifferenceMark differs={grants.differs} />
          </td>
        </tr>
      ))}
    </PairTable>
  );
}

function Grants({ fact }: { fact: Fact<Grant[]> }) {
  const table = useTableStyles();
  const styles = useStyles();
  const known = knownGrants(fact);
  if ("because" in known) return <span className={table.quiet}>Unknown, because {known.because}</span>;
  if (known.grants.length === 0) return <span className={table.quiet}>Nothing is granted</span>;
  return (
    <ul className={styles.list}>
      {known.grants.map((grant) => (
        <li key={`${grant.kind} ${grant.what} ${grant.scope}`}>
          <span title={grant.scope}>{grantWords(grant)}</span>
          {grant.withoutEffect && (
            <VerdictLine verdict={{ status: "warning", words: "No effect" }}>
              <span className={table.quiet}>No effect: {grant.withoutEffect}</span>
            </VerdictLine>
          )}
        </li>
      ))}
    </ul>
  );
}
