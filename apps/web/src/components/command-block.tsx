import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { commandParts } from "./command-parts.ts";
import { LabelledCopyButton } from "./copy-button.tsx";
import { greyText } from "./text.styles.ts";

const useStyles = makeStyles({
  block: {
    display: "grid",
    gridTemplateColumns: "minmax(0, 1fr)",
    backgroundColor: tokens.colorNeutralBackground3,
    borderRadius: tokens.borderRadiusMedium,
    minWidth: 0,
  },
  bar: { display: "flex", justifyContent: "flex-end", padding: "4px 4px 0" },
  text: {
    margin: 0,
    padding: "0 12px 12px",
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase300,
    whiteSpace: "pre-wrap",
    overflowWrap: "anywhere",
  },
  own: { color: tokens.colorBrandForegroundLink },
  remark: greyText,
});

/** Lines to run or to paste: one block that wraps, with a copy of exactly these lines. `what` completes "Copy …". */
export function CommandBlock({ text, what }: { text: string; what: string }) {
  const styles = useStyles();
  return (
    <div className={styles.block}>
      <div className={styles.bar}>
        <LabelledCopyButton size="small" text={() => text} label="Copy" name={`Copy ${what}`} />
      </div>
      <pre className={styles.text}>
        <code>
          {commandParts(text).map((part, index) => (
            <span key={index} className={mergeClasses(part.kind !== "plain" && styles[part.kind])}>
              {part.text}
            </span>
          ))}
        </code>
      </pre>
    </div>
  );
}
