import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import type { Fact } from "@latchkey/shared/fact";
import type { ReactNode } from "react";
import { factSourceWords } from "./fact-words.ts";
import { greyText, smallGreyText } from "./text.styles.ts";

const useStyles = makeStyles({
  list: {
    display: "grid",
    gridTemplateColumns: "repeat(auto-fill, minmax(min(100%, 320px), 1fr))",
    columnGap: "32px",
    rowGap: "16px",
    margin: 0,
  },
  single: { gridTemplateColumns: "minmax(0, 1fr)" },
  item: { minWidth: 0 },
  wide: { gridColumn: "1 / -1" },
  label: { fontWeight: tokens.fontWeightSemibold, fontSize: tokens.fontSizeBase300 },
  purpose: {
    ...smallGreyText,
    marginLeft: "6px",
    fontWeight: tokens.fontWeightRegular,
  },
  value: { margin: "2px 0 0", minWidth: 0, overflowWrap: "anywhere" },
  known: { display: "flex", flexWrap: "wrap", alignItems: "baseline", columnGap: "8px", minWidth: 0 },
  knownValue: { minWidth: 0, maxWidth: "100%", ":has(ul)": { flexBasis: "100%" } },
  unknown: greyText,
  source: smallGreyText,
});

/** A list of labelled facts in as many columns as fit. */
export function FactsList({ children, single = false }: { children: ReactNode; single?: boolean }) {
  const styles = useStyles();
  return <dl className={mergeClasses(styles.list, single && styles.single)}>{children}</dl>;
}

type FactItemProps = { label: string; purpose?: string; wide?: boolean; children: ReactNode };

/** One labelled fact; `purpose` says what it is for. */
export function FactItem({ label, purpose, wide = false, children }: FactItemProps) {
  const styles = useStyles();
  return (
    <div className={mergeClasses(styles.item, wide && styles.wide)}>
      <dt className={styles.label}>
        {label}
        {purpose && <span className={styles.purpose}>{purpose}</span>}
      </dt>
      <dd className={styles.value}>{children}</dd>
    </div>
  );
}

/** A fact that may be unknown: shows the value and who told it, or why it is not known and which right is missing. */
export function FactValue<Value>({
  fact,
  children,
}: {
  fact: Fact<Value>;
  children: (value: Value) => ReactNode;
}) {
  const styles = useStyles();
  if (fact.state === "known") {
    return (
      <div className={styles.known}>
        <div className={styles.knownValue}>{children(fact.value)}</div>
        <span className={styles.source}>{factSourceWords(fact.source)}</span>
      </div>
    );
  }
  return (
    <span className={styles.unknown}>
      Unknown, because {fact.because}.{fact.missingRight && ` Missing right: ${fact.missingRight}.`}
    </span>
  );
}
