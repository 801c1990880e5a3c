import { makeStyles, tokens } from "@fluentui/react-components";
import { type ReactNode, useId } from "react";
import { PanelBoundary } from "./panel-boundary.tsx";
import { greyText, prose } from "./text.styles.ts";

const useStyles = makeStyles({
  section: {
    display: "grid",
    gridTemplateColumns: "minmax(0, 1fr)",
    gap: "12px",
    minWidth: 0,
    scrollMarginTop: "16px",
  },
  head: {
    display: "flex",
    flexWrap: "wrap",
    alignItems: "flex-end",
    justifyContent: "space-between",
    gap: "8px 24px",
  },
  heading: { margin: 0, fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase400 },
  hint: { ...prose, ...greyText, margin: "2px 0 0" },
});

type PageSectionProps = {
  title: string;
  hint?: ReactNode;
  actions?: ReactNode;
  /** The part of a URL after # that leads here. */
  anchor?: string;
  children: ReactNode;
};

/** A part of a page under its own heading, with a line on what it shows. A fault in it stays in it. */
export function PageSection({ title, hint, actions, anchor, children }: PageSectionProps) {
  const styles = useStyles();
  const id = useId();
  return (
    <section id={anchor} className={styles.section} aria-labelledby={id}>
      <div className={styles.head}>
        <div>
          <h2 id={id} className={styles.heading}>
            {title}
          </h2>
          {hint && <p className={styles.hint}>{hint}</p>}
        </div>
        {actions}
      </div>
      <PanelBoundary what={title}>{children}</PanelBoundary>
    </section>
  );
}
