import { makeStyles, tokens } from "@fluentui/react-components";
import { describeOutcome } from "@latchkey/diagnosis/describe-outcome";
import type { Identity } from "@latchkey/shared/identity";
import { Instant } from "../../components/instant.tsx";
import { smallGreyParagraph, wideProse } from "../../components/text.styles.ts";
import { duration } from "../../lib/format-time.ts";
import { claimRows } from "./identity-answers.ts";

const useStyles = makeStyles({
  token: {
    display: "grid",
    gridTemplateColumns: "minmax(0, 1fr)",
    gap: "8px",
    paddingTop: "16px",
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  line: wideProse,
  quiet: smallGreyParagraph,
  said: {
    margin: 0,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    whiteSpace: "pre-wrap",
    overflowWrap: "anywhere",
    padding: "8px 12px",
    backgroundColor: tokens.colorNeutralBackground3,
    borderRadius: tokens.borderRadiusMedium,
  },
  summary: { cursor: "pointer", color: tokens.colorBrandForegroundLink, width: "fit-content" },
  claims: {
    width: "100%",
    borderCollapse: "collapse",
    marginTop: "8px",
    fontSize: tokens.fontSizeBase200,
    "& th, & td": { padding: "4px 12px 4px 0", verticalAlign: "top", textAlign: "left" },
  },
  claim: {
    fontFamily: tokens.fontFamilyMonospace,
    fontWeight: tokens.fontWeightRegular,
    whiteSpace: "nowrap",
  },
  value: { fontFamily: tokens.fontFamilyMonospace, overflowWrap: "anywhere" },
});

/** Whether a token for Key Vault came, in what time, until when it holds, and its claims in words. Never the token. */
export function TokenFacts({ token }: { token: Identity["token"] }) {
  const styles = useStyles();
  const tried = { operation: "token", outcome: token.outcome } as const;
  const said = "said" in token.outcome ? token.outcome.said : undefined;
  const rows = token.claims ? claimRows(token.claims) : [];
  return (
    <div className={styles.token}>
      <p className={styles.line}>{describeOutcome(tried)}</p>
      {said && <blockquote className={styles.said}>{said.trim()}</blockquote>}
      {token.next && (
        <p className={styles.line}>
          <strong>Next:</strong> {token.next}
        </p>
      )}
      <p className={styles.quiet}>
        Asked <Instant at={token.checkedAt} />, took {duration(token.tookMs)}
        {token.expiresAt && (
          <>
            , ends <Instant at={token.expiresAt} />
          </>
        )}
      </p>
      {rows.length > 0 && (
        <details>
          <summary className={styles.summary}>What the token says</summary>
          <table className={styles.claims}>
            <tbody>
              {rows.map(({ claim, meaning, value }) => (
                <tr key={claim}>
                  <th scope="row" className={styles.claim}>
                    {claim}
                  </th>
                  <td>{meaning}</td>
                  <td className={styles.value}>{value}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
    </div>
  );
}
