import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { CopyButton } from "./copy-button.tsx";

const tailLength = 8;

const useStyles = makeStyles({
  row: { display: "flex", alignItems: "center", gap: "4px", minWidth: 0, maxWidth: "100%" },
  text: {
    display: "inline-flex",
    minWidth: 0,
    whiteSpace: "pre",
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    borderRadius: tokens.borderRadiusSmall,
    ":focus": { display: "inline", whiteSpace: "normal", overflowWrap: "anywhere" },
    "@media print": { display: "inline", whiteSpace: "normal", overflowWrap: "anywhere" },
  },
  head: { overflow: "hidden", textOverflow: "ellipsis", minWidth: 0 },
  tail: { flexShrink: 0 },
});

type IdentifierProps = { value: string; what: string; className?: string | undefined };

/** A GUID, resource ID or request id: monospace, cut in the middle, whole on focus and in the copy. `what` names it. */
export function Identifier({ value, what, className }: IdentifierProps) {
  const styles = useStyles();
  const at = value.length > tailLength * 2 ? value.length - tailLength : value.length;
  return (
    <span className={mergeClasses(styles.row, className)}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: focus shows the whole text to people without a pointer */}
      <span className={styles.text} title={value} tabIndex={0}>
        <span className={styles.head}>{value.slice(0, at)}</span>
        {at < value.length && <span className={styles.tail}>{value.slice(at)}</span>}
      </span>
      <CopyButton text={value} what={what} />
    </span>
  );
}
