import { makeStyles, tokens } from "@fluentui/react-components";
import type { Basis } from "@latchkey/shared/diagnosis";
import { basisWords } from "./diagnosis/cause-words.ts";
import { smallGreyText } from "./text.styles.ts";

const useStyles = makeStyles({
  figure: { margin: 0, minWidth: 0 },
  caption: { ...smallGreyText, marginBottom: "4px" },
  list: { listStyleType: "none", margin: 0, padding: 0, display: "grid", gap: "4px" },
  quote: {
    padding: "2px 12px",
    borderLeft: `2px solid ${tokens.colorNeutralStroke1}`,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    whiteSpace: "pre-wrap",
    overflowWrap: "anywhere",
  },
});

/** On what a statement rests: who said it, and the quotes. Quotes are untrusted text. Nothing is drawn without a quote. */
export function Quotes({ basis, quotes }: { basis: Basis; quotes: readonly string[] }) {
  const styles = useStyles();
  if (quotes.length === 0) return null;
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.caption}>{basisWords(basis)}</figcaption>
      <ul className={styles.list}>
        {[...new Set(quotes)].map((quote) => (
          <li key={quote} className={styles.quote}>
            {quote}
          </li>
        ))}
      </ul>
    </figure>
  );
}
