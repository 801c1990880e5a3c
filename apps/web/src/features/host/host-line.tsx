import { makeStyles, tokens } from "@fluentui/react-components";
import { known } from "@latchkey/shared/fact";
import { useQuery } from "@tanstack/react-query";
import { CopyButton } from "../../components/copy-button.tsx";
import { appQuery } from "./queries.ts";

const useStyles = makeStyles({
  line: {
    display: "flex",
    alignItems: "center",
    gap: "8px",
    minWidth: 0,
    color: tokens.colorNeutralForeground2,
  },
  text: {
    overflow: "hidden",
    textOverflow: "ellipsis",
    whiteSpace: "nowrap",
    minWidth: 0,
    paddingLeft: "12px",
    borderLeft: `1px solid ${tokens.colorNeutralStroke1}`,
  },
  tag: {
    flexShrink: 0,
    padding: "1px 8px",
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorPaletteMarigoldBorder2}`,
    color: tokens.colorNeutralForeground1,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
});

/** "app-orders · staging · West Europe", its resource ID to copy, and whether the cloud is simulated. */
export function HostLine() {
  const styles = useStyles();
  const { data, isError } = useQuery(appQuery);
  if (!data) return <span className={styles.line}>{isError ? "App unknown" : ""}</span>;
  const parts = [
    known(data.name) ?? "App unknown",
    known(data.slot) ?? "slot unknown",
    known(data.region),
  ].filter((part) => part !== undefined);
  const resourceId = known(data.resourceId);
  return (
    <div className={styles.line}>
      <span className={styles.text} title={parts.join(" · ")}>
        {parts.join(" · ")}
      </span>
      {resourceId && <CopyButton text={resourceId} what="the app's Resource ID" />}
      {data.simulated && (
        <span className={styles.tag} title="Requests do not go to a public Azure cloud">
          Simulated
        </span>
      )}
    </div>
  );
}
