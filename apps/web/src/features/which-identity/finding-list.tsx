import { makeStyles, tokens } from "@fluentui/react-components";
import type { IdentityFinding } from "@latchkey/shared/which-identity";
import { Quotes } from "../../components/quotes.tsx";
import { wideProse } from "../../components/text.styles.ts";
import { VerdictLine } from "../../components/verdict-line.tsx";
import { findingVerdict } from "./code-rows.ts";

const useStyles = makeStyles({
  list: {
    listStyleType: "none",
    margin: 0,
    padding: 0,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  item: {
    display: "grid",
    gridTemplateColumns: "minmax(0, 1fr)",
    gap: "6px",
    padding: "12px 16px",
    "& + &": { borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  },
  title: { fontWeight: tokens.fontWeightSemibold },
  text: wideProse,
});

/** What is odd about the identities, worst first: a slot's swap, settings that disagree, a setting without effect. */
export function FindingList({ findings }: { findings: IdentityFinding[] }) {
  const styles = useStyles();
  return (
    <ul className={styles.list}>
      {findings.map((finding) => (
        <li key={finding.id} className={styles.item}>
          <VerdictLine verdict={findingVerdict(finding)}>
            <span className={styles.title}>{finding.title}</span>
          </VerdictLine>
          <p className={styles.text}>{finding.sentence}</p>
          <Quotes basis={finding.basis} quotes={finding.evidence} />
          {finding.next && (
            <p className={styles.text}>
              <strong>Next:</strong> {finding.next}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
