import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { CheckmarkCircleFilled } from "@fluentui/react-icons/svg/checkmark-circle";
import { CircleHintRegular } from "@fluentui/react-icons/svg/circle-hint";
import { LockClosedFilled } from "@fluentui/react-icons/svg/lock-closed";
import { PlugConnectedRegular } from "@fluentui/react-icons/svg/plug-connected";
import { PlugDisconnectedFilled } from "@fluentui/react-icons/svg/plug-disconnected";
import { ProhibitedFilled } from "@fluentui/react-icons/svg/prohibited";
import { QuestionCircleRegular } from "@fluentui/react-icons/svg/question-circle";
import { WarningFilled } from "@fluentui/react-icons/svg/warning";
import type { Verdict } from "@latchkey/diagnosis/outcome-words";
import type { ReactNode } from "react";
import { KeyOffGlyph, WallGlyph } from "./glyphs.tsx";
import { greyText } from "./text.styles.ts";

const useStyles = makeStyles({
  mark: { display: "inline-flex", alignItems: "center", gap: "6px", minWidth: 0, verticalAlign: "bottom" },
  words: { overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap" },
  icon: { display: "inline-flex", flexShrink: 0 },
  allowed: { color: tokens.colorStatusSuccessForeground1 },
  denied: { color: tokens.colorStatusDangerForeground1 },
  "no-token": { color: tokens.colorStatusDangerForeground1 },
  unreachable: { color: tokens.colorPaletteDarkOrangeForeground1 },
  warning: { color: tokens.colorStatusWarningForeground3 },
  unknown: greyText,
  checking: greyText,
});

/** A status as icon and words, the icon in its colour family and the words in the text colour. */
export function StatusMark({ verdict, size = 16 }: { verdict: Verdict; size?: number }) {
  const styles = useStyles();
  return (
    <span className={styles.mark}>
      <StatusIcon verdict={verdict} size={size} />
      <span className={styles.words}>{verdict.words}</span>
    </span>
  );
}

/** The icon alone, for places where the words stand beside it in another way. */
export function StatusIcon({ verdict, size }: { verdict: Verdict; size: number }) {
  const styles = useStyles();
  return <span className={mergeClasses(styles.icon, styles[verdict.status])}>{iconOf(verdict, size)}</span>;
}

function iconOf({ status, by }: Verdict, size: number): ReactNode {
  switch (status) {
    case "allowed":
      return <CheckmarkCircleFilled fontSize={size} />;
    case "denied":
      return deniedIcon(by, size);
    case "no-token":
      return <KeyOffGlyph size={size} />;
    case "unreachable":
      return <PlugDisconnectedFilled fontSize={size} />;
    case "warning":
      return <WarningFilled fontSize={size} />;
    case "unknown":
      return <QuestionCircleRegular fontSize={size} />;
    case "checking":
      return <CircleHintRegular fontSize={size} />;
    default:
      return status satisfies never;
  }
}

function deniedIcon(by: Verdict["by"], size: number): ReactNode {
  if (by === "rbac") return <LockClosedFilled fontSize={size} />;
  if (by === "firewall") return <WallGlyph size={size} />;
  if (by === "private-link") return <PlugConnectedRegular fontSize={size} />;
  return <ProhibitedFilled fontSize={size} />;
}
