import { makeStyles } from "@fluentui/react-components";
import { Instant } from "../../components/instant.tsx";
import { counted, wholeNumber } from "../../lib/format-number.ts";
import { duration } from "../../lib/format-time.ts";
import type { AccessMatrix } from "./access-matrix.ts";
import type { ReportState } from "./report-state.ts";

const shownInstance = 8;

const useStyles = makeStyles({
  progress: { verticalAlign: "middle", width: "120px", height: "6px", marginLeft: "8px" },
});

/** When the report was made, from where and with how many requests; or how far the check under way is. */
export function ReportBasis({ state, matrix }: { state: ReportState; matrix: AccessMatrix }) {
  const styles = useStyles();
  if (matrix.checking) {
    return (
      <>
        {wholeNumber(matrix.done)} of {wholeNumber(matrix.total)} checked
        <progress
          className={styles.progress}
          max={matrix.total}
          value={matrix.done}
          aria-label="Cells checked"
        />
      </>
    );
  }
  if (!state.last) return "The check ended early.";
  const { generatedAt, instance, requests, tookMs } = state.last;
  const sent = requests.identityEndpoint + requests.vaults + requests.arm;
  return (
    <>
      Checked <Instant at={generatedAt} />
      {instance && (
        <span title={`Instance ${instance}`}> from instance {instance.slice(0, shownInstance)}</span>
      )}{" "}
      ·{" "}
      <span
        title={`Identity endpoint ${requests.identityEndpoint}, vaults ${requests.vaults}, ARM ${requests.arm}`}
      >{`${counted(sent, "request")} in ${duration(tookMs)}`}</span>
    </>
  );
}
