import { isClosed } from "@latchkey/diagnosis/outcome-words";
import { counted, wholeNumber } from "../../lib/format-number.ts";
import { type AccessMatrix, cellSentence, type MatrixCell } from "./access-matrix.ts";
import { cellNextStep } from "./cell-story.ts";

/** The overview's answer in one line: how many cells are closed, open or unknown. */
export function headline(matrix: AccessMatrix): string {
  const cells = cellsOf(matrix);
  if (matrix.rows.length > 0 && matrix.vaults.length === 0) return "No vault is configured";
  if (matrix.checking) return `Checking ${counted(matrix.total, "cell")}`;
  const only = cells.length === 1 ? cells[0] : undefined;
  if (only) return singleAnswer(only);
  const closed = cells.filter(({ verdict }) => isClosed(verdict.status)).length;
  const unknown = cells.filter(({ verdict }) => verdict.status === "unknown").length;
  if (closed > 0)
    return `${wholeNumber(closed)} of ${counted(cells.length, "cell")} ${closed === 1 ? "is" : "are"} closed`;
  if (unknown > 0) return `${wholeNumber(unknown)} of ${counted(cells.length, "cell")} could not be told`;
  return `All ${counted(cells.length, "cell")} are open`;
}

function singleAnswer({ identity, vault, verdict }: MatrixCell): string {
  if (isClosed(verdict.status)) return `${identity.name} cannot open ${vault.name}`;
  if (verdict.status === "unknown") return `Whether ${identity.name} opens ${vault.name} could not be told`;
  return `${identity.name} opens ${vault.name}`;
}

/** The one thing to do next: the cell to look at, and why. */
export type NextThing = { title: string; text: string; cell: MatrixCell };

/** *As configured* without a token comes first, since that is what code gets; else the first closed cell. */
export function nextThing(matrix: AccessMatrix): NextThing | null {
  if (matrix.checking) return null;
  const cells = cellsOf(matrix);
  const cell =
    cells.find(
      (candidate) => candidate.identity.id === "default" && candidate.verdict.status === "no-token",
    ) ?? cells.find(({ verdict }) => isClosed(verdict.status));
  if (!cell) return null;
  const title =
    cell.identity.id === "default" && cell.verdict.status === "no-token"
      ? "As configured gets no token."
      : `${cell.identity.name} at ${cell.vault.name}: ${cell.verdict.words}.`;
  const todo = cell.cell?.diagnosis?.causes[0]?.fix?.summary ?? cellNextStep(cell);
  return { title, text: todo ? `${cellSentence(cell)} ${todo}` : cellSentence(cell), cell };
}

function cellsOf(matrix: AccessMatrix): MatrixCell[] {
  return matrix.rows.flatMap((row) => row.cells);
}
