import { makeStyles, tokens } from "@fluentui/react-components";
import { exactTime, relativeTime } from "../lib/format-time.ts";
import { useNow } from "../lib/use-now.ts";

const useStyles = makeStyles({
  instant: {
    fontVariantNumeric: "tabular-nums",
    borderRadius: tokens.borderRadiusSmall,
    ":focus::after": { content: "' (' attr(data-exact) ')'" },
    "@media print": { "::after": { content: "' (' attr(data-exact) ')'" } },
  },
});

/** "3 min ago", with the exact UTC instant on focus, in the title and in print. */
export function Instant({ at }: { at: string }) {
  const styles = useStyles();
  const nowMs = useNow();
  const exact = exactTime(at);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: focus shows the exact instant to people without a pointer
    <time className={styles.instant} dateTime={at} title={exact} data-exact={exact} tabIndex={0}>
      {relativeTime({ atMs: Date.parse(at), nowMs })}
    </time>
  );
}
