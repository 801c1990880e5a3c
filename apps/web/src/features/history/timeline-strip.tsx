import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import type { HistoryStatus } from "@latchkey/shared/history";
import type { Bar } from "./timelines.ts";

const height = 20;
/** Per mille of the width: a single check must still be seen. */
const narrowest = 4;

const useStyles = makeStyles({
  strip: { display: "block", width: "100%", height: `${height}px`, overflow: "visible" },
  line: { stroke: tokens.colorNeutralStroke1, strokeWidth: 1, vectorEffect: "non-scaling-stroke" },
  allowed: { fill: tokens.colorStatusSuccessForeground1 },
  warning: { fill: tokens.colorStatusWarningForeground3 },
  denied: { fill: tokens.colorStatusDangerForeground1 },
  "no-token": { fill: tokens.colorStatusDangerForeground1 },
  unreachable: { fill: tokens.colorPaletteDarkOrangeForeground1 },
  unknown: { fill: tokens.colorNeutralForeground4 },
  forced: { "@media (forced-colors: active)": { fill: "CanvasText" } },
});

/** The time from left to right: low where it was open, high where it was closed, a bare line where nothing was checked. */
export function TimelineStrip({ bars, label }: { bars: Bar[]; label: string }) {
  const styles = useStyles();
  return (
    <svg
      className={styles.strip}
      viewBox={`0 0 1000 ${height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      <line className={styles.line} x1={0} x2={1000} y1={height - 0.5} y2={height - 0.5} />
      {bars.map((bar) => {
        const width = Math.max(narrowest, bar.width * 1000);
        return (
          <rect
            key={bar.segment.from}
            className={mergeClasses(styles[bar.status], styles.forced)}
            x={Math.min(bar.start * 1000, 1000 - width)}
            y={height - heightOf(bar.status)}
            width={width}
            height={heightOf(bar.status)}
          />
        );
      })}
    </svg>
  );
}

/** Taller is worse, so that the shape tells it without the colour. */
function heightOf(status: HistoryStatus): number {
  switch (status) {
    case "allowed":
      return 6;
    case "unknown":
      return 3;
    case "warning":
      return 12;
    case "denied":
    case "no-token":
    case "unreachable":
      return height;
    default:
      return status satisfies never;
  }
}
