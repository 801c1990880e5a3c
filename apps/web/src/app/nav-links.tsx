import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { Link, useRouter } from "@tanstack/react-router";
import { hiddenFromSight } from "../components/visually-hidden.tsx";
import { onTablet } from "../lib/breakpoints.ts";

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
  const { routeTree } = useRouter();
  return (
    <ul className={styles.list}>
      {routeTree.children?.map(({ fullPath, options }) => {
        const link = options.staticData?.link;
        if (!link) return null;
        return (
          <li key={fullPath}>
            <Link
              to={fullPath}
              className={styles.link}
              title={link.label}
              activeOptions={{ exact: true, includeSearch: false }}
              onClick={onFollow}
            >
              <span className={styles.icon}>{link.icon}</span>
              <span className={mergeClasses(!alwaysLabelled && styles.narrowLabel)}>{link.label}</span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
