import { clouds, vaultSuffixOf } from "../azure/clouds.ts";
import { parseReference } from "../azure/reference.ts";
import type { FoundInText } from "../text/read-text.ts";
import { quoteAround } from "../text/read-text.ts";
import { type Sighting, sighting } from "./sign.ts";

const start = "@microsoft.keyvault";
/** How people leave a part out, or mask it, when they report a value. */
const elided = /\.\.\.|…|[<>{}[\]*]|xxx|redacted|your/i;
const longest = 600;

/** A reference that stands in a setting, where the secret's value should be: judged as App Service of this app's cloud reads it. */
export function referenceSigns(name: string, value: string, vaultSuffix: string): Sighting[] {
  return [judged(name, value, vaultSuffix, true)];
}

/** One with parts left out is not judged. */
function judged(name: string, value: string, vaultSuffix: string, structured: boolean): Sighting {
  const { syntax } = parseReference(value, vaultSuffix);
  return syntax.kind === "malformed" && !elided.test(value)
    ? sighting(
        "reference-truncated",
        `${name} holds a malformed Key Vault reference: ${syntax.reason}`,
        structured,
      )
    : sighting("reference-literal", `${name} still holds a Key Vault reference`, structured);
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
  // Which cloud a text comes from is told by the host that it names, if by anything.
  const host = /https?:\/\/([^/:;)\s]+)/i.exec(value)?.[1] ?? "";
  return [judged("the text", value, vaultSuffixOf(host) ?? clouds.AzureCloud.vaultSuffix, false)];
}
