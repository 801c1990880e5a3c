import { makeStyles, Spinner } from "@fluentui/react-components";

const useStyles = makeStyles({
  waiting: { display: "flex", justifyContent: "flex-start", padding: "24px 0" },
});

/** Something is on its way; the label says what. */
export function Waiting({ label }: { label: string }) {
  const styles = useStyles();
  return (
    <div className={styles.waiting} role="status">
      <Spinner size="small" label={label} labelPosition="after" />
    </div>
  );
}
