import type { Report, ReportEvent } from "@latchkey/shared/report";
import type { WithAudit } from "../audit/audit-log.ts";
import { type Deed, entriesOfCells } from "../audit/note.ts";
import { recordIfPossible } from "../audit/require-audit.ts";
import type { WithAzure } from "../azure/azure.ts";
import type { Clock } from "../clock.ts";
import type { WithHistory } from "../history/history.ts";
import type { WithLog } from "../http/log.ts";
import type { InventoryStore } from "../inventory/inventory.ts";
import type { WithSettings } from "../settings/settings.ts";
import type { WithVersions } from "../versions.ts";
import { makeReport } from "./make-report.ts";

/** Milliseconds for which the last report is given again. */
const freshMs = 30_000;

/** A report under way: its events so far, and those to come. */
type Flight = {
  report: Promise<Report>;
  /** All events from the first on. Ends after `report`; throws what the report threw. */
  events(): AsyncGenerator<ReportEvent>;
};

/** Keeps the last report and joins equal questions to the one under way. */
export type ReportStore = {
  /** The last report while it is younger than 30 s, else a new one. */
  latest(by: Asker): Flight;
  /** Probes again, or joins the probing that is under way. */
  refreshed(by: Asker): Flight;
};

/** Who asked for a report first; whoever joins is not named. */
type Asker = Deed["person"];

export function createReportStore(
  deps: Clock & WithSettings & WithAzure & WithVersions & WithLog & WithAudit & WithHistory,
  inventory: InventoryStore,
): ReportStore {
  let current: { flight: Flight; finishedMs: number | undefined } | undefined;

  const refreshed = (by: Asker): Flight => {
    if (current && current.finishedMs === undefined) return current.flight;
    const flight = startFlight(async (emit) => {
      // The segment is opened while the vaults are asked; then one write of all records is all that the answer waits for.
      const opening = deps.audit.ready().catch(() => undefined);
      const report = await makeReport(deps, inventory, emit);
      await opening;
      await recordIfPossible(deps.audit, entriesOfCells({ person: by, action: "report" }, report.cells));
      emit({ kind: "report", report });
      deps.history.keep(report);
      return report;
    });
    const entry: { flight: Flight; finishedMs: number | undefined } = { flight, finishedMs: undefined };
    current = entry;
    flight.report.then(
      () => {
        entry.finishedMs = deps.elapsedMs();
      },
      () => {
        current = undefined;
      },
    );
    return flight;
  };
  return {
    latest(by) {
      const finishedMs = current?.finishedMs;
      const stale = finishedMs !== undefined && deps.elapsedMs() - finishedMs > freshMs;
      return current && !stale ? current.flight : refreshed(by);
    },
    refreshed,
  };
}

function startFlight(make: (emit: (event: ReportEvent) => void) => Promise<Report>): Flight {
  const events: ReportEvent[] = [];
  let more = Promise.withResolvers<void>();
  const wake = () => {
    more.resolve();
    more = Promise.withResolvers<void>();
  };
  const report = make((event) => {
    events.push(event);
    wake();
  });
  let over = false;
  report
    .catch(() => undefined)
    .finally(() => {
      over = true;
      wake();
    });
  return {
    report,
    async *events() {
      let sent = 0;
      while (!over || sent < events.length) {
        const waiting = events.slice(sent);
        sent += waiting.length;
        if (waiting.length > 0) yield* waiting;
        else await more.promise;
      }
      await report;
    },
  };
}
