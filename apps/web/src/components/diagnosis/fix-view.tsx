import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { OpenRegular } from "@fluentui/react-icons/svg/open";
import type { Fix } from "@latchkey/shared/diagnosis";
import { useState } from "react";
import { CommandBlock } from "../command-block.tsx";
import { Tabs } from "../tabs.tsx";
import { greyText, prose } from "../text.styles.ts";
import { type FixForm, fixForms } from "./fix-forms.ts";

const useStyles = makeStyles({
  fix: { display: "grid", gridTemplateColumns: "minmax(0, 1fr)", gap: "12px", minWidth: 0 },
  text: { ...prose, overflowWrap: "anywhere" },
  condition: {
    margin: 0,
    padding: "8px 12px",
    borderLeft: `3px solid ${tokens.colorPaletteMarigoldBorderActive}`,
    backgroundColor: tokens.colorNeutralBackground2,
    overflowWrap: "anywhere",
  },
  link: {
    display: "inline-flex",
    alignItems: "center",
    gap: "6px",
    color: tokens.colorBrandForegroundLink,
    overflowWrap: "anywhere",
    padding: "8px 0",
  },
  facts: {
    display: "grid",
    gridTemplateColumns: "max-content minmax(0, 1fr)",
    columnGap: "16px",
    rowGap: "6px",
    margin: 0,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  label: greyText,
  value: { margin: 0, overflowWrap: "anywhere", whiteSpace: "pre-line" },
  mono: { fontFamily: tokens.fontFamilyMonospace },
});

/** What to run: the condition first, then one sentence, its forms in tabs, and what it changes, how to undo it, when it works, its risk. */
export function FixView({ fix }: { fix: Fix }) {
  const styles = useStyles();
  const facts = [
    ["Changes", fix.changes],
    ["Works after", fix.effectiveAfter],
    ["Undo", fix.undo],
    ["Risk", fix.risk],
  ] as const;
  return (
    <div className={styles.fix}>
      {fix.condition && <p className={styles.condition}>{fix.condition}</p>}
      <p className={styles.text}>{fix.summary}</p>
      <FixTabs forms={fixForms(fix)} />
      {fix.note && <p className={styles.text}>{fix.note}</p>}
      <dl className={styles.facts}>
        {facts.flatMap(([label, value]) => [
          <dt key={label} className={styles.label}>
            {label}
          </dt>,
          <dd key={`${label} value`} className={mergeClasses(styles.value, isCommand(value) && styles.mono)}>
            {value}
          </dd>,
        ])}
      </dl>
    </div>
  );
}

function isCommand(text: string): boolean {
  return /^az /.test(text);
}

/** The form chosen last stays chosen for the next fix. */
let lastChosen: FixForm["id"] = "bash";

/** One fix in its forms: Bash, PowerShell, Bicep, Portal, as far as there are any. */
export function FixTabs({ forms }: { forms: FixForm[] }) {
  const styles = useStyles();
  const [chosen, setChosen] = useState(lastChosen);
  const shown = forms.find((form) => form.id === chosen) ?? forms[0];
  if (!shown) return null;
  return (
    <Tabs
      tabs={forms}
      selected={shown.id}
      onSelect={(id) => {
        lastChosen = id;
        setChosen(id);
      }}
    >
      {shown.id === "portal" ? (
        <a className={styles.link} href={shown.link.url} target="_blank" rel="noreferrer">
          {shown.link.label}
          <OpenRegular fontSize={16} aria-label="opens the Azure portal in a new tab" />
        </a>
      ) : (
        <CommandBlock key={shown.id} text={shown.text} what={`the ${shown.label} lines`} />
      )}
    </Tabs>
  );
}
