import { makeStyles, tokens } from "@fluentui/react-components";
import type { ConnectionStringReading, ModernReplacement } from "@latchkey/shared/connection-string";
import { useState } from "react";
import { CommandBlock } from "../../components/command-block.tsx";
import { Tabs } from "../../components/tabs.tsx";
import { minorHeading, wideProse } from "../../components/text.styles.ts";
import { VerdictLine } from "../../components/verdict-line.tsx";
import { languageWords } from "./code-rows.ts";
import { markedAt, settingLines } from "./connection-string-words.ts";

const useStyles = makeStyles({
  view: {
    display: "grid",
    gridTemplateColumns: "minmax(0, 1fr)",
    gap: "12px",
    padding: "16px",
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  string: {
    margin: 0,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase300,
    whiteSpace: "pre-wrap",
    overflowWrap: "anywhere",
  },
  text: wideProse,
  heading: { ...minorHeading, margin: "4px 0 0" },
  notes: { margin: 0, paddingLeft: "20px", display: "grid", gap: "4px", maxWidth: "88ch" },
  wrong: {
    backgroundColor: tokens.colorPaletteRedBackground1,
    color: tokens.colorPaletteRedForeground1,
    textDecorationLine: "underline",
    textDecorationStyle: "wavy",
  },
});

/** The legacy setting taken apart, masked: what it asked for, or where it goes wrong, and what to write today. */
export function ConnectionStringView({ reading }: { reading: ConnectionStringReading }) {
  const styles = useStyles();
  if (reading.state === "malformed") {
    const { before, at, after } = markedAt(reading.masked, reading.position);
    return (
      <div className={styles.view}>
        <VerdictLine verdict={{ status: "denied", words: "Malformed" }}>
          It goes wrong at position {reading.position}: {reading.reason}
        </VerdictLine>
        <pre className={styles.string}>
          {before}
          <span className={styles.wrong}>{at}</span>
          {after}
        </pre>
      </div>
    );
  }
  return (
    <div className={styles.view}>
      <pre className={styles.string}>{reading.masked}</pre>
      <p className={styles.text}>{reading.meaning}</p>
      {reading.ignoredKeys.length > 0 && (
        <VerdictLine verdict={{ status: "warning", words: "Ignored" }}>
          The library ignores {reading.ignoredKeys.join(", ")}.
        </VerdictLine>
      )}
      <Replacement replacement={reading.replacement} />
    </div>
  );
}

function Replacement({
  replacement: { summary, settings, code, notes },
}: {
  replacement: ModernReplacement;
}) {
  const styles = useStyles();
  const forms = [
    ...(settings.length > 0 ? [{ id: "settings", label: "App settings", text: settingLines(settings) }] : []),
    ...code.map(({ language, text }) => ({ id: language, label: languageWords(language), text })),
  ];
  const [chosen, setChosen] = useState(forms[0]?.id);
  const shown = forms.find((form) => form.id === chosen) ?? forms[0];
  return (
    <>
      <h3 className={styles.heading}>Write today</h3>
      <p className={styles.text}>{summary}</p>
      {shown && (
        <Tabs tabs={forms} selected={shown.id} onSelect={setChosen}>
          <CommandBlock text={shown.text} what={`the ${shown.label} form`} />
        </Tabs>
      )}
      {notes.length > 0 && (
        <ul className={styles.notes}>
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
    </>
  );
}
