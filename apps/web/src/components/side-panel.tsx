import { Button, makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { DismissRegular } from "@fluentui/react-icons/svg/dismiss";
import { type ReactNode, useId, useLayoutEffect, useRef } from "react";
import { onPhone } from "../lib/breakpoints.ts";

const useStyles = makeStyles({
  panel: {
    position: "fixed",
    inset: "0 0 0 auto",
    margin: 0,
    padding: 0,
    border: "none",
    height: "100dvh",
    maxHeight: "none",
    width: "520px",
    maxWidth: "100vw",
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    boxShadow: tokens.shadow64,
    overscrollBehavior: "contain",
    "::backdrop": { backgroundColor: "rgb(0 0 0 / 30%)" },
    [onPhone]: { width: "100vw" },
    "@media (forced-colors: active)": { borderLeft: "1px solid CanvasText" },
    "@media print": { position: "static", width: "100%", height: "auto", boxShadow: "none" },
  },
  start: { inset: "0 auto 0 0", width: "280px", [onPhone]: { width: "280px" } },
  frame: { display: "grid", gridTemplateRows: "auto 1fr auto", minHeight: "100%" },
  header: {
    position: "sticky",
    top: 0,
    zIndex: 1,
    display: "flex",
    alignItems: "flex-start",
    justifyContent: "space-between",
    gap: "16px",
    padding: "20px 24px 12px",
    backgroundColor: tokens.colorNeutralBackground1,
    [onPhone]: { padding: "16px 16px 8px" },
  },
  title: {
    margin: 0,
    fontSize: tokens.fontSizeBase500,
    lineHeight: tokens.lineHeightBase500,
    fontWeight: tokens.fontWeightSemibold,
    overflowWrap: "anywhere",
  },
  body: {
    minWidth: 0,
    padding: "8px 24px 32px",
    [onPhone]: { padding: "8px 16px 32px" },
  },
  footer: {
    position: "sticky",
    bottom: 0,
    zIndex: 1,
    padding: "12px 24px",
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
    [onPhone]: { padding: "8px 16px" },
    "@media print": { position: "static" },
  },
});

type SidePanelProps = {
  title: string;
  side?: "start" | "end";
  onClose: () => void;
  /** What can be done from anywhere in the panel; it stays at the lower edge. */
  footer?: ReactNode;
  children: ReactNode;
};

/**
 * A panel over the page: 520 px at the right, the whole width on a phone; at the left for navigation.
 * The browser's own modal dialog holds the focus, closes on Escape and gives the focus back.
 */
export function SidePanel({ title, side = "end", onClose, footer, children }: SidePanelProps) {
  const styles = useStyles();
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click beside the panel closes it; Escape does the same by cancel
    <dialog
      ref={dialog}
      className={mergeClasses(styles.panel, side === "start" && styles.start)}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) onClose();
      }}
    >
      <div className={styles.frame}>
        <div className={styles.header}>
          <h2 id={titleId} className={styles.title}>
            {title}
          </h2>
          <Button appearance="subtle" aria-label="Close" icon={<DismissRegular />} onClick={onClose} />
        </div>
        <div className={styles.body}>{children}</div>
        {footer && <div className={styles.footer}>{footer}</div>}
      </div>
    </dialog>
  );
}
