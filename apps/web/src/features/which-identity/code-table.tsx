import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import type { CodeAnswer, CodeRow } from "@latchkey/shared/which-identity";
import { Link } from "@tanstack/react-router";
import { Fragment } from "react";
import { basisWords } from "../../components/diagnosis/cause-words.ts";
import { useTableStyles } from "../../components/table.styles.ts";
import { VerdictLine } from "../../components/verdict-line.tsx";
import {
  answerVerdict,
  type CodeGroup,
  decidedByWords,
  languageWords,
  verificationVerdict,
} from "./code-rows.ts";

const shortText = 120;

const useStyles = makeStyles({
  code: { width: "34%" },
  gets: { width: "28%" },
  error: {
    margin: "4px 0 0",
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    whiteSpace: "pre-wrap",
    overflowWrap: "anywhere",
  },
  verified: { marginTop: "4px", fontSize: tokens.fontSizeBase200 },
  language: { fontWeight: tokens.fontWeightSemibold },
});

/** What each library would get: a row a way of writing it, with the setting that decides and why. */
export function CodeTable({ groups }: { groups: CodeGroup[] }) {
  const table = useTableStyles();
  const styles = useStyles();
  return (
    <div className={table.frame}>
      <table className={table.table} aria-label="Which identity would my code get?">
        <colgroup>
          <col className={styles.code} />
          <col className={styles.gets} />
          <col />
        </colgroup>
        <thead className={table.head}>
          <tr>
            <th scope="col">Your code</th>
            <th scope="col">Gets</th>
            <th scope="col">Because</th>
          </tr>
        </thead>
        <tbody>
          {groups.map(({ group, title, rows }) => (
            <Fragment key={group}>
              <tr className={table.groupRow}>
                <th scope="rowgroup" colSpan={3} className={table.group}>
                  {title}
                </th>
              </tr>
              {rows.map((row) => (
                <Row key={row.id} row={row} />
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ row }: { row: CodeRow }) {
  const table = useTableStyles();
  const styles = useStyles();
  const checked = verificationVerdict(row);
  return (
    <tr className={table.row}>
      <th scope="row" className={table.cell}>
        {row.language && <div className={styles.language}>{languageWords(row.language)}</div>}
        <code className={table.mono}>{row.code}</code>
        <div className={table.quiet}>{row.library}</div>
      </th>
      <td className={table.cell} data-label="Gets">
        <Gets answer={row.answer} />
        {checked && (
          <div className={styles.verified}>
            <VerdictLine verdict={checked} />
          </div>
        )}
      </td>
      <td className={table.cell} data-label="Because">
        <code className={table.mono}>{decidedByWords(row)}</code>
        <div>{row.because}</div>
        <div className={table.quiet}>
          {basisWords(row.basis)} · {row.source}
        </div>
      </td>
    </tr>
  );
}

/** The library's exact words; folded away when they are many. */
function ErrorText({ text }: { text: string }) {
  const table = useTableStyles();
  const styles = useStyles();
  if (text.length <= shortText) return <p className={styles.error}>{text}</p>;
  return (
    <details>
      <summary className={table.summary}>Exact text</summary>
      <p className={styles.error}>{text}</p>
    </details>
  );
}

function Gets({ answer }: { answer: CodeAnswer }) {
  const table = useTableStyles();
  const styles = useStyles();
  const verdict = answerVerdict(answer);
  switch (answer.kind) {
    case "identity":
      return (
        <VerdictLine verdict={verdict}>
          <Link to="/identities" search={{ identity: answer.identityId }} className={table.link}>
            {answer.name}
          </Link>
        </VerdictLine>
      );
    case "failure":
      return (
        <VerdictLine verdict={verdict}>
          <span className={styles.language}>{verdict.words}</span>
          <ErrorText text={answer.text.trim()} />
        </VerdictLine>
      );
    case "other-credential":
      return (
        <VerdictLine verdict={verdict}>
          <span>{verdict.words}</span>
          <div className={mergeClasses(table.quiet)}>{answer.as}</div>
        </VerdictLine>
      );
    case "cannot-tell":
      return <VerdictLine verdict={verdict}>Cannot tell, because {answer.because}</VerdictLine>;
    default:
      return answer satisfies never;
  }
}
