import { readdirSync, readFileSync } from "node:fs";

/** Something that the product gave away or wrote: an answer, a header, a log line, a file. */
export type Place = { name: string; content: Buffer };

/** A canary that was found. The canary itself is not told, as this ends up in test output. */
export type Leak = { place: string; form: string; canary: number };

/** Tokens and keys are also looked for by a piece of their middle and their end; shorter ones count only as a whole. */
const pieceLength = 24;

type Form = { canary: number; form: string; text: Buffer };

/** Searches every place for every canary: raw, and as base64, base64url, hexadecimal, URL and JSON text. */
export function findLeaks(places: readonly Place[], canaries: readonly string[]): Leak[] {
  const forms = canaries.flatMap((canary, index) =>
    piecesOf(canary).flatMap((piece) =>
      formsOf(piece).map(([form, text]): Form => ({ canary: index, form, text: Buffer.from(text) })),
    ),
  );
  const beginnings = new Map<number, Form[]>();
  for (const form of forms) {
    const beginning = beginningAt(form.text, 0);
    beginnings.set(beginning, [...(beginnings.get(beginning) ?? []), form]);
  }
  return places.flatMap(({ name, content }) =>
    [...foundIn(content, beginnings)].map(({ form, canary }) => ({ place: name, form, canary })),
  );
}

// Thousands of forms in hundreds of megabytes: each place is read once, and eight bytes decide what to compare there.
function foundIn(content: Buffer, beginnings: ReadonlyMap<number, Form[]>): Set<Form> {
  const found = new Set<Form>();
  const seldom = new Uint8Array(1 << 16);
  for (const beginning of beginnings.keys()) seldom[beginning & 0xffff] = 1;
  for (let at = 0; at + 8 <= content.length; at += 1) {
    const beginning = beginningAt(content, at);
    if (seldom[beginning & 0xffff] === 0) continue;
    for (const form of beginnings.get(beginning) ?? [])
      if (content.subarray(at, at + form.text.length).equals(form.text)) found.add(form);
  }
  return found;
}

function beginningAt(bytes: Buffer, at: number): number {
  return (Math.imul(bytes.readUInt32LE(at), 0x9e3779b1) ^ bytes.readUInt32LE(at + 4)) >>> 0;
}

/** Every file below the folder, as it lies there. */
export function filesIn(folder: string): Place[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => ({
      name: `file ${name}`,
      content: Buffer.concat([Buffer.from(`${name}\n`), readFileSync(`${parentPath}/${name}`)]),
    }));
}

/** An answer with its headers, its body read. */
export async function placesOfAnswer(name: string, answer: Response): Promise<Place[]> {
  const headers = [...answer.headers].map((header) => header.join(": ")).join("\n");
  return [
    { name: `${name} (headers)`, content: Buffer.from(headers) },
    { name, content: Buffer.from(await answer.arrayBuffer()) },
  ];
}

function piecesOf(canary: string): string[] {
  if (canary.length < 2 * pieceLength) return [canary];
  const middle = Math.floor(canary.length / 2);
  return [canary.slice(middle - pieceLength / 2, middle + pieceLength / 2), canary.slice(-pieceLength)];
}

function formsOf(text: string): [string, string][] {
  const bytes = Buffer.from(text);
  const url = encodeURIComponent(text);
  const forms: [string, string][] = [
    ["raw", text],
    ["JSON", JSON.stringify(text).slice(1, -1)],
    ["JSON in JSON", JSON.stringify(JSON.stringify(text).slice(1, -1)).slice(1, -1)],
    ["URL", url],
    ["URL, lower case", url.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())],
    ["form", url.replaceAll("%20", "+")],
    ["hexadecimal", bytes.toString("hex")],
    ["hexadecimal, upper case", bytes.toString("hex").toUpperCase()],
    ["UTF-16", bytes.toString("utf8").split("").join("\u0000")],
    ...[0, 1, 2].flatMap((offset) => base64Of(bytes, offset)),
  ];
  return [...new Map(forms.map(([form, found]) => [found, [form, found] as [string, string]])).values()];
}

// Base64 of a text depends on how many bytes stand before it; what the neighbours share in is left out.
function base64Of(bytes: Buffer, offset: number): [string, string][] {
  const shifted = Buffer.concat([Buffer.alloc(offset), bytes]);
  const whole = shifted.subarray(0, shifted.length - (shifted.length % 3));
  const encoded = (kind: "base64" | "base64url") => whole.toString(kind).slice(offset === 0 ? 0 : 4);
  return [
    [`base64, offset ${offset}`, encoded("base64")],
    [`base64url, offset ${offset}`, encoded("base64url")],
  ];
}
