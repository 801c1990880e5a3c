import { mergeClasses } from "@fluentui/react-components";
import { outcomeVerdict } from "@latchkey/diagnosis/outcome-words";
import type { ComparedVault, SampledOutcome } from "@latchkey/shared/compare";
import { Fragment } from "react";
import { useTableStyles } from "../../components/table.styles.ts";
import { VerdictLine } from "../../components/verdict-line.tsx";
import { duration } from "../../lib/format-time.ts";
import { DifferenceMark } from "./difference-mark.tsx";
import { usePairStyles } from "./pair.styles.ts";
import { PairTable, type Sides } from "./pair-table.tsx";

/** Per vault and operation: the outcome and the median time of both sides. */
export function VaultComparison({ vaults, sides }: { vaults: ComparedVault[]; sides: Sides }) {
  const table = useTableStyles();
  return (
    <PairTable label="Outcomes by vault" what="Vault and operation" sides={sides}>
      {vaults.map((vault) => (
        <Fragment key={vault.vaultId}>
          <tr className={table.groupRow}>
            <th scope="rowgroup" colSpan={4} className={table.group}>
              {vault.name}
              <span className={table.groupNote}>{vault.sentence}</span>
            </th>
          </tr>
          {vault.operations.map((compared) => (
            <OperationRow key={compared.operation} compared={compared} sides={sides} />
          ))}
        </Fragment>
      ))}
    </PairTable>
  );
}

type OperationRowProps = { compared: ComparedVault["operations"][number]; sides: Sides };

function OperationRow({ compared: { operation, left, right, differs }, sides }: OperationRowProps) {
  const table = useTableStyles();
  const styles = usePairStyles();
  return (
    <tr className={mergeClasses(table.row, styles.row, differs && styles.differing)}>
      <th scope="row" className={mergeClasses(table.cell, styles.capital)}>
        {operation}
      </th>
      <td className={table.cell} data-label={sides.left}>
        <Sampled sampled={left} />
      </td>
      <td className={table.cell} data-label={sides.right}>
        <Sampled sampled={right} />
      </td>
      <td className={table.cell}>
        <DifferenceMark differs={differs} />
      </td>
    </tr>
  );
}

function Sampled({ sampled: { outcome, medianMs, samplesMs, steady } }: { sampled: SampledOutcome }) {
  const styles = usePairStyles();
  return (
    <div className={styles.outcome}>
      <VerdictLine verdict={outcomeVerdict(outcome)}>
        {outcomeVerdict(outcome).words}
        {outcome.kind === "unknown" && <div className={styles.note}>because {outcome.because}</div>}
        {!steady && <div className={styles.note}>The samples had different outcomes.</div>}
      </VerdictLine>
      {medianMs !== null && (
        <span className={styles.took} title={`Samples: ${samplesMs.map(duration).join(", ")}`}>
          {duration(medianMs)}
        </span>
      )}
    </div>
  );
}
