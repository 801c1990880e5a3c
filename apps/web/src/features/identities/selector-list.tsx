import { makeStyles, tokens } from "@fluentui/react-components";
import type { Selector } from "@latchkey/shared/identity";
import { StatusMark } from "../../components/status-mark.tsx";
import { greyText } from "../../components/text.styles.ts";
import { onCompact } from "../../lib/breakpoints.ts";

const useStyles = makeStyles({
  section: { minWidth: 0 },
  heading: { margin: "0 0 8px", fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase400 },
  list: {
    listStyleType: "none",
    margin: 0,
    padding: 0,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  item: {
    display: "grid",
    gridTemplateColumns: "minmax(0, 280px) minmax(0, 320px) minmax(0, 1fr)",
    columnGap: "24px",
    rowGap: "4px",
    padding: "10px 16px",
    "& + &": { borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
    [onCompact]: { gridTemplateColumns: "minmax(0, 1fr)" },
  },
  setting: { fontWeight: tokens.fontWeightSemibold, overflowWrap: "anywhere" },
  value: {
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase300,
    overflowWrap: "anywhere",
  },
  quiet: greyText,
  conflict: { display: "block", marginTop: "4px" },
});

/** Every setting that selects an identity, its value, what it decides here, and where two of them disagree. */
export function SelectorList({ selectors }: { selectors: Selector[] }) {
  const styles = useStyles();
  if (selectors.length === 0) return null;
  return (
    <section className={styles.section} aria-labelledby="selectors">
      <h2 id="selectors" className={styles.heading}>
        Settings that select an identity
      </h2>
      <ul className={styles.list}>
        {selectors.map(({ setting, value, effect, conflict }) => (
          <li key={setting} className={styles.item}>
            <span className={styles.setting}>{setting}</span>
            <span className={styles.value}>{value ?? <span className={styles.quiet}>not set</span>}</span>
            <span>
              {effect}
              {conflict && (
                <span className={styles.conflict}>
                  <StatusMark verdict={{ status: "warning", words: "Conflict:" }} /> {conflict}
                </span>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
