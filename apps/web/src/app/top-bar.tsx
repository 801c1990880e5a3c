import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { NavigationRegular } from "@fluentui/react-icons/svg/navigation";
import { Link } from "@tanstack/react-router";
import { LatchkeyMark } from "../components/glyphs.tsx";
import { hiddenFromSight } from "../components/visually-hidden.tsx";
import { HostLine } from "../features/host/host-line.tsx";
import { onPhone } from "../lib/breakpoints.ts";
import { PersonMenu } from "./person-menu.tsx";
import { ThemeSwitch } from "./theme-switch.tsx";

const useStyles = makeStyles({
  bar: {
    display: "flex",
    alignItems: "center",
    gap: "12px",
    height: "48px",
    padding: "0 16px",
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground2,
    gridColumn: "1 / -1",
    minWidth: 0,
    [onPhone]: { padding: "0 8px", gap: "8px" },
  },
  menu: { display: "none", minWidth: "32px", [onPhone]: { display: "inline-flex" } },
  name: {
    display: "inline-flex",
    alignItems: "center",
    gap: "8px",
    color: tokens.colorNeutralForeground1,
    textDecorationLine: "none",
    fontWeight: tokens.fontWeightSemibold,
    fontSize: tokens.fontSizeBase400,
    flexShrink: 0,
  },
  nameText: {
    [onPhone]: hiddenFromSight,
  },
  host: { flexGrow: 1, minWidth: 0 },
  right: {
    display: "flex",
    alignItems: "center",
    gap: "16px",
    flexShrink: 0,
    [onPhone]: { display: "none" },
    "@media print": { display: "none" },
  },
});

/** Latchkey's name, the app this is about, the theme and the person. */
export function TopBar({ onMenu }: { onMenu: () => void }) {
  const styles = useStyles();
  return (
    <header className={styles.bar}>
      <Button
        className={styles.menu}
        appearance="subtle"
        aria-label="Pages"
        icon={<NavigationRegular />}
        onClick={onMenu}
      />
      <Link to="/" className={styles.name}>
        <LatchkeyMark size={24} />
        <span className={styles.nameText}>Latchkey</span>
      </Link>
      <div className={styles.host}>
        <HostLine />
      </div>
      <div className={styles.right}>
        <ThemeSwitch />
        <PersonMenu />
      </div>
    </header>
  );
}
