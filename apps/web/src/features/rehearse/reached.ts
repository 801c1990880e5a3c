import type { AccessStatus } from "@latchkey/shared/rehearse";
import { counted } from "../../lib/format-number.ts";

/** Something that a change reaches: a cell's operation or a reference. */
export type Reached = {
  id: string;
  name: string;
  before: AccessStatus;
  after: AccessStatus;
  because: string;
};

const worstFirst: readonly AccessStatus[] = ["fails", "unknown", "works"];

/** What the change turns, red first, and what it reaches but leaves as it is. */
export function byEffect(rows: readonly Reached[]): { turned: Reached[]; unchanged: Reached[] } {
  const turned = rows.filter(({ before, after }) => before !== after);
  return {
    turned: turned.toSorted((one, other) => worstFirst.indexOf(one.after) - worstFirst.indexOf(other.after)),
    unchanged: rows.filter(({ before, after }) => before === after),
  };
}

/** How many stay as they are, as a line to open. */
export function unchangedWords(count: number, what: string): string {
  const stay = count === 1 ? "stays as it is" : "stay as they are";
  return `${counted(count, what === "Key Vault reference" ? "reference" : "operation")} that the change reaches ${stay}`;
}
