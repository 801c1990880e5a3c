import { cleanText, matchable } from "./clean-text.ts";
import { findStatus } from "./find-status.ts";
import { guidForm } from "./guid.ts";
import { maskSecrets } from "./mask-secrets.ts";

/** What was found in a pasted text. Lists are without repeats, in order of appearance, at most 50 long. */
export type FoundInText = {
  /** The text, cleaned and masked: every position below and every quote refers to it. */
  text: string;
  /** `text` in lower case with plain quotation marks; same length. */
  lower: string;
  httpStatus?: number | undefined;
  /** Numbers behind AADSTS. */
  aadsts: string[];
  /** Numbers behind AKV. */
  akv: string[];
  /** The caller that a 403 names. */
  caller?: { clientId?: string; principalId?: string } | undefined;
  /** Vaults by name, from host names and from the texts of refusals. */
  vaultNames: string[];
  /** Host names of Key Vault. */
  vaultHosts: string[];
  /** Azure actions, for example `Microsoft.KeyVault/vaults/secrets/getSecret/action`. */
  actions: string[];
  guids: string[];
  /** Values of `AzureServicesAuthConnectionString` kind. */
  connectionStrings: string[];
  /** The audience that a vault or Entra quoted as found. */
  audience?: string | undefined;
};

const guids = new RegExp(`(?<![0-9a-f])${guidForm}(?![0-9a-f-])`, "g");
const callerParts = new RegExp(`(appid|oid)=(${guidForm})`, "g");

/** Pulls everything that can be told apart out of a text of any kind, in time linear in its length. */
export function readText(raw: string): FoundInText {
  const text = maskSecrets(cleanText(raw));
  const lower = matchable(text);
  return {
    text,
    lower,
    httpStatus: findStatus(lower),
    aadsts: unique(lower, /aadsts ?(\d{4,7})(?!\d)/g),
    akv: unique(lower, /akv(\d{5})(?!\d)/g),
    caller: callerOf(lower),
    vaultHosts: unique(
      lower,
      /(?<![a-z0-9-])([a-z][a-z0-9-]{1,23}\.(?:vault|privatelink\.vaultcore)\.(?:azure\.net|azure\.cn|usgovcloudapi\.net))/g,
    ),
    vaultNames: unique(
      lower,
      /(?:https?:\/\/|key vault '?|vault: ?'?)([a-z][a-z0-9-]{1,22}[a-z0-9])(?=\.vault\.|['; ]{0,2};? ?location=)/g,
    ),
    actions: unique(lower, /(microsoft\.[a-z]{2,40}(?:\/[a-z]{2,60}){1,8})\/?/g).filter((action) =>
      /\/(?:read|write|delete|action)$/.test(action),
    ),
    guids: unique(lower, guids, 0),
    connectionStrings: connectionStringsOf(text, lower),
    audience: audienceOf(lower),
  };
}

function unique(lower: string, pattern: RegExp, group = 1): string[] {
  const found = new Set<string>();
  for (const match of lower.matchAll(pattern)) {
    found.add(match[group] ?? "");
    if (found.size === 50) break;
  }
  return [...found];
}

function callerOf(lower: string): FoundInText["caller"] {
  const caller: { clientId?: string; principalId?: string } = {};
  for (const [, name, value] of lower.matchAll(callerParts)) {
    if (name === "appid") caller.clientId ??= value ?? "";
    else caller.principalId ??= value ?? "";
  }
  return caller.clientId || caller.principalId ? caller : undefined;
}

/** From `RunAs=` to the end of the value: AppAuthentication's texts go on with `, Resource:`. */
function connectionStringsOf(text: string, lower: string): string[] {
  const found: string[] = [];
  for (let at = lower.indexOf("runas="); at >= 0 && found.length < 10; at = lower.indexOf("runas=", at + 6)) {
    const rest = text.slice(at, at + 600);
    const end = rest.search(/, ?resource:|["'\]]? is not valid|["'\]]?\. |[\]}<>]|,/i);
    const before = text[at - 1] ?? "";
    found.push(`${/["']/.test(before) ? before : ""}${end < 0 ? rest : rest.slice(0, end)}`.trim());
  }
  return found;
}

function audienceOf(lower: string): string | undefined {
  const at = lower.indexOf("invalid audience. expected");
  if (at < 0) return undefined;
  return /found:? '?(https?:[^\s'",}]{1,200})/.exec(lower.slice(at, at + 600))?.[1]?.replace(/\.$/, "");
}

/** The surroundings of a position, cut at word boundaries: what is quoted as evidence. At most about 240 characters. */
export function quoteAround(text: string, at: number, length: number): string {
  const start = Math.max(0, at - 60);
  const end = Math.min(text.length, at + Math.max(length, 1) + 140);
  const from = start === 0 ? 0 : cutAfterBlank(text, start, at);
  const to = end === text.length ? end : cutBeforeBlank(text, end, at + length);
  return `${from > 0 ? "…" : ""}${text.slice(from, to).trim()}${to < text.length ? "…" : ""}`;
}

function cutAfterBlank(text: string, start: number, limit: number): number {
  const blank = text.indexOf(" ", start);
  return blank >= 0 && blank < limit ? blank + 1 : start;
}

function cutBeforeBlank(text: string, end: number, limit: number): number {
  const blank = text.lastIndexOf(" ", end);
  return blank > limit ? blank : end;
}
