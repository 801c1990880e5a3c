/** The longest text that is read, in UTF-16 units; what lies behind is left aside. */
const longestText = 2 * 1_048_576;

const entities: Readonly<Record<string, string>> = {
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  amp: "&",
  nbsp: " ",
};

/**
 * Anything that people paste, as plain running text: terminal colours, markup and escapes of nested JSON are gone, white
 * space is one blank. Every expression below is bounded or cannot backtrack, so the cost is linear in the length.
 */
export function cleanText(raw: string): string {
  let text = raw.length > longestText ? raw.slice(0, longestText) : raw;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: terminal escapes are what is taken out
  text = text.replace(/\u001b(?:\[[0-9;?]{0,32}[ -/]{0,4}[@-~]|\][^\u0007\u001b]{0,256}\u0007?)/g, "");
  if (text.includes("&")) text = decodeEntities(decodeEntities(text));
  if (text.includes("<")) text = text.replace(htmlTag, " ");
  if (text.includes("\\")) text = withoutEscapes(text);
  return withoutControls(text).trim();
}

const htmlTag =
  /<\/?(?:a|b|i|p|br|hr|em|li|ol|ul|td|th|tr|div|pre|span|code|table|tbody|thead|strong|html|body|head|title|h[1-6])(?:\s[^<>]{0,500})?\/?>/gi;

/**
 * JSON in a string in JSON: any number of backslashes before a quotation mark is one escape. Runs are made one first,
 * since an expression that looks beyond a run of unknown length would have to go back for each of them.
 */
function withoutEscapes(text: string): string {
  return text
    .replace(/\\{2,}/g, "\\")
    .replace(/\\u00([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/\\(["'/])/g, "$1")
    .replace(/\\[rnt](?![a-z]{3})/g, " ");
}

function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#(\d{1,6})|#x([0-9a-f]{1,5})|(lt|gt|quot|apos|amp|nbsp));/gi,
    (whole, ten, hex, name) => {
      if (name !== undefined) return entities[name.toLowerCase()] ?? whole;
      const point = ten === undefined ? Number.parseInt(hex, 16) : Number(ten);
      return point > 0 && point < 0xd800 ? String.fromCharCode(point) : " ";
    },
  );
}

/** Runs of control, formatting and direction characters become a blank: none of them may reach a terminal or reorder a page. */
export function withoutControls(text: string): string {
  return text.replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
    /[\u0000-\u0020\u007f-\u00a0\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufffe\uffff]+/g,
    " ",
  );
}

/**
 * The same text in the form in which phrases are written: lower case, every quotation mark a plain one.
 * It has the same length, so a position in it is a position in the text.
 */
export function matchable(text: string): string {
  const plain = text.replace(/["`´‘’“”]/g, "'");
  const lower = plain.toLowerCase();
  // A few letters change their length in lower case; then only ASCII is lowered.
  return lower.length === text.length ? lower : plain.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
