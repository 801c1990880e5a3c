import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { useId, useRef } from "react";
import { Empty } from "../../components/empty.tsx";
import { smallGreyLine } from "../../components/text.styles.ts";
import { VisuallyHidden } from "../../components/visually-hidden.tsx";
import { onMedium } from "../../lib/breakpoints.ts";
import { wholeNumber } from "../../lib/format-number.ts";
import { type Explained, readAtMost } from "./explain-paste.ts";
import { ExplainedIdView } from "./explained-id-view.tsx";
import { ExplainedTextView } from "./explained-text-view.tsx";
import { explainHeadline } from "./headline.ts";
import { RecognisedList } from "./recognised-list.tsx";

const useStyles = makeStyles({
  columns: {
    display: "grid",
    gridTemplateColumns: "minmax(0, 5fr) minmax(0, 6fr)",
    columnGap: "32px",
    rowGap: "24px",
    alignItems: "start",
    [onMedium]: { gridTemplateColumns: "minmax(0, 1fr)" },
  },
  paste: { display: "grid", gridTemplateColumns: "minmax(0, 1fr)", gap: "8px", justifyItems: "start" },
  label: { fontWeight: tokens.fontWeightSemibold },
  text: {
    width: "100%",
    minHeight: "320px",
    maxHeight: "70vh",
    padding: "12px",
    resize: "vertical",
    font: "inherit",
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase300,
    color: tokens.colorNeutralForeground1,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStrokeAccessible}`,
    borderRadius: tokens.borderRadiusMedium,
    ":focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: "-1px" },
    [onMedium]: { minHeight: "176px" },
  },
  foot: { display: "flex", gap: "16px", alignItems: "flex-start", width: "100%" },
  hint: {
    margin: 0,
    flexGrow: 1,
    minWidth: 0,
    ...smallGreyLine,
  },
  found: { width: "100%", marginTop: "16px", [onMedium]: { marginTop: "8px" } },
});

type ExplainViewProps = {
  explained: Explained;
  /** The answer to the newest text is on its way. */
  busy: boolean;
  length: number;
  onPaste: (text: string) => void;
};

/** A place to paste, and the answer beside it. The text lives in this element alone. */
export function ExplainView({ explained, busy, length, onPaste }: ExplainViewProps) {
  const styles = useStyles();
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const clear = () => {
    if (area.current) area.current.value = "";
    area.current?.focus();
    onPaste("");
  };
  return (
    <div className={styles.columns}>
      <div className={styles.paste}>
        <label htmlFor={id} className={styles.label}>
          Error text, log, GUID or resource ID
        </label>
        <textarea
          ref={area}
          id={id}
          className={styles.text}
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
          aria-describedby={`${id}-hint`}
          onInput={(event) => onPaste(event.currentTarget.value)}
        />
        <div className={styles.foot}>
          <p id={`${id}-hint`} className={styles.hint}>
            {length > readAtMost
              ? `The first ${wholeNumber(readAtMost)} of ${wholeNumber(length)} characters are read.`
              : "From any SDK language, the CLI, the portal or a log. Tokens and keys inside are masked in the answer."}
          </p>
          {length > 0 && (
            <Button size="small" onClick={clear}>
              Clear
            </Button>
          )}
        </div>
        {explained.kind === "text" && explained.recognised.length > 0 && (
          <div className={styles.found}>
            <RecognisedList recognised={explained.recognised} />
          </div>
        )}
      </div>
      <VisuallyHidden>
        <span role="status">{busy || explained.kind === "nothing" ? "" : explainHeadline(explained)}</span>
      </VisuallyHidden>
      <section aria-label="Explanation" aria-busy={busy}>
        <Answer explained={explained} />
      </section>
    </div>
  );
}

function Answer({ explained }: { explained: Explained }) {
  switch (explained.kind) {
    case "nothing":
      return (
        <Empty title="The explanation stands here">
          For an error: the likely causes, what each rests on, and what to run. For a GUID or resource ID:
          which identity it belongs to, as what, and whether it is used where it should not be.
        </Empty>
      );
    case "id":
      return <ExplainedIdView explained={explained.id} />;
    case "text":
      return <ExplainedTextView diagnosis={explained.diagnosis} />;
    default:
      return explained satisfies never;
  }
}
