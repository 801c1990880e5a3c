import { makeStyles, tokens } from "@fluentui/react-components";
import type { ExplainedId } from "@latchkey/diagnosis/explain-id";
import { Identifier } from "../../components/identifier.tsx";
import { StatusMark } from "../../components/status-mark.tsx";
import { prose } from "../../components/text.styles.ts";

const useStyles = makeStyles({
  answer: { display: "grid", gridTemplateColumns: "minmax(0, 1fr)", gap: "16px" },
  heading: { margin: "0 0 8px", fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase400 },
  list: { margin: 0, paddingLeft: "20px", display: "grid", gap: "6px", overflowWrap: "anywhere" },
  misused: {
    listStyleType: "none",
    margin: 0,
    padding: 0,
    display: "grid",
    gap: "8px",
    overflowWrap: "anywhere",
  },
  text: { ...prose, overflowWrap: "anywhere" },
});

/** Whose ID it is and as what, and where it stands although another kind of id belongs there. */
export function ExplainedIdView({ explained }: { explained: ExplainedId }) {
  const styles = useStyles();
  const what = explained.kind === "guid" ? "GUID" : "Resource ID";
  return (
    <div className={styles.answer}>
      <Identifier value={explained.id} what={`the ${what}`} />
      {explained.misused.length > 0 && (
        <div>
          <h2 className={styles.heading}>Used where it should not be</h2>
          <ul className={styles.misused}>
            {explained.misused.map((sentence) => (
              <li key={sentence}>
                <StatusMark verdict={{ status: "warning", words: "Warning:" }} /> {sentence}
              </li>
            ))}
          </ul>
        </div>
      )}
      {explained.is.length > 0 && (
        <div>
          <h2 className={styles.heading}>What it is</h2>
          <ul className={styles.list}>
            {explained.is.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </div>
      )}
      {explained.advice && <p className={styles.text}>{explained.advice}</p>}
    </div>
  );
}
