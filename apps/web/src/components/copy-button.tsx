import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { CheckmarkRegular } from "@fluentui/react-icons/svg/checkmark";
import { CopyRegular } from "@fluentui/react-icons/svg/copy";
import { useEffect, useState } from "react";
import { hiddenFromSight } from "./visually-hidden.tsx";

const shownMs = 2000;

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
  said: hiddenFromSight,
});

/** Copies a text and says "Copied" for two seconds. `what` completes the name "Copy …". */
export function CopyButton({ text, what }: { text: string; what: string }) {
  const styles = useStyles();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), shownMs);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <>
      <Button
        appearance="subtle"
        size="small"
        className={styles.button}
        icon={copied ? <CheckmarkRegular /> : <CopyRegular />}
        aria-label={`Copy ${what}`}
        title={copied ? "Copied" : `Copy ${what}`}
        onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
      />
      <span className={styles.said} role="status">
        {copied ? "Copied" : ""}
      </span>
    </>
  );
}
