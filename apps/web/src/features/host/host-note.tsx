import { makeStyles } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { smallGreyLine } from "../../components/text.styles.ts";
import { appQuery } from "./queries.ts";

const useStyles = makeStyles({
  note: {
    margin: 0,
    ...smallGreyLine,
  },
});

/** Whose system-assigned identity the page shows: it belongs to one app and one slot only. */
export function HostNote() {
  const styles = useStyles();
  const app = useQuery(appQuery).data;
  if (!app) return null;
  const name = app.name.state === "known" ? app.name.value : "the app whose name is unknown";
  const slot = app.slot.state === "known" ? `slot ${app.slot.value}` : "slot unknown";
  return (
    <p className={styles.note}>
      System-assigned means here: of {name}, {slot}. Every other app and slot has another one.
    </p>
  );
}
