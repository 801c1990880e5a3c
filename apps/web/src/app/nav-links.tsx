import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { ArrowSwapRegular } from "@fluentui/react-icons/svg/arrow-swap";
import { ChatHelpRegular } from "@fluentui/react-icons/svg/chat-help";
import { ClipboardTextLtrRegular } from "@fluentui/react-icons/svg/clipboard-text-ltr";
import { GridRegular } from "@fluentui/react-icons/svg/grid";
import { HistoryRegular } from "@fluentui/react-icons/svg/history";
import { KeyRegular } from "@fluentui/react-icons/svg/key";
import { LinkRegular } from "@fluentui/react-icons/svg/link";
import { PersonKeyRegular } from "@fluentui/react-icons/svg/person-key";
import { TaskListLtrRegular } from "@fluentui/react-icons/svg/task-list-ltr";
import { VaultRegular } from "@fluentui/react-icons/svg/vault";
import { Link } from "@tanstack/react-router";
import { hiddenFromSight } from "../components/visually-hidden.tsx";
import { onTablet } from "../lib/breakpoints.ts";

const pages = [
  { to: "/", label: "Overview", icon: <GridRegular /> },
  { to: "/identities", label: "Identities", icon: <PersonKeyRegular /> },
  { to: "/vaults", label: "Vaults", icon: <VaultRegular /> },
  { to: "/secrets", label: "Secrets", icon: <KeyRegular /> },
  { to: "/compare", label: "Compare", icon: <ArrowSwapRegular /> },
  { to: "/setup", label: "Setup", icon: <TaskListLtrRegular /> },
  { to: "/references", label: "References", icon: <LinkRegular /> },
  { to: "/explain", label: "Explain", icon: <ChatHelpRegular /> },
  { to: "/history", label: "History", icon: <HistoryRegular /> },
  { to: "/audit", label: "Audit", icon: <ClipboardTextLtrRegular /> },
] as const;

const useStyles = makeStyles({
  list: {
    position: "sticky",
    top: 0,
    listStyleType: "none",
    margin: 0,
    padding: "8px",
    display: "grid",
    gap: "2px",
  },
  link: {
    position: "relative",
    display: "flex",
    alignItems: "center",
    gap: "12px",
    height: "36px",
    padding: "0 10px",
    borderRadius: tokens.borderRadiusMedium,
    color: tokens.colorNeutralForeground1,
    textDecorationLine: "none",
    outlineOffset: "-2px",
    ":hover": { backgroundColor: tokens.colorNeutralBackground1Hover },
    "&[aria-current='page']": {
      backgroundColor: tokens.colorNeutralBackground1Selected,
      fontWeight: tokens.fontWeightSemibold,
    },
    "&[aria-current='page']::before": {
      content: "''",
      position: "absolute",
      left: 0,
      top: "9px",
      bottom: "9px",
      width: "3px",
      borderRadius: tokens.borderRadiusCircular,
      backgroundColor: tokens.colorCompoundBrandStroke,
      forcedColorAdjust: "none",
    },
  },
  icon: { display: "inline-flex", fontSize: "20px", flexShrink: 0 },
  narrowLabel: {
    [onTablet]: hiddenFromSight,
  },
});

type NavLinksProps = { alwaysLabelled?: boolean; onFollow?: () => void };

/** The pages there are. Between 640 and 1024 px only the icons are drawn; the names stay for assistive technology. */
export function NavLinks({ alwaysLabelled = false, onFollow }: NavLinksProps) {
  const styles = useStyles();
  return (
    <ul className={styles.list}>
      {pages.map(({ to, label, icon }) => (
        <li key={to}>
          <Link
            to={to}
            className={styles.link}
            title={label}
            activeOptions={{ exact: true, includeSearch: false }}
            onClick={onFollow}
          >
            <span className={styles.icon}>{icon}</span>
            <span className={mergeClasses(!alwaysLabelled && styles.narrowLabel)}>{label}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
