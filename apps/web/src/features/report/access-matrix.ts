import { describeOutcome } from "@latchkey/diagnosis/describe-outcome";
import { isClosed, outcomeVerdict, type Verdict } from "@latchkey/diagnosis/outcome-words";
import { cellVerdict } from "@latchkey/diagnosis/verdict";
import type { Identity } from "@latchkey/shared/identity";
import {
  decidingOperation,
  decidingOrder,
  type Operation,
  operations,
  operationsByDefault,
} from "@latchkey/shared/operations";
import { type Cell, type OperationResult, resultOf } from "@latchkey/shared/probe";
import type { Vault } from "@latchkey/shared/vault";
import { differenceWords } from "../../components/prediction-words.ts";
import type { ReportState } from "./report-state.ts";

/** One of the small marks of a cell. */
type StepMark = { operation: Operation; verdict: Verdict };

/** One identity at one vault as it is drawn. `cell` is absent while its probe is under way. */
export type MatrixCell = {
  identity: Identity;
  vault: Vault;
  cell: Cell | undefined;
  verdict: Verdict;
  steps: StepMark[];
  /** Milliseconds of all operations together; null while nothing was sent. */
  tookMs: number | null;
  /** "ARM predicts get allowed" where what was seen is not what ARM lets expect; else null. */
  differs: string | null;
  /** What assistive technology says of the cell. */
  name: string;
};

export type MatrixRow = { identity: Identity; note: string | null; cells: MatrixCell[] };

/** The access matrix: identities down in their order, vaults across. */
export type AccessMatrix = {
  rows: MatrixRow[];
  vaults: Vault[];
  checking: boolean;
  done: number;
  total: number;
};

/**
 * The matrix of the check under way, else of the last report.
 * A cell that has not arrived is being checked, or unknown when the check ended early.
 */
export function accessMatrix(state: ReportState): AccessMatrix {
  const shown = state.run ?? state.last;
  if (!shown) return { rows: [], vaults: [], checking: false, done: 0, total: 0 };
  const cells = new Map(shown.cells.map((cell) => [`${cell.identityId} ${cell.vaultId}`, cell]));
  const ended = state.run?.ended ?? true;
  const rows = shown.identities.map((identity) => ({
    identity,
    note: identityNote(identity, shown.identities),
    cells: shown.vaults.map((vault) =>
      matrixCell({ identity, vault, cell: cells.get(`${identity.id} ${vault.id}`), ended }),
    ),
  }));
  return {
    rows,
    vaults: shown.vaults,
    checking: !ended,
    done: shown.cells.length,
    total: state.run?.total ?? shown.cells.length,
  };
}

/** Only the identities and vaults that have at least one closed cell. */
export function onlyClosed(matrix: AccessMatrix): AccessMatrix {
  const isRed = (cell: MatrixCell) => isClosed(cell.verdict.status);
  const vaults = matrix.vaults.filter((_vault, column) =>
    matrix.rows.some((row) => row.cells.some((cell, index) => index === column && isRed(cell))),
  );
  const rows = matrix.rows
    .filter((row) => row.cells.some(isRed))
    .map((row) => ({ ...row, cells: row.cells.filter((cell) => vaults.includes(cell.vault)) }));
  return { ...matrix, rows, vaults };
}

/** The cell of a URL, or undefined when the report has no such identity or vault. */
export function findCell(
  matrix: AccessMatrix,
  identityId?: string,
  vaultId?: string,
): MatrixCell | undefined {
  const row = matrix.rows.find(({ identity }) => identity.id === identityId);
  return row?.cells.find(({ vault }) => vault.id === vaultId);
}

/** The operation that decides a cell's verdict: the first that failed in the order in which they decide; else what code needs. */
export function decidingResult(cell: Cell): OperationResult | undefined {
  const of = (operation: Operation) => resultOf(cell.operations, operation);
  const inOrder = decidingOrder.map(of).filter((result) => result !== undefined);
  const told = inOrder.find(({ outcome }) => outcome.kind !== "allowed" && outcome.kind !== "unknown");
  const untold = inOrder.find(({ outcome }) => outcome.kind !== "allowed");
  return told ?? untold ?? of(decidingOperation) ?? inOrder[0];
}

/** One or two sentences on a cell, for where there is room for words. */
export function cellSentence({ cell }: MatrixCell): string {
  const result = cell && decidingResult(cell);
  return result ? describeOutcome(result) : "The probe of this cell is under way.";
}

type CellFacts = { identity: Identity; vault: Vault; cell: Cell | undefined; ended: boolean };

function matrixCell({ identity, vault, cell, ended }: CellFacts): MatrixCell {
  const verdict: Verdict = !cell && ended ? { status: "unknown", words: "Not checked" } : cellVerdict(cell);
  const steps = operationsByDefault.map((operation) => ({
    operation,
    verdict: stepVerdict(cell, operation, ended),
  }));
  const differs = differenceWords(cell?.prediction);
  const told = steps
    .map((step) => `${operations[step.operation].name} ${lowerFirst(step.verdict.words)}`)
    .join(", ");
  return {
    identity,
    vault,
    cell,
    verdict,
    steps,
    tookMs:
      cell && cell.operations.length > 0
        ? cell.operations.reduce((sum, result) => sum + result.tookMs, 0)
        : null,
    differs,
    name: `${identity.name}, ${vault.name}: ${verdict.words}; ${told}${differs ? `; ${differs}` : ""}`,
  };
}

function stepVerdict(cell: Cell | undefined, operation: Operation, ended: boolean): Verdict {
  const result = resultOf(cell?.operations, operation);
  if (result) return outcomeVerdict(result.outcome);
  return cell || ended
    ? { status: "unknown", words: "Not tried" }
    : { status: "checking", words: "Checking" };
}

function identityNote(identity: Identity, all: Identity[]): string | null {
  if (identity.kind !== "as-configured") return null;
  const same = all.find(({ id }) => id === identity.sameAs);
  if (same) return `is ${same.name}`;
  return "is none of those below";
}

function lowerFirst(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}
