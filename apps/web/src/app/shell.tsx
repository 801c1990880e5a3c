import { makeStyles, tokens } from "@fluentui/react-components";
import { Outlet } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { PanelBoundary } from "../components/panel-boundary.tsx";
import { SidePanel } from "../components/side-panel.tsx";
import { Waiting } from "../components/waiting.tsx";
import { HostNote } from "../features/host/host-note.tsx";
import { WarningBar } from "../features/host/warning-bar.tsx";
import { onCompact, onPhone } from "../lib/breakpoints.ts";
import { NavLinks } from "./nav-links.tsx";
import { TopBar } from "./top-bar.tsx";

const NavDrawer = lazy(() => import("./nav-drawer.tsx").then((module) => ({ default: module.NavDrawer })));

const useStyles = makeStyles({
  shell: {
    display: "grid",
    gridTemplateColumns: "220px minmax(0, 1fr)",
    gridTemplateRows: "48px 1fr auto",
    minHeight: "100vh",
    [onCompact]: { gridTemplateColumns: "56px minmax(0, 1fr)" },
    [onPhone]: { gridTemplateColumns: "minmax(0, 1fr)" },
    "@media print": { display: "block", minHeight: 0 },
  },
  skip: {
    position: "absolute",
    left: "8px",
    top: "-64px",
    zIndex: 10,
    padding: "8px 12px",
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorBrandForegroundLink,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    ":focus": { top: "8px" },
  },
  nav: {
    borderRight: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground2,
    gridRow: "2 / 4",
    [onPhone]: { display: "none" },
    "@media print": { display: "none" },
  },
  footer: {
    padding: "0 24px 16px",
    [onPhone]: { padding: "0 16px 16px" },
  },
  warnings: { ":not(:empty)": { marginBottom: "16px" } },
  main: {
    minWidth: 0,
    padding: "24px 24px 16px",
    maxWidth: "1600px",
    width: "100%",
    outline: "none",
    [onPhone]: { padding: "16px 16px 24px" },
  },
});

/** The frame around every page: skip link, top bar, navigation, main. */
export function Shell() {
  const styles = useStyles();
  const [menuOpen, setMenuOpen] = useState(false);
  const closeMenu = () => setMenuOpen(false);
  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#main">
        Skip to the content
      </a>
      <PanelBoundary what="The bar at the top">
        <TopBar onMenu={() => setMenuOpen(true)} />
      </PanelBoundary>
      <nav className={styles.nav} aria-label="Pages">
        <NavLinks />
      </nav>
      <main className={styles.main} id="main" tabIndex={-1}>
        <div className={styles.warnings}>
          <PanelBoundary what="What Latchkey warns of">
            <WarningBar />
          </PanelBoundary>
        </div>
        <Suspense fallback={<Waiting label="Loading the page" />}>
          <Outlet />
        </Suspense>
      </main>
      <footer className={styles.footer}>
        <PanelBoundary what="The note on this app">
          <HostNote />
        </PanelBoundary>
      </footer>
      {menuOpen && (
        <PanelBoundary
          what="The menu"
          frame={(notice) => (
            <SidePanel title="Latchkey" side="start" onClose={closeMenu}>
              {notice}
              <NavLinks alwaysLabelled onFollow={closeMenu} />
            </SidePanel>
          )}
        >
          <Suspense fallback={null}>
            <NavDrawer onClose={closeMenu} />
          </Suspense>
        </PanelBoundary>
      )}
    </div>
  );
}
