import { makeStyles } from "@fluentui/react-components";
import { SidePanel } from "../components/side-panel.tsx";
import { useDoor, usePerson } from "../features/host/queries.ts";
import { NavLinks } from "./nav-links.tsx";
import { DoorLink, PersonFacts } from "./person-menu.tsx";
import { ThemeSwitch } from "./theme-switch.tsx";

const useStyles = makeStyles({
  nav: { margin: "0 -16px" },
  theme: { paddingTop: "16px" },
});

/** The navigation on a phone. */
export function NavDrawer({ onClose }: { onClose: () => void }) {
  const styles = useStyles();
  const person = usePerson();
  const door = useDoor();
  return (
    <SidePanel title="Latchkey" side="start" onClose={onClose}>
      <nav aria-label="Pages" className={styles.nav}>
        <NavLinks alwaysLabelled onFollow={onClose} />
      </nav>
      <div className={styles.theme}>
        <ThemeSwitch />
      </div>
      <div className={styles.theme}>
        {person ? <PersonFacts person={person} /> : <DoorLink door={door} />}
      </div>
    </SidePanel>
  );
}
