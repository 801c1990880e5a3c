const thinSpace = "\u2009";

/** Whole numbers with thin spaces between the thousands, for example 25 000. */
export function wholeNumber(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, thinSpace);
}

/** A count with its noun: "1 cell", "12 cells". The plural is the noun with s unless it is given. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${wholeNumber(count)} ${count === 1 ? noun : plural}`;
}
