import { makeStyles, tokens } from "@fluentui/react-components";
import { describeOutcome } from "@latchkey/diagnosis/describe-outcome";
import { outcomeVerdict } from "@latchkey/diagnosis/outcome-words";
import type { MaskedValue, TestReadAnswer } from "@latchkey/shared/secret";
import { FactItem, FactsList } from "../../components/facts-list.tsx";
import { Identifier } from "../../components/identifier.tsx";
import { Instant } from "../../components/instant.tsx";
import { StatusIcon, StatusMark } from "../../components/status-mark.tsx";
import { smallGreyText } from "../../components/text.styles.ts";
import { duration } from "../../lib/format-time.ts";
import { valueFindingWords, valueKindWords } from "./value-words.ts";

const useStyles = makeStyles({
  result: { display: "grid", gridTemplateColumns: "minmax(0, 1fr)", gap: "12px" },
  verdict: {
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: tokens.fontWeightSemibold,
  },
  text: { margin: 0 },
  said: {
    margin: 0,
    padding: "8px 12px",
    backgroundColor: tokens.colorNeutralBackground3,
    borderRadius: tokens.borderRadiusMedium,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    whiteSpace: "pre-wrap",
    overflowWrap: "anywhere",
  },
  value: {
    padding: "12px 16px",
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    display: "grid",
    gap: "8px",
  },
  label: smallGreyText,
  masked: {
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    overflowWrap: "anywhere",
  },
  findings: { listStyleType: "none", margin: 0, padding: 0, display: "grid", gap: "4px" },
  finding: { display: "flex", gap: "6px", alignItems: "flex-start" },
});

/** What came of a test read: the outcome, the masked value with what is wrong with it, and the ids. */
export function TestReadResult({ answer }: { answer: TestReadAnswer }) {
  const styles = useStyles();
  const tried = { operation: "get", outcome: answer.outcome, named: true } as const;
  const said = "said" in answer.outcome ? answer.outcome.said : undefined;
  return (
    <section className={styles.result} aria-label="Result of the test read">
      <div className={styles.verdict} role="status">
        <StatusMark verdict={outcomeVerdict(answer.outcome)} size={20} />
      </div>
      <p className={styles.text}>{describeOutcome(tried)}</p>
      {said && <blockquote className={styles.said}>{said.trim()}</blockquote>}
      {answer.next && (
        <p className={styles.text}>
          <strong>Next:</strong> {answer.next}
        </p>
      )}
      {answer.value && <Value value={answer.value} />}
      <FactsList single>
        {answer.version && (
          <FactItem label="Version">
            <Identifier value={answer.version} what="Version" />
          </FactItem>
        )}
        {answer.requestId && (
          <FactItem label="Request id" purpose="the client request id in the vault's log">
            <Identifier value={answer.requestId} what="Request id" />
          </FactItem>
        )}
        <FactItem label="Read">
          <Instant at={answer.at} />, took {duration(answer.tookMs)}
        </FactItem>
      </FactsList>
    </section>
  );
}

function Value({ value }: { value: MaskedValue }) {
  const styles = useStyles();
  return (
    <div className={styles.value}>
      <div>
        <span className={styles.label}>Masked value</span>
        <div className={styles.masked}>{value.display}</div>
      </div>
      <div>Looks like {valueKindWords(value.looksLike)}.</div>
      {value.findings.length > 0 && (
        <ul className={styles.findings}>
          {value.findings.map((finding) => (
            <li key={finding} className={styles.finding}>
              <StatusIcon verdict={{ status: "warning", words: "Warning" }} size={16} />
              {valueFindingWords(finding)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
