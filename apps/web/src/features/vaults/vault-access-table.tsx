import { makeStyles, tokens } from "@fluentui/react-components";
import type { ObservedVault } from "@latchkey/shared/vault";
import { Link } from "@tanstack/react-router";
import { MiddleCut } from "../../components/middle-cut.tsx";
import { differenceWords, predictionLine } from "../../components/prediction-words.ts";
import { StatusMark } from "../../components/status-mark.tsx";
import { useTableStyles } from "../../components/table.styles.ts";
import { greyText, minorHeading, prose } from "../../components/text.styles.ts";
import { VerdictLine } from "../../components/verdict-line.tsx";
import { type GrantLine, type LastReport, type VaultAccessRow, vaultAccessRows } from "./vault-access.ts";

const useStyles = makeStyles({
  section: { minWidth: 0 },
  heading: { ...minorHeading, margin: "0 0 8px" },
  note: { ...prose, ...greyText, margin: "0 0 8px" },
  plain: { borderTop: `1px solid ${tokens.colorNeutralStroke2}`, minWidth: 0 },
  granted: { width: "40%" },
  name: { fontWeight: tokens.fontWeightSemibold, display: "flex", minWidth: 0 },
  lines: { listStyleType: "none", margin: 0, padding: 0, display: "grid", gap: "6px" },
  link: { color: "inherit", display: "inline-flex", maxWidth: "100%" },
});

type VaultAccessTableProps = { vault: ObservedVault; report: LastReport | undefined };

/** Each identity at this vault: what it is granted, what ARM lets expect of that, and what was seen. */
export function VaultAccessTable({ vault, report }: VaultAccessTableProps) {
  const tables = useTableStyles();
  const styles = useStyles();
  const rows = vaultAccessRows(vault, report);
  return (
    <section className={styles.section} aria-label={`Access to ${vault.name}`}>
      <h3 className={styles.heading}>Who of our identities may what</h3>
      {vault.grants.state === "unknown" && (
        <p className={styles.note}>
          Grants are unknown, because {vault.grants.because}.
          {vault.grants.missingRight && ` Missing right: ${vault.grants.missingRight}.`}
        </p>
      )}
      {rows.length === 0 && vault.grants.state === "known" && (
        <p className={styles.note}>Nothing is granted to an identity of this app.</p>
      )}
      {rows.length > 0 && (
        <div className={styles.plain}>
          <table className={tables.table}>
            <thead className={tables.head}>
              <tr>
                <th scope="col">Identity</th>
                <th scope="col" className={styles.granted}>
                  Granted
                </th>
                <th scope="col">ARM predicts</th>
                <th scope="col">Seen in the last report</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <AccessRow key={row.identityId} row={row} vault={vault} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function AccessRow({ row, vault }: { row: VaultAccessRow; vault: ObservedVault }) {
  const tables = useTableStyles();
  const styles = useStyles();
  return (
    <tr className={tables.row}>
      <th scope="row" className={tables.cell}>
        <span className={styles.name}>
          <MiddleCut text={row.name} />
        </span>
      </th>
      <td className={tables.cell} data-label="Granted">
        <Granted grants={row.grants} known={vault.grants.state === "known"} />
      </td>
      <td className={tables.cell} data-label="ARM predicts">
        <Predicted row={row} />
      </td>
      <td className={tables.cell} data-label="Seen in the last report">
        {row.observed ? (
          <Link to="/" search={{ identity: row.identityId, vault: vault.id }} className={styles.link}>
            <StatusMark verdict={row.observed} />
          </Link>
        ) : (
          <span className={tables.quiet}>Not checked yet</span>
        )}
      </td>
    </tr>
  );
}

function Granted({ grants, known }: { grants: GrantLine[]; known: boolean }) {
  const tables = useTableStyles();
  const styles = useStyles();
  if (grants.length === 0) return <span className={tables.quiet}>{known ? "Nothing" : "Unknown"}</span>;
  return (
    <ul className={styles.lines}>
      {grants.map(({ what, where, withoutEffect }) => (
        <li key={`${what} ${where}`}>
          {what} <span className={tables.quiet}>{where}</span>
          {withoutEffect && (
            <VerdictLine verdict={{ status: "warning", words: `No effect: ${withoutEffect}` }} />
          )}
        </li>
      ))}
    </ul>
  );
}

function Predicted({ row: { prediction } }: { row: VaultAccessRow }) {
  const tables = useTableStyles();
  if (!prediction) return <span className={tables.quiet}>Not known yet</span>;
  return (
    <>
      {predictionLine(prediction)}
      {differenceWords(prediction) && (
        <VerdictLine verdict={{ status: "warning", words: "Differs from what was seen" }} />
      )}
    </>
  );
}
