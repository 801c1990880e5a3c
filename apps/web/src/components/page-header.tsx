import { makeStyles, tokens } from "@fluentui/react-components";
import { type ReactNode, useEffect } from "react";

const useStyles = makeStyles({
  header: {
    display: "flex",
    flexWrap: "wrap",
    alignItems: "flex-start",
    columnGap: "24px",
    rowGap: "12px",
    justifyContent: "space-between",
  },
  words: { minWidth: 0, maxWidth: "100%", flex: "1 1 420px" },
  title: {
    margin: 0,
    fontSize: tokens.fontSizeBase600,
    lineHeight: tokens.lineHeightBase600,
    fontWeight: tokens.fontWeightSemibold,
    textWrap: "balance",
    outline: "none",
  },
  basis: {
    margin: "4px 0 0",
    minHeight: "20px",
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
  },
  actions: {
    display: "flex",
    flexWrap: "wrap",
    gap: "8px",
    alignItems: "center",
    "@media print": { display: "none" },
  },
});

type PageHeaderProps = { answer: string; page: string; basis?: ReactNode; actions?: ReactNode };

/** The answer as the page's only h1, the line that says when and from what it is known, and the actions. Sets the title. */
export function PageHeader({ answer, page, basis, actions }: PageHeaderProps) {
  const styles = useStyles();
  useEffect(() => {
    document.title = `${answer} – ${page} – Latchkey`;
  }, [answer, page]);
  return (
    <header className={styles.header}>
      <div className={styles.words}>
        <h1 className={styles.title}>{answer}</h1>
        <p className={styles.basis}>{basis}</p>
      </div>
      {actions && <div className={styles.actions}>{actions}</div>}
    </header>
  );
}
