import { makeStyles, mergeClasses } from "@fluentui/react-components";
import { VisuallyHidden } from "./visually-hidden.tsx";

const alwaysFits = 28;
const tailLength = 8;

const useStyles = makeStyles({
  plain: { minWidth: 0, overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "pre" },
  text: { position: "relative", display: "inline-flex", minWidth: 0, maxWidth: "100%" },
  drawn: {
    display: "inline-flex",
    minWidth: 0,
    whiteSpace: "pre",
    "::before": { content: "attr(data-head)", overflow: "hidden", textOverflow: "ellipsis", minWidth: 0 },
    "::after": { content: "attr(data-tail)", flexShrink: 0 },
  },
});

/**
 * One line of text that loses its middle when there is no room. The whole text stays in the page, once and unbroken,
 * for assistive technology and for finding; what is drawn is a copy in two parts.
 */
export function MiddleCut({ text, className }: { text: string; className?: string | undefined }) {
  const styles = useStyles();
  if (text.length <= alwaysFits) {
    return (
      <span className={mergeClasses(styles.plain, className)} title={text}>
        {text}
      </span>
    );
  }
  const at = text.length - tailLength;
  return (
    <span className={mergeClasses(styles.text, className)} title={text}>
      <VisuallyHidden>{text}</VisuallyHidden>
      <span
        className={styles.drawn}
        aria-hidden="true"
        data-head={text.slice(0, at)}
        data-tail={text.slice(at)}
      />
    </span>
  );
}
