import type { MatrixCell } from "./access-matrix.ts";

/** The element id of a cell, in the grid and in the list, so that the focus can come back to it. */
export function cellElementId({ identity, vault }: Pick<MatrixCell, "identity" | "vault">): string {
  return `cell-${identity.id}-${vault.id}`;
}
