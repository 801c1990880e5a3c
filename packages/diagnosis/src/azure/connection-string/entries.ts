/** One `Key=Value` of a connection string, unquoted, with where its key and its value stand in the text. */
export type Entry = { key: string; value: string; keyAt: number; valueAt: number };

/** Where a text leaves the grammar (0 = first character) and what is wrong there. */
export type GrammarFault = { position: number; reason: string };

// .NET's \s and \p{Cc}; JavaScript's \s counts U+FEFF too and leaves out U+0085.
const space = /[\t\n\v\f\r\u0085\p{Z}]/u;
const control = /\p{Cc}/u;

/**
 * Splits a connection string by the grammar of the retired library, which is ADO.NET's: `;` between pairs, `==` for an equals sign in a
 * key, values in single or double quotes with the quote doubled inside. A key may hold `;` after its first character, so a part without
 * an equals sign swallows the key after it. Linear in the length of the text.
 * Source: azure-sdk-for-net, AzureServiceTokenProviderFactory, ConnectionStringPattern.
 */
export function parseEntries(text: string): Entry[] | GrammarFault {
  const entries: Entry[] = [];
  const keys = new Set<string>();
  let at = skipSeparators(text, 0);
  while (!onlyPaddingFrom(text, at)) {
    const key = readKey(text, at);
    if ("reason" in key) return key;
    const value = readValue(text, skipSpaces(text, key.end + 1));
    if ("reason" in value) return value;
    const name = key.text.toLowerCase();
    if (keys.has(name))
      return { position: at, reason: "This key is there already; a repeated key is an error." };
    keys.add(name);
    entries.push({ key: key.text, value: value.text, keyAt: at, valueAt: value.at });
    at = skipSeparators(text, value.end);
  }
  return entries;
}

/** Writes pairs so that `parseEntries` gives the same back. Keys must not begin or end with white space, nor begin with `;`. */
export function printEntries(entries: readonly Pick<Entry, "key" | "value">[]): string {
  return entries.map(({ key, value }) => `${key.replaceAll("=", "==")}=${quoted(value)}`).join(";");
}

function quoted(value: string): string {
  return /^[^\s\u0085;"'=\p{Cc}\p{Z}]*$/u.test(value) ? value : `"${value.replaceAll('"', '""')}"`;
}

/** A key up to its single equals sign; `end` is where that stands. */
function readKey(text: string, start: number): { text: string; end: number } | GrammarFault {
  let key = "";
  let at = start;
  while (at < text.length) {
    const gap = skipSpaces(text, at);
    const next = text[gap] ?? "";
    if (next === "=" && text[gap + 1] !== "=") {
      if (key === "") return { position: gap, reason: "There is no key before this equals sign." };
      return { text: key, end: gap };
    }
    if (next === "") break;
    if (control.test(next)) return { position: gap, reason: "A key must not hold a control character." };
    key += text.slice(at, gap) + next;
    at = next === "=" ? gap + 2 : gap + 1;
  }
  return { position: start, reason: "A key without a value: there is no equals sign after it." };
}

type Value = { text: string; at: number; end: number };

function readValue(text: string, start: number): Value | GrammarFault {
  const first = text[start];
  const value = first === '"' || first === "'" ? readQuoted(text, start, first) : readPlain(text, start);
  if ("reason" in value) return value;
  const after = skipSpaces(text, value.end);
  if (text[after] === ";" || onlyPaddingFrom(text, after)) return { ...value, end: after };
  return {
    position: after,
    reason: control.test(text[after] ?? "")
      ? "A control character must stand in quotes."
      : "After a value in quotes only a semicolon may follow.",
  };
}

function readQuoted(text: string, start: number, quote: string): Value | GrammarFault {
  let value = "";
  for (let at = start + 1; at < text.length; at += 1) {
    const character = text[at] ?? "";
    if (character === "\0")
      return { position: at, reason: "A value in quotes must not hold a null character." };
    if (character !== quote) value += character;
    else if (text[at + 1] !== quote) return { text: value, at: start, end: at + 1 };
    else {
      value += quote;
      at += 1;
    }
  }
  return { position: start, reason: `This quote (${quote}) is not closed.` };
}

function readPlain(text: string, start: number): Value | GrammarFault {
  let end = start;
  for (let at = start; at < text.length; ) {
    const gap = skipSpaces(text, at);
    const next = text[gap] ?? ";";
    if (next === ";" || control.test(next)) break;
    end = gap + 1;
    at = end;
  }
  const value = text.slice(start, end);
  if (/["']$/.test(value))
    return { position: end - 1, reason: "A value that ends with a quote must stand in quotes as a whole." };
  return { text: value, at: start, end };
}

function skipSpaces(text: string, from: number): number {
  let at = from;
  while (at < text.length && space.test(text[at] ?? "")) at += 1;
  return at;
}

function skipSeparators(text: string, from: number): number {
  let at = from;
  while (at < text.length && (text[at] === ";" || space.test(text[at] ?? ""))) at += 1;
  return at;
}

/** Null characters are allowed at the very end only. */
function onlyPaddingFrom(text: string, from: number): boolean {
  let at = from;
  while (at < text.length && (text[at] === "\0" || space.test(text[at] ?? ""))) at += 1;
  return at >= text.length;
}
