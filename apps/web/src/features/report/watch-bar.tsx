import { Button, makeStyles } from "@fluentui/react-components";
import { EyeRegular } from "@fluentui/react-icons/svg/eye";
import { StopRegular } from "@fluentui/react-icons/svg/stop";
import { isClosed } from "@latchkey/diagnosis/outcome-words";
import { LabelledCopyButton } from "../../components/copy-button.tsx";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { StatusMark } from "../../components/status-mark.tsx";
import { greyText } from "../../components/text.styles.ts";
import { VisuallyHidden } from "../../components/visually-hidden.tsx";
import { useNow } from "../../lib/use-now.ts";
import type { MatrixCell } from "./access-matrix.ts";
import type { Watch } from "./watch.ts";
import { watchEndWords, watchProgressWords } from "./watch-words.ts";
import { useWatch } from "./watches.ts";

const useStyles = makeStyles({
  bar: { display: "grid", gap: "8px", gridTemplateColumns: "minmax(0, 1fr)" },
  line: { display: "flex", flexWrap: "wrap", alignItems: "center", gap: "8px" },
  told: { fontVariantNumeric: "tabular-nums", minWidth: 0 },
  quiet: greyText,
  end: { marginLeft: "auto" },
});

/** The lower edge of the panel: watch until the cell is green, and take the story along. */
export function WatchBar({ cell, markdown }: { cell: MatrixCell; markdown: () => string }) {
  const styles = useStyles();
  const { watch, start, stop } = useWatch({ identityId: cell.identity.id, vaultId: cell.vault.id });
  const watching = watch?.state === "watching";
  return (
    <div className={styles.bar}>
      {watch?.state === "failed" && <ProblemNotice error={watch.error} stillWorks="The watch has ended." />}
      <div className={styles.line}>
        {watching ? (
          <Button key="stop" icon={<StopRegular />} onClick={stop}>
            Stop watching
          </Button>
        ) : (
          isWorthWatching(cell) && (
            <Button key="watch" appearance="primary" icon={<EyeRegular />} onClick={start}>
              Watch until green
            </Button>
          )
        )}
        {watch && <Told watch={watch} />}
        <span className={styles.end}>
          <LabelledCopyButton label="Copy as Markdown" text={markdown} />
        </span>
      </div>
    </div>
  );
}

function isWorthWatching({ verdict: { status } }: MatrixCell): boolean {
  return isClosed(status) || status === "unknown" || status === "warning";
}

function Told({ watch }: { watch: Watch }) {
  const styles = useStyles();
  const nowMs = useNow();
  const ended = watchEndWords(watch);
  return (
    <span className={styles.told}>
      <VisuallyHidden>
        <span role="status">{ended ?? "Watching"}</span>
      </VisuallyHidden>
      <span aria-hidden="true">
        {watch.state === "open" && watch.verdict ? (
          <StatusMark verdict={{ ...watch.verdict, words: ended ?? "" }} />
        ) : (
          <span className={styles.quiet}>{ended ?? watchProgressWords(watch, nowMs)}</span>
        )}
      </span>
    </span>
  );
}
