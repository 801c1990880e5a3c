import { makeStyles, tokens } from "@fluentui/react-components";
import type { Recognised } from "./explain-paste.ts";

const useStyles = makeStyles({
  heading: { margin: "0 0 8px", fontSize: tokens.fontSizeBase300, lineHeight: tokens.lineHeightBase300 },
  list: {
    display: "grid",
    gridTemplateColumns: "max-content minmax(0, 1fr)",
    columnGap: "16px",
    rowGap: "4px",
    margin: 0,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    "@media (max-width: 639.98px)": { gridTemplateColumns: "minmax(0, 1fr)", rowGap: 0 },
  },
  label: { color: tokens.colorNeutralForeground3 },
  value: { margin: 0, overflowWrap: "anywhere", "@media (max-width: 639.98px)": { marginBottom: "6px" } },
  mono: { fontFamily: tokens.fontFamilyMonospace, marginRight: "8px" },
});

/** What was recognised in a pasted text, and whose it is when it belongs to this app. */
export function RecognisedList({ recognised }: { recognised: Recognised[] }) {
  const styles = useStyles();
  return (
    <section>
      <h2 className={styles.heading}>Found in the text</h2>
      <dl className={styles.list}>
        {recognised.flatMap(({ label, value, whose }) => [
          <dt key={`${label} ${value}`} className={styles.label}>
            {label}
          </dt>,
          <dd key={`${label} ${value} value`} className={styles.value}>
            <span className={styles.mono}>{value}</span>
            {whose}
          </dd>,
        ])}
      </dl>
    </section>
  );
}
