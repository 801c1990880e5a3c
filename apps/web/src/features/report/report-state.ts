import type { Identity } from "@latchkey/shared/identity";
import type { Cell } from "@latchkey/shared/probe";
import type { Report, ReportEvent } from "@latchkey/shared/report";
import type { Vault } from "@latchkey/shared/vault";

/** A check under way, or one that ended early (`ended`) with nothing complete before it. */
type Run = { identities: Identity[]; vaults: Vault[]; cells: Cell[]; total: number; ended: boolean };

/** The report as the page has it: the last complete one, and the check under way beside it. */
export type ReportState = {
  last: Report | null;
  run: Run | null;
  /** The next fetch probes again instead of taking the last report. */
  refreshAsked: boolean;
  /** A person stopped the last check. */
  stopped: boolean;
};

/** Nothing known yet. */
export const noReport: ReportState = { last: null, run: null, refreshAsked: false, stopped: false };

/** The state after one event of the stream. */
export function withEvent(state: ReportState, event: ReportEvent): ReportState {
  switch (event.kind) {
    case "start":
      return {
        ...state,
        run: {
          identities: event.identities,
          vaults: event.vaults,
          cells: [],
          total: event.cells,
          ended: false,
        },
        stopped: false,
      };
    case "cell":
      return state.run
        ? { ...state, run: { ...state.run, cells: [...state.run.cells, event.cell], total: event.cells } }
        : state;
    case "report":
      return { last: event.report, run: null, refreshAsked: false, stopped: false };
    default:
      return event satisfies never;
  }
}

/** The state after a check that did not come to its end: the last complete report, else what came so far. */
export function withEarlyEnd(state: ReportState): ReportState {
  return { ...state, run: state.last || !state.run ? null : { ...state.run, ended: true } };
}

/** The state with one cell replaced by a newer probe of it. */
export function withCell(state: ReportState, cell: Cell): ReportState {
  const replaced = (cells: Cell[]) =>
    cells.map((old) => (old.identityId === cell.identityId && old.vaultId === cell.vaultId ? cell : old));
  return {
    ...state,
    last: state.last && { ...state.last, cells: replaced(state.last.cells) },
    run: state.run && { ...state.run, cells: replaced(state.run.cells) },
  };
}
