import {
  decidingOperation,
  isVaultOperation,
  type Operation,
  oneObject,
  operations,
} from "@latchkey/shared/operations";
import type { Outcome, OutcomeOf } from "@latchkey/shared/outcome";

/** What was tried: which operation, and whether get asked for a secret by its name. */
export type Tried = { operation: Operation; outcome: Outcome; named?: boolean };

/**
 * One to three plain sentences that say who answered what. Service texts (`said`) are not part of it: they are untrusted
 * and are quoted apart.
 */
export function describeOutcome({ operation, outcome, named = false }: Tried): string {
  switch (outcome.kind) {
    case "allowed":
      return describeAllowed(outcome, operation);
    case "denied":
      return `${vaultAnswered(outcome)} ${describeDenied(outcome, operation, named)}`;
    case "token-rejected":
      return `${vaultAnswered({ httpStatus: 401, ...outcome })} It did not accept the token.`;
    case "no-token":
      return describeNoToken(outcome);
    case "unreachable":
      return describeUnreachable(outcome);
    case "throttled":
      return `${vaultAnswered({ httpStatus: 429, ...outcome })} Too many requests reached it.${waitFor(outcome.retryAfterSeconds)}`;
    case "secret-not-found":
      return `${vaultAnswered({ httpStatus: 404, ...outcome })} There is no secret of this name, or it was deleted and can be recovered.`;
    case "unexpected":
      return describeUnexpected(outcome);
    case "unknown":
      return `Unknown, because ${outcome.because}.`;
    default:
      return outcome satisfies never;
  }
}

function describeAllowed({ proof }: OutcomeOf<"allowed">, operation: Operation): string {
  switch (proof) {
    case "token-obtained":
      return "The identity endpoint gave a token for Key Vault.";
    case "listed":
      return `The vault listed its ${rightOf(operation).objects}.`;
    case "read":
      return "The vault returned the secret. Its value stays in the backend.";
    case "not-found":
      return "Allowed on the whole vault, learnt without reading a value: the vault answered 404 for a secret that does not exist.";
    default:
      return proof satisfies never;
  }
}

function describeDenied({ by }: OutcomeOf<"denied">, operation: Operation, named: boolean): string {
  switch (by) {
    case "access-policy":
      return `It uses access policies, and none gives this identity the ${rightOf(operation).object} permission ${rightOf(operation).permission}.`;
    case "rbac":
      return describeDeniedByRole(operation, named);
    case "firewall":
      return "Its firewall does not admit the address this app comes from.";
    case "private-link":
      return "Its public network access is disabled, and the request did not come over an approved private link.";
    case "secret-disabled":
      return "This secret is disabled. A disabled secret cannot be read by any identity.";
    case "other":
      return "It did not say which rule refused.";
    default:
      return by satisfies never;
  }
}

function describeDeniedByRole(operation: Operation, named: boolean): string {
  const { objects, object, permission, ofOne } = rightOf(operation);
  if (!ofOne)
    return `No role assignment in effect lets this identity ${permission.toLowerCase()} the ${objects} of this vault.`;
  if (named) return `No role assignment in effect lets this identity read this ${object}.`;
  return `${permission} is not granted on the whole vault; a single ${object} may still be readable: test it by name.`;
}

/** The right that an operation needs, in words. A vault refuses a request, never a token: that is told as the deciding operation. */
function rightOf(operation: Operation) {
  const { objects, permission, provenByAbsence } =
    operations[isVaultOperation(operation) ? operation : decidingOperation];
  return { objects, object: oneObject[objects], permission, ofOne: provenByAbsence };
}

function describeNoToken(outcome: OutcomeOf<"no-token">): string {
  const answered = endpointAnswered(outcome);
  switch (outcome.why) {
    case "not-assigned":
      return `${answered} It found no managed identity for the id that was asked for: it is not assigned to this app, or not to this slot.`;
    case "none-selected":
      return `${answered} The request named no identity and this app has no system-assigned identity, so none was selected.`;
    case "endpoint-absent":
      return "This process has no identity endpoint (IDENTITY_ENDPOINT is not set), so it can be no managed identity.";
    case "endpoint-unreachable":
      return "The identity endpoint could not be reached: no connection was made.";
    case "endpoint-failing":
      return `${answered} It failed and gave no token.`;
    case "throttled":
      return `${endpointAnswered({ httpStatus: 429, ...outcome })} Too many token requests reached it.${waitFor(outcome.retryAfterSeconds)}`;
    case "malformed-answer":
      return `${answered} What it sent could not be read as a token answer.`;
    case "expired-token":
      return "The identity endpoint gave a token that has expired already. A wrong clock or a stale cache can cause this.";
    case "time-out":
      return "The identity endpoint did not answer in time.";
    case "library-failed":
      return "The Azure Identity library gave no token, although the identity endpoint could be asked.";
    default:
      return outcome.why satisfies never;
  }
}

function describeUnreachable({ why, systemCode }: OutcomeOf<"unreachable">): string {
  const code = systemCode ? ` (${systemCode})` : "";
  switch (why) {
    case "dns":
      return `The vault's name could not be resolved${code}. No vault of this name exists, or DNS does not know it here.`;
    case "refused":
      return `The connection to the vault was refused${code}.`;
    case "reset":
      return `The connection to the vault was cut${code}.`;
    case "tls":
      return `No trusted TLS connection to the vault could be made${code}.`;
    case "time-out":
      return `The vault did not answer in time${code}.`;
    default:
      return why satisfies never;
  }
}

function describeUnexpected(outcome: OutcomeOf<"unexpected">): string {
  const answered = vaultAnswered(outcome);
  switch (outcome.why) {
    case "server-error":
      return `${answered} The service failed; nothing about access can be told from it.`;
    case "malformed-answer":
      return `${answered} Its body could not be read.`;
    case "not-key-vault":
      return `${answered} It does not look like Key Vault: a proxy may have answered in its place.`;
    case "redirect-refused":
      return `${answered} It redirects elsewhere; Latchkey does not follow, since the token would go along.`;
    case "page-link-refused":
      return `${answered} Its next page is on another host; Latchkey does not follow, since the token would go along.`;
    case "challenge-refused":
      return `${answered} It asks for a token of a resource that does not match its own name; none was sent.`;
    default:
      return outcome.why satisfies never;
  }
}

type Answer = { httpStatus?: number | undefined; code?: string | undefined; innerCode?: string | undefined };

function vaultAnswered(answer: Answer): string {
  return `The vault answered${codesOf(answer)}.`;
}

function endpointAnswered(answer: Answer): string {
  return `The identity endpoint answered${codesOf(answer)}.`;
}

function codesOf({ httpStatus, code, innerCode }: Answer): string {
  const status = httpStatus === undefined ? "" : ` ${httpStatus}`;
  const named = innerCode ?? code;
  return named ? `${status} ${named}` : status;
}

function waitFor(seconds: number | undefined): string {
  return seconds === undefined ? "" : ` It asks to wait ${seconds} s.`;
}
