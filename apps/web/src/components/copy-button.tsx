import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { CheckmarkRegular } from "@fluentui/react-icons/svg/checkmark";
import { CopyRegular } from "@fluentui/react-icons/svg/copy";
import { useCopied } from "../lib/use-copied.ts";
import { hiddenFromSight } from "./visually-hidden.tsx";

const useStyles = makeStyles({
  button: {
    minWidth: "24px",
    maxWidth: "24px",
    height: "24px",
    padding: 0,
    flexShrink: 0,
    color: tokens.colorNeutralForeground3,
    "@media print": { display: "none" },
  },
  labelled: { flexShrink: 0, "@media print": { display: "none" } },
  said: hiddenFromSight,
});

/** Copies a text and says "Copied" for two seconds. `what` completes the name "Copy …". */
export function CopyButton({ text, what }: { text: string; what: string }) {
  const styles = useStyles();
  const { copied, copy } = useCopied();
  return (
    <>
      <Button
        appearance="subtle"
        size="small"
        className={styles.button}
        icon={copied ? <CheckmarkRegular /> : <CopyRegular />}
        aria-label={`Copy ${what}`}
        title={copied ? "Copied" : `Copy ${what}`}
        onClick={() => copy(text)}
      />
      <Said copied={copied} />
    </>
  );
}

type LabelledCopyButtonProps = {
  /** Made when it is asked for. */
  text: () => string;
  /** What stands on the button. */
  label: string;
  /** The name, where the label alone does not say what is copied. */
  name?: string;
  size?: "small" | "medium";
};

/** The same with words on it: the label gives way to "Copied" for two seconds. */
export function LabelledCopyButton({ text, label, name, size = "medium" }: LabelledCopyButtonProps) {
  const styles = useStyles();
  const { copied, copy } = useCopied();
  return (
    <>
      <Button
        appearance="subtle"
        size={size}
        className={styles.labelled}
        icon={copied ? <CheckmarkRegular /> : <CopyRegular />}
        aria-label={name}
        onClick={() => copy(text())}
      >
        {copied ? "Copied" : label}
      </Button>
      <Said copied={copied} />
    </>
  );
}

function Said({ copied }: { copied: boolean }) {
  const styles = useStyles();
  return (
    <span className={styles.said} role="status">
      {copied ? "Copied" : ""}
    </span>
  );
}
