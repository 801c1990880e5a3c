import { makeStyles, tokens } from "@fluentui/react-components";
import { greyText, minorHeading } from "../../components/text.styles.ts";
import { onPhone } from "../../lib/breakpoints.ts";
import type { Recognised } from "./explain-paste.ts";

const useStyles = makeStyles({
  heading: { ...minorHeading, margin: "0 0 8px" },
  list: {
    display: "grid",
    gridTemplateColumns: "max-content minmax(0, 1fr)",
    columnGap: "16px",
    rowGap: "4px",
    margin: 0,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    [onPhone]: { gridTemplateColumns: "minmax(0, 1fr)", rowGap: 0 },
  },
  label: greyText,
  value: { margin: 0, overflowWrap: "anywhere", [onPhone]: { marginBottom: "6px" } },
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
