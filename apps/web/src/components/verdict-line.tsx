import { makeStyles } from "@fluentui/react-components";
import type { Verdict } from "@latchkey/diagnosis/outcome-words";
import type { ReactNode } from "react";
import { StatusIcon } from "./status-mark.tsx";

const useStyles = makeStyles({
  line: { display: "flex", alignItems: "flex-start", gap: "6px", minWidth: 0 },
  icon: { display: "inline-flex", paddingTop: "2px", flexShrink: 0 },
  words: { minWidth: 0, overflowWrap: "anywhere" },
});

/** A status as icon and words that may wrap, for narrow cells and whole sentences. Without children the words are the verdict's. */
export function VerdictLine({ verdict, children }: { verdict: Verdict; children?: ReactNode }) {
  const styles = useStyles();
  return (
    <span className={styles.line}>
      <span className={styles.icon}>
        <StatusIcon verdict={verdict} size={16} />
      </span>
      <span className={styles.words}>{children ?? verdict.words}</span>
    </span>
  );
}
