/**
 * Something to look for: where `first` stands, `accepts` says how long the match is, or `undefined` when it is none after all.
 */
export type Needle = { first: string; accepts: (lower: string, at: number) => number | undefined };
export type Hit = { at: number; length: number };

/** A piece of text that stays in the processor's cache while all needles are looked for in it. */
const pieceLength = 32_768;
/** How often a needle is tried before it is given up: keeps a text that repeats its beginning cheap. */
const mostTries = 20;

/** The first accepted place of each needle, in the order of the needles; linear in the length of the text. */
export function findAll(lower: string, needles: readonly Needle[]): (Hit | undefined)[] {
  const hits: (Hit | undefined)[] = needles.map(() => undefined);
  const tries = needles.map(() => 0);
  for (let start = 0; start < lower.length; start += pieceLength) {
    needles.forEach((needle, index) => {
      if (hits[index] || (tries[index] ?? 0) >= mostTries) return;
      // A match may begin in this piece and end in the next.
      const piece = lower.slice(start, start + pieceLength + needle.first.length - 1);
      for (let at = piece.indexOf(needle.first); at >= 0; at = piece.indexOf(needle.first, at + 1)) {
        tries[index] = (tries[index] ?? 0) + 1;
        const length = needle.accepts(lower, start + at);
        if (length !== undefined) hits[index] = { at: start + at, length };
        if (length !== undefined || (tries[index] ?? 0) >= mostTries) return;
      }
    });
  }
  return hits;
}

/** How far the pieces of one phrase may stand apart. */
const reach = 500;

/** A phrase of one or more pieces, in this order, near each other. */
export function phraseNeedle([first = "", ...rest]: readonly string[]): Needle {
  return {
    first,
    accepts: (lower, at) => {
      const window = lower.slice(at, at + first.length + reach);
      let end = first.length;
      for (const piece of rest) {
        const next = window.indexOf(piece, end);
        if (next < 0) return undefined;
        end = next + piece.length;
      }
      return end;
    },
  };
}

/** A code as a word of its own: ENOTFOUND is not in ResourceNotFound. */
export function wordNeedle(code: string): Needle {
  const isPart = (character: string | undefined): boolean => /[a-z0-9]/.test(character ?? "");
  return {
    first: code,
    accepts: (lower, at) =>
      isPart(lower[at - 1]) || isPart(lower[at + code.length]) ? undefined : code.length,
  };
}

/** `code: X`, `code='X'`, `'code':'X'`: the code where a code belongs, not the word in a sentence. */
export function codeFieldNeedle(code: string): Needle {
  return {
    first: code,
    accepts: (lower, at) =>
      /code'? ?[:=] ?'?$/.test(lower.slice(Math.max(0, at - 12), at)) ? code.length : undefined,
  };
}
