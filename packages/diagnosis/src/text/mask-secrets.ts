const mask = "[masked]";

/** Names whose value is a secret wherever they are followed by `=` or `:`. Bounded gaps keep the search linear. */
const labels =
  /(?:x-identity-header|identity_header|msi_secret|client[_ -]?secret|app_?key|account_?key|shared_?access_?key|shared_?access_?signature|secret_?key|api[_-]?key|access[_-]?key|access_token|refresh_token|id_token|client_assertion|password|passwd|pwd|passphrase|subscription-key|function[s]?-key|ocp-apim-subscription-key|x-functions-key|(?<![a-z0-9_-])sig|(?<![a-z0-9_-])secret|(?<![a-z0-9_-])code)(?![a-z0-9])["'\\]{0,4}[ \t]{0,4}[:=](?!=)[ \t]{0,4}["'\\]{0,4}/gi;

/** Words that stand where a secret could, but are none: states, JSON literals and error code values. */
const harmless =
  /^(?:set|unset|null|none|undefined|true|false|redacted|empty|blank|missing|\[masked\]|\*+|<[^<>]{0,40}>)$/i;

/**
 * The text with everything secret replaced by `[masked]`: tokens, keys, connection string passwords, signatures, PEM
 * blocks, identity headers. Masks do not tell the length. Linear in the length of the text.
 */
export function maskSecrets(text: string): string {
  return maskRuns(maskUserInfo(maskBearer(maskLabelled(maskPem(text)))));
}

function maskPem(text: string): string {
  if (!text.includes("-----BEGIN ")) return text;
  const parts: string[] = [];
  let from = 0;
  for (let start = text.indexOf("-----BEGIN "); start >= 0; start = text.indexOf("-----BEGIN ", from)) {
    const end = text.indexOf("-----END ", start);
    parts.push(text.slice(from, start), mask);
    // An unfinished block is cut off with all that follows: better too much than a piece of a key.
    if (end < 0) return parts.join("");
    const close = text.indexOf("-----", end + 9);
    from = close >= 0 && close - end < 100 ? close + 5 : end + 9;
  }
  parts.push(text.slice(from));
  return parts.join("");
}

function maskLabelled(text: string): string {
  const parts: string[] = [];
  let from = 0;
  labels.lastIndex = 0;
  for (let found = labels.exec(text); found; found = labels.exec(text)) {
    const start = found.index + found[0].length;
    const end = valueEnd(text, start, /["']$/.exec(found[0])?.[0]);
    const value = text.slice(start, end);
    if (value === "" || harmless.test(value) || isErrorCode(found[0], value)) continue;
    parts.push(text.slice(from, start), mask);
    from = end;
    labels.lastIndex = end;
  }
  parts.push(text.slice(from));
  return parts.join("");
}

/** `code` mostly names an error; as a query's key it is a function key, which is long and mixed. */
function isErrorCode(label: string, value: string): boolean {
  return /^code/i.test(label) && (value.length < 20 || /^[A-Za-z_]*$/.test(value));
}

function valueEnd(text: string, start: number, quote: string | undefined): number {
  for (let at = start; at < text.length; at++) {
    const character = text[at] ?? "";
    if (quote === undefined ? /[\s;&"'<>,)}\]]/.test(character) : character === quote || character === "\\")
      return at;
  }
  return text.length;
}

function maskBearer(text: string): string {
  return text.replace(
    /\b(bearer|basic|pop|sharedaccesssignature|sharedkey)[ \t]+([A-Za-z0-9._~+/=:-]{12,})/gi,
    (whole, scheme, value) =>
      /^[a-z]+$/.test(value) || /^(?:authorization|challenge|error)/i.test(value)
        ? whole
        : `${scheme} ${mask}`,
  );
}

/** `scheme://user:password@host`. The parts are bounded so that a long run without `@` costs little. */
function maskUserInfo(text: string): string {
  return text.includes("://")
    ? text.replace(/:\/\/([^\s/:@]{0,128}):([^\s/@]{1,256})@/g, (_, user) => `://${user}:${mask}@`)
    : text;
}

/** Long unbroken runs that are secret by their own shape. */
function maskRuns(text: string): string {
  return text.replace(/[A-Za-z0-9_~.+/=-]{24,}/g, (run) => {
    const token = run.indexOf("eyJ");
    if (token >= 0 && run.length - token >= 24) return `${run.slice(0, token)}${mask}`;
    return run.includes("~") ? maskTilde(run) : maskBase64(run);
  });
}

/** Client secrets of Microsoft Entra ID: 34 to 40 characters, a `~` within the first five (after three and a `Q`). */
function maskTilde(run: string): string {
  return run
    .split(/([/=])/)
    .map((part) => (part.length >= 30 && part.slice(0, 6).includes("~") ? mask : part))
    .join("");
}

/** Keys of 32 bytes or more in base64: mixed cases and digits without a word or a path in between. */
function maskBase64(run: string): string {
  if (run.length < 40 || run.includes(".")) return run;
  if (run.endsWith("=")) return mask;
  // `AppId=` and the like in front of a GUID: an id, which people need to see.
  if (/(?:^|[=/])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(run)) return run;
  const kinds = [/[a-z]/, /[A-Z]/, /\d/].filter((kind) => kind.test(run)).length;
  // A path or a name in words has dashes and slashes, and few digits between letters.
  if (kinds < 3 || run.includes("//") || (run.match(/[/-]/g)?.length ?? 0) > 4) return run;
  return /\d[A-Za-z]+\d[A-Za-z]+\d/.test(run) ? mask : run;
}
