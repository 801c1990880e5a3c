import { makeStyles } from "@fluentui/react-components";
import type { ReactNode } from "react";

/** Styles of a text that only assistive technology gets. */
export const hiddenFromSight = {
  position: "absolute",
  width: "1px",
  height: "1px",
  padding: 0,
  overflow: "hidden",
  clipPath: "inset(50%)",
  whiteSpace: "nowrap",
} as const;

const useStyles = makeStyles({ hidden: hiddenFromSight });

/** A text for assistive technology alone. */
export function VisuallyHidden({ children }: { children: ReactNode }) {
  const styles = useStyles();
  return <span className={styles.hidden}>{children}</span>;
}
