import type { Sign } from "../sign.ts";

/**
 * Wordings of one origin. A row is a sign and one or more pieces that stand in this order, near each other;
 * all lower case, every kind of quotation mark written as ', white space as one blank.
 */
export type PhraseGroup = { source: string; rows: readonly (readonly [Sign, string, ...string[]])[] };
