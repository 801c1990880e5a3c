import { makeStyles, tokens } from "@fluentui/react-components";
import { PersonRegular } from "@fluentui/react-icons/svg/person";
import type { Person } from "@latchkey/shared/person";
import { useId } from "react";
import { smallGreyText } from "../components/text.styles.ts";
import { useDoor, usePerson } from "../features/host/queries.ts";
import { onCompact } from "../lib/breakpoints.ts";

const useStyles = makeStyles({
  button: {
    display: "inline-flex",
    alignItems: "center",
    gap: "6px",
    height: "32px",
    padding: "0 8px",
    maxWidth: "236px",
    minWidth: 0,
    border: "none",
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: "transparent",
    color: tokens.colorNeutralForeground2,
    font: "inherit",
    cursor: "pointer",
    ":hover": { backgroundColor: tokens.colorNeutralBackground1Hover },
    ":focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  buttonName: {
    overflow: "hidden",
    textOverflow: "ellipsis",
    whiteSpace: "nowrap",
    [onCompact]: { display: "none" },
  },
  menu: {
    position: "fixed",
    inset: "48px 16px auto auto",
    margin: 0,
    padding: "16px",
    width: "280px",
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    boxShadow: tokens.shadow16,
  },
  facts: { display: "grid", gap: "8px", justifyItems: "start" },
  name: { fontWeight: tokens.fontWeightSemibold, overflowWrap: "anywhere" },
  roles: smallGreyText,
  link: { color: tokens.colorBrandForegroundLink },
});

/** Who is signed in, what they may do, and the way out. Nothing where App Service signs nobody in. */
export function PersonMenu() {
  const styles = useStyles();
  const person = usePerson();
  const door = useDoor();
  const id = useId();
  if (!person) return <DoorLink door={door} />;
  return (
    <>
      <button type="button" className={styles.button} popoverTarget={id} title={person.name}>
        <PersonRegular fontSize={20} aria-label="Signed in as" />
        <span className={styles.buttonName}>{person.name}</span>
      </button>
      <div id={id} popover="auto" className={styles.menu}>
        <PersonFacts person={person} />
      </div>
    </>
  );
}

/** The way out for somebody who may see nothing here, or in for nobody yet; nothing outside App Service. */
export function DoorLink({ door }: { door: ReturnType<typeof useDoor> }) {
  const styles = useStyles();
  if (!door) return null;
  return (
    <a className={styles.link} href={door === "no-role" ? "/.auth/logout" : "/.auth/login/aad"}>
      {door === "no-role" ? "Sign out" : "Sign in"}
    </a>
  );
}

/** The person, what they may do and the way out, for where there is room. */
export function PersonFacts({ person }: { person: Person }) {
  const styles = useStyles();
  return (
    <div className={styles.facts}>
      <span className={styles.name}>{person.name}</span>
      <span className={styles.roles}>{rolesWords(person)}</span>
      <a className={styles.link} href="/.auth/logout">
        Sign out
      </a>
    </div>
  );
}

function rolesWords({ roles }: Person): string {
  if (roles.includes("tester")) return "May see status and names, and test-read secrets";
  return roles.includes("viewer") ? "May see status and names" : "Has no role here";
}
