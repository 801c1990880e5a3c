import type { FoundInText } from "../text/read-text.ts";
import { quoteAround } from "../text/read-text.ts";
import { type Sighting, sighting } from "./sign.ts";

/** Microsoft Learn, Use Key Vault references: the keys of its two forms. */
const knownKeys = new Set(["secreturi", "vaultname", "secretname", "secretversion"]);
const start = "@microsoft.keyvault";
/** How people leave a part out, or mask it, when they report a value. */
const elided = /\.\.\.|…|[<>{}[\]*]|xxx|redacted|your/i;
const longest = 600;

/** What is wrong with the form of a reference; undefined when it is well formed, as far as it is shown. */
function referenceFault(value: string): string | undefined {
  const open = value.indexOf("(");
  const close = value.lastIndexOf(")");
  if (close < open) return elided.test(value) ? undefined : "its closing bracket is missing";
  const inside = value.slice(open + 1, close);
  if (elided.test(inside)) return undefined;
  const pairs = inside.split(";").filter((part) => part.trim() !== "");
  const values = new Map(
    pairs.map((part) => {
      const [key = "", ...rest] = part.split("=");
      return [key.trim().toLowerCase(), rest.join("=").trim()];
    }),
  );
  const strange = [...values.keys()].find((key) => !knownKeys.has(key));
  if (strange !== undefined) return `"${strange.slice(0, 40)}" is not one of its keys`;
  const uri = values.get("secreturi");
  if (uri !== undefined)
    return /^https:\/\/[^/]+\/secrets\/[^/]/i.test(uri) ? undefined : "SecretUri is no address of a secret";
  return values.get("vaultname") && values.get("secretname") ? undefined : "it names no secret of a vault";
}

/** A reference that stands in a setting or a text, where the secret's value should be. */
export function referenceSigns(name: string, value: string, structured: boolean): Sighting[] {
  const fault = referenceFault(value);
  return [
    fault === undefined
      ? sighting("reference-literal", `${name} still holds a Key Vault reference`, structured)
      : sighting("reference-truncated", `${name} holds a Key Vault reference: ${fault}`, structured),
  ];
}

/** References that a text quotes. A message may end in the middle of one: then its form is not judged. */
export function referencesInText({ text, lower }: Pick<FoundInText, "text" | "lower">): Sighting[] {
  const at = lower.indexOf(start);
  if (at < 0) return [];
  const rest = text.slice(at, at + longest);
  if (rest[start.length] !== "(")
    return [sighting("reference-literal", quoteAround(text, at, start.length), false)];
  const close = rest.indexOf(")");
  const value = close < 0 ? (rest.split(/[\s"']/)[0] ?? rest) : rest.slice(0, close + 1);
  return referenceSigns("the text", value, false);
}
