import { makeStyles, tokens } from "@fluentui/react-components";
import { ChevronRightRegular } from "@fluentui/react-icons/svg/chevron-right";
import type { Cause } from "@latchkey/shared/diagnosis";
import { onPhone } from "../../lib/breakpoints.ts";
import { smallGreyText } from "../text.styles.ts";
import { CauseView } from "./cause-view.tsx";
import { confidenceWords } from "./cause-words.ts";
import { FixView } from "./fix-view.tsx";

const useStyles = makeStyles({
  list: {
    listStyleType: "none",
    margin: 0,
    padding: 0,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  item: { borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  summary: {
    display: "grid",
    gridTemplateColumns: "16px minmax(0, 1fr) max-content",
    columnGap: "8px",
    alignItems: "center",
    padding: "8px 0",
    cursor: "pointer",
    listStyleType: "none",
    "::-webkit-details-marker": { display: "none" },
    [onPhone]: { gridTemplateColumns: "16px minmax(0, 1fr)" },
  },
  arrow: { display: "inline-flex", "details[open] > summary > &": { transform: "rotate(90deg)" } },
  meta: {
    ...smallGreyText,
    [onPhone]: { gridColumn: 2 },
  },
  body: {
    display: "grid",
    gridTemplateColumns: "minmax(0, 1fr)",
    gap: "16px",
    padding: "4px 0 16px 24px",
  },
});

/** The causes after the first, most likely first: title and how sure at a glance, the rest when opened. */
export function OtherCauses({ causes }: { causes: Cause[] }) {
  const styles = useStyles();
  return (
    <ul className={styles.list}>
      {causes.map((cause) => (
        <li key={cause.id} className={styles.item}>
          <details>
            <summary className={styles.summary}>
              <span className={styles.arrow}>
                <ChevronRightRegular fontSize={16} />
              </span>
              <span>{cause.title}</span>
              <span className={styles.meta}>{confidenceWords(cause)}</span>
            </summary>
            <div className={styles.body}>
              <CauseView cause={cause} />
              {cause.fix && <FixView fix={cause.fix} />}
            </div>
          </details>
        </li>
      ))}
    </ul>
  );
}
