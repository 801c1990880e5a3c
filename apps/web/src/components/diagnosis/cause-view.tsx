import { makeStyles } from "@fluentui/react-components";
import type { Cause } from "@latchkey/shared/diagnosis";
import { Quotes } from "../quotes.tsx";
import { minorHeading, prose, smallGreyText } from "../text.styles.ts";
import { confidenceWords } from "./cause-words.ts";

const useStyles = makeStyles({
  cause: { display: "grid", gridTemplateColumns: "minmax(0, 1fr)", gap: "10px", minWidth: 0 },
  title: minorHeading,
  meta: smallGreyText,
  text: prose,
  caption: { ...smallGreyText, marginBottom: "4px" },
  missing: { margin: 0, paddingLeft: "20px", display: "grid", gap: "4px", overflowWrap: "anywhere" },
});

type CauseViewProps = {
  cause: Cause;
  /** The title's level; without one the title stands elsewhere. */
  heading?: "h3" | "h4";
};

/** One cause: title, how sure, what it means, on what it rests, and which facts would decide it. Evidence is untrusted text. */
export function CauseView({ cause, heading: Heading }: CauseViewProps) {
  const styles = useStyles();
  return (
    <div className={styles.cause}>
      {Heading && (
        <div>
          <Heading className={styles.title}>{cause.title}</Heading>
          <span className={styles.meta}>{confidenceWords(cause)}</span>
        </div>
      )}
      <p className={styles.text}>{cause.meaning}</p>
      <Quotes basis={cause.basis} quotes={cause.evidence} />
      {cause.missing.length > 0 && (
        <div>
          <div className={styles.caption}>Would decide it</div>
          <ul className={styles.missing}>
            {cause.missing.map(({ fact, provide }) => (
              <li key={fact}>{provide}</li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
