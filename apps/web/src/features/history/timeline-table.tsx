import { makeStyles, tokens } from "@fluentui/react-components";
import type { HistoryAnswer } from "@latchkey/shared/history";
import type { Identity } from "@latchkey/shared/identity";
import { Link } from "@tanstack/react-router";
import { Instant } from "../../components/instant.tsx";
import { StatusMark } from "../../components/status-mark.tsx";
import { useTableStyles } from "../../components/table.styles.ts";
import { smallGreyLine } from "../../components/text.styles.ts";
import { counted } from "../../lib/format-number.ts";
import { exactTime } from "../../lib/format-time.ts";
import { TimelineStrip } from "./timeline-strip.tsx";
import {
  changeWords,
  drawnTime,
  type IdentityTimelines,
  segmentVerdict,
  type Timeline,
} from "./timelines.ts";

const useStyles = makeStyles({
  vault: { width: "20%" },
  now: { width: "30%" },
  axis: {
    display: "flex",
    justifyContent: "space-between",
    fontWeight: tokens.fontWeightRegular,
    fontVariantNumeric: "tabular-nums",
  },
  told: { marginTop: "4px" },
  summary: {
    cursor: "pointer",
    ...smallGreyLine,
  },
  list: {
    margin: "4px 0 0",
    paddingLeft: "20px",
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase300,
    fontVariantNumeric: "tabular-nums",
  },
});

type TimelineTableProps = { answer: HistoryAnswer; rows: IdentityTimelines[]; identities: Identity[] };

/** A timeline for each cell, by identity: the strip, how it stands, since when it is closed and what changed just before. */
export function TimelineTable({ answer, rows, identities }: TimelineTableProps) {
  const tables = useTableStyles();
  const styles = useStyles();
  const drawn = drawnTime(answer);
  return (
    <div className={tables.frame}>
      <table className={tables.table}>
        <thead className={tables.head}>
          <tr>
            <th scope="col" className={styles.vault}>
              Vault
            </th>
            <th scope="col">
              <span className={styles.axis}>
                <Instant at={drawn.from} />
                <Instant at={drawn.to} />
              </span>
            </th>
            <th scope="col" className={styles.now}>
              How it stands
            </th>
          </tr>
        </thead>
        {rows.map(({ identityId, name, timelines }) => (
          <tbody key={identityId}>
            <tr className={tables.groupRow}>
              <th scope="rowgroup" colSpan={3} className={tables.group}>
                {name}
              </th>
            </tr>
            {timelines.map((timeline) => (
              <TimelineRow
                key={timeline.cell.vaultId}
                timeline={timeline}
                identities={identities}
                name={name}
              />
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

type TimelineRowProps = { timeline: Timeline; identities: Identity[]; name: string };

function TimelineRow({ timeline, identities, name }: TimelineRowProps) {
  const tables = useTableStyles();
  const styles = useStyles();
  const { cell, last, bars, justBefore } = timeline;
  return (
    <tr className={tables.row}>
      <th scope="row" className={tables.cell}>
        <Link to="/" search={{ identity: cell.identityId, vault: cell.vaultId }} className={tables.link}>
          {timeline.vaultName}
        </Link>
      </th>
      <td className={tables.cell}>
        <TimelineStrip bars={bars} label={`${name} at ${timeline.vaultName}: ${stripWords(timeline)}`} />
        <details className={styles.told}>
          <summary className={styles.summary}>{counted(cell.segments.length, "period")} in words</summary>
          <ul className={styles.list}>
            {cell.segments.toReversed().map((segment) => (
              <li key={segment.from}>
                {exactTime(segment.from)} to {exactTime(segment.to)}: {segment.words},{" "}
                {counted(segment.checks, "check")}
              </li>
            ))}
          </ul>
        </details>
      </td>
      <td className={tables.cell}>
        <div className={tables.lines}>
          <StatusMark verdict={segmentVerdict(last)} />
          {cell.redSince && (
            <span className={tables.quiet}>
              Closed, first seen <Instant at={cell.redSince} />
            </span>
          )}
          {cell.redSince && (
            <span className={tables.quiet}>
              {justBefore.length > 0
                ? `Just before: ${justBefore.map((change) => changeWords(change, identities)).join("; ")}`
                : "No change of the configuration was seen just before."}
            </span>
          )}
        </div>
      </td>
    </tr>
  );
}

function stripWords({ cell, last }: Timeline): string {
  const before = cell.segments.length > 1 ? `, ${counted(cell.segments.length - 1, "change")} before` : "";
  return `${last.words}${before}`;
}
