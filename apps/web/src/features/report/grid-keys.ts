/** A place in the matrix, from 0. */
export type Place = { row: number; column: number };

type Move = { key: string; withControl: boolean; from: Place; size: Place };

/** Where a key leads from a place in a grid of `size` rows and columns; null for keys that do not move. */
export function placeAfterKey({ key, withControl, from, size }: Move): Place | null {
  const last = { row: size.row - 1, column: size.column - 1 };
  switch (key) {
    case "ArrowUp":
      return { ...from, row: Math.max(0, from.row - 1) };
    case "ArrowDown":
      return { ...from, row: Math.min(last.row, from.row + 1) };
    case "ArrowLeft":
      return { ...from, column: Math.max(0, from.column - 1) };
    case "ArrowRight":
      return { ...from, column: Math.min(last.column, from.column + 1) };
    case "Home":
      return { row: withControl ? 0 : from.row, column: 0 };
    case "End":
      return { row: withControl ? last.row : from.row, column: last.column };
    default:
      return null;
  }
}
