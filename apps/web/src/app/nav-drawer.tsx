import { makeStyles } from "@fluentui/react-components";
import { SidePanel } from "../components/side-panel.tsx";
import { NavLinks } from "./nav-links.tsx";
import { ThemeSwitch } from "./theme-switch.tsx";

const useStyles = makeStyles({
  nav: { margin: "0 -16px" },
  theme: { paddingTop: "16px" },
});

/** The navigation on a phone. */
export function NavDrawer({ onClose }: { onClose: () => void }) {
  const styles = useStyles();
  return (
    <SidePanel title="Latchkey" side="start" onClose={onClose}>
      <nav aria-label="Pages" className={styles.nav}>
        <NavLinks alwaysLabelled onFollow={onClose} />
      </nav>
      <div className={styles.theme}>
        <ThemeSwitch />
      </div>
    </SidePanel>
  );
}
