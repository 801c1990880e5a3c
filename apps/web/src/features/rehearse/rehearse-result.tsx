import { makeStyles, tokens } from "@fluentui/react-components";
import type { RehearseAnswer } from "@latchkey/shared/rehearse";
import { Empty } from "../../components/empty.tsx";
import { Instant } from "../../components/instant.tsx";
import { Quotes } from "../../components/quotes.tsx";
import { StatusMark } from "../../components/status-mark.tsx";
import { useTableStyles } from "../../components/table.styles.ts";
import { minorHeading, smallGreyParagraph, wideProse } from "../../components/text.styles.ts";
import { VerdictLine } from "../../components/verdict-line.tsx";
import { PlanList } from "./plan-list.tsx";
import { RbacMove } from "./rbac-move.tsx";
import { ReachedTable } from "./reached-table.tsx";
import { rehearseVerdict } from "./rehearse-words.ts";

const useStyles = makeStyles({
  result: { display: "grid", gridTemplateColumns: "minmax(0, 1fr)", gap: "16px" },
  verdict: { display: "grid", gap: "6px" },
  mark: { fontWeight: tokens.fontWeightSemibold },
  text: wideProse,
  quiet: smallGreyParagraph,
  heading: minorHeading,
});

/** Names of identities by their id, for the rows. */
type Names = (identityId: string) => string;

/** What a change would do: the verdict, what it reaches, and the plan. */
export function RehearseResult({ answer, nameOf }: { answer: RehearseAnswer; nameOf: Names }) {
  const table = useTableStyles();
  const styles = useStyles();
  const { verdict, cells, references, plan, warnings, rbac, reportAt } = answer;
  return (
    <div className={styles.result}>
      <div className={styles.verdict} role="status">
        <span className={styles.mark}>
          <StatusMark verdict={rehearseVerdict(verdict.kind)} size={20} />
        </span>
        <p className={styles.text}>{verdict.sentence}</p>
      </div>
      {verdict.evidence.length > 0 && (
        <details>
          <summary className={table.summary}>Evidence</summary>
          <Quotes basis={verdict.basis} quotes={verdict.evidence} />
        </details>
      )}
      <p className={styles.quiet}>
        Worked out from the report made <Instant at={reportAt} />. Nothing was changed.
      </p>
      {warnings.map((warning) => (
        <VerdictLine key={warning} verdict={{ status: "warning", words: "Warning" }}>
          {warning}
        </VerdictLine>
      ))}
      {cells.length === 0 && references.length === 0 && verdict.kind !== "cannot-tell" && (
        <Empty title="No cell and no reference is reached">
          What the change turns red, or green, would stand here.
        </Empty>
      )}
      {cells.length > 0 && (
        <ReachedTable
          label="Cells that the change reaches"
          what="Identity, vault and operation"
          rows={cells.map(({ identityId, vaultId, operation, ...rest }) => ({
            ...rest,
            id: `${identityId} ${vaultId} ${operation}`,
            name: `${nameOf(identityId)} at ${vaultId}: ${operation}`,
          }))}
        />
      )}
      {references.length > 0 && (
        <ReachedTable
          label="References that the change reaches"
          what="Key Vault reference"
          rows={references.map(({ setting, vaultId, ...rest }) => ({
            ...rest,
            id: setting,
            name: vaultId ? `${setting}, from ${vaultId}` : setting,
          }))}
        />
      )}
      {rbac && <RbacMove move={rbac} />}
      {plan.length > 0 && (
        <>
          <h3 className={styles.heading}>The plan, in order</h3>
          <PlanList plan={plan} />
        </>
      )}
    </div>
  );
}
