import { X509Certificate } from "node:crypto";
import { inspect } from "node:util";
import type { MaskedValue, ValueFinding, ValueKind } from "@latchkey/shared/secret";
import { decodeJwt } from "jose";

const hidden = "[masked]";
const dots = "••••••••";

/** Values at least this long may show their last 4 characters, if the operator allows it. */
const shortestShown = 16;

/**
 * A secret's value. Nothing but `masked` reads it: it cannot be logged, serialised, inspected or put into a string.
 */
export class SecretValue {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** What may be shown of the value, and what is wrong with it. `now` decides what has expired. */
  masked({ showLastCharacters, now }: { showLastCharacters: boolean; now: Date }): MaskedValue {
    const value = this.#value;
    const tail =
      showLastCharacters && value.length >= shortestShown && /^[\x21-\x7e]{4}$/.test(value.slice(-4));
    return {
      display: tail ? dots + value.slice(-4) : dots,
      looksLike: kindOf(value),
      findings: findingsOf(value, now),
    };
  }

  toString(): string {
    return hidden;
  }

  toJSON(): string {
    return hidden;
  }

  [Symbol.toPrimitive](): string {
    return hidden;
  }

  [inspect.custom](): string {
    return hidden;
  }
}

const reference = /^\s*@Microsoft\.KeyVault\(/i;
const jwt = /^[\w-]+\.[\w-]+\.[\w-]*$/;
const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const connectionString = /^[^=;\s][^=;]*=[^;]*(;[^=;]+=[^;]*)+;?$/;

function kindOf(value: string): ValueKind {
  const text = value.trim();
  if (text === "") return "empty";
  if (reference.test(text)) return "key-vault-reference";
  if (text.includes("-----BEGIN ")) return "pem";
  if (guid.test(text)) return "guid";
  if (jwt.test(text) && jwtExpiry(text) !== undefined) return "jwt";
  if (/^[[{]/.test(text) && isJson(text)) return "json";
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text) && URL.canParse(text)) return "url";
  return connectionString.test(text) ? "connection-string" : "text";
}

function findingsOf(value: string, now: Date): ValueFinding[] {
  if (value === "") return ["empty"];
  const findings: ValueFinding[] = [];
  if (/^\s/.test(value)) findings.push("leading-white-space");
  if (/[\r\n]$/.test(value)) findings.push("line-break-at-end");
  else if (/\s$/.test(value)) findings.push("trailing-white-space");
  if (isPlaceholder(value.trim())) findings.push("placeholder");
  if (reference.test(value)) findings.push("unresolved-reference");
  const expiry = jwt.test(value.trim()) ? jwtExpiry(value.trim()) : undefined;
  if (typeof expiry === "number" && expiry * 1_000 <= now.getTime()) findings.push("expired-jwt");
  if (certificateExpired(value, now)) findings.push("expired-certificate");
  return findings;
}

function isPlaceholder(text: string): boolean {
  return (
    /^(change[-_ ]?me|replace[-_ ]?me|placeholder|dummy|example|sample|to[-_ ]?do|tbd|none|null|undefined|secret|password|x{3,})[!.]*$/i.test(
      text,
    ) ||
    /^<[^<>]*>$/.test(text) ||
    /^\$\{[^}]*\}$/.test(text) ||
    /^(your|my)[-_ ][\w -]*(here|secret|password|key|value)$/i.test(text)
  );
}

/** Epoch seconds of the expiry, null when the JWT has none, undefined when this is no JWT. */
function jwtExpiry(text: string): number | null | undefined {
  try {
    return decodeJwt(text).exp ?? null;
  } catch {
    return undefined;
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function certificateExpired(value: string, now: Date): boolean {
  const certificate = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/.exec(value)?.[0];
  if (!certificate) return false;
  try {
    return new X509Certificate(certificate).validToDate.getTime() <= now.getTime();
  } catch {
    return false;
  }
}
