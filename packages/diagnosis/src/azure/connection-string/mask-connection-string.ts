import { maskSecrets } from "../../text/mask-secrets.ts";

/** What stands in place of a secret. Does not tell its length. */
export const secretMask = "[masked]";

const harmlessKeys = new Set([
  "runas",
  "appid",
  "tenantid",
  "developertool",
  "certificatestorelocation",
  "certificatethumbprint",
  "certificatesubjectname",
  "keyvaultcertificatesecretidentifier",
  "msiretrytimeout",
]);

/**
 * A string that could not be read, with only what is certainly harmless left in it: known keys that never hold a secret, with short plain
 * values. From the first part on that is anything else, all is masked, because a secret may hold semicolons.
 */
export function maskMalformed(text: string): string {
  const shown: string[] = [];
  for (const part of text.slice(0, 2_000).split(";")) {
    const [key = "", ...rest] = part.split("=");
    const value = rest.join("=").trim();
    if (part.trim() !== "" && !isHarmless(key, value)) {
      const known = /^appkey$/i.test(key.trim());
      return [...shown, known ? `AppKey=${secretMask}` : secretMask].join(";");
    }
    shown.push(part.trim());
  }
  return maskSecrets(shown.join(";"));
}

function isHarmless(key: string, value: string): boolean {
  return harmlessKeys.has(key.trim().toLowerCase()) && /^['"]?[\w.:/ -]{0,100}['"]?$/.test(value);
}

/** A key that the library ignores, fit to be shown: what does not look like a name is masked. */
export function shownKey(key: string): string {
  return /^[\w .;-]{1,60}$/.test(key) ? maskSecrets(key) : secretMask;
}
