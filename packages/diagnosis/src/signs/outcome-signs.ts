import type { Operation } from "@latchkey/shared/operations";
import type { Outcome, OutcomeOf } from "@latchkey/shared/outcome";
import { type Sighting, type Sign, sighting } from "./sign.ts";

const denied: Readonly<Record<OutcomeOf<"denied">["by"], Sign>> = {
  "access-policy": "policy-denied",
  rbac: "rbac-denied",
  firewall: "firewall-denied",
  "private-link": "connection-denied",
  "secret-disabled": "secret-disabled",
  other: "vault-forbidden",
};

const noToken: Readonly<Record<OutcomeOf<"no-token">["why"], Sign>> = {
  "not-assigned": "endpoint-id-not-found",
  "none-selected": "endpoint-loads-none",
  "endpoint-absent": "endpoint-variables-missing",
  "endpoint-unreachable": "endpoint-refused",
  "endpoint-failing": "endpoint-server-error",
  throttled: "endpoint-throttled",
  "malformed-answer": "endpoint-malformed",
  "expired-token": "expired-token-given",
  "time-out": "endpoint-time-out",
  "library-failed": "library-parse-failed",
};

const unreachable: Readonly<Record<OutcomeOf<"unreachable">["why"], Sign>> = {
  dns: "name-not-resolved",
  refused: "connection-refused",
  reset: "connection-cut",
  tls: "tls-untrusted",
  "time-out": "connection-timed-out",
};

/** What one operation of the probe shows. An operation that works, or that was not tried, shows nothing. */
export function outcomeSigns(operation: Operation, outcome: Outcome): Sighting[] {
  const sign = signOf(outcome);
  return sign ? [sighting(sign, `${operation}: ${inWords(outcome)}`, true)] : [];
}

function signOf(outcome: Outcome): Sign | undefined {
  switch (outcome.kind) {
    case "denied":
      return outcome.innerCode?.toLowerCase() === "forbiddenbypolicy"
        ? "policy-compound"
        : denied[outcome.by];
    case "token-rejected":
      return "vault-unauthorized";
    case "no-token":
      // Entra's own number says more; it is read where codes are.
      return outcome.why === "library-failed" && outcome.code?.startsWith("AADSTS")
        ? undefined
        : noToken[outcome.why];
    case "unreachable":
      return unreachable[outcome.why];
    case "throttled":
      return "vault-throttled";
    case "secret-not-found":
      return "secret-not-found";
    case "unexpected":
      return outcome.why === "challenge-refused" ? "challenge-mismatch" : proxySign(outcome.why);
    case "allowed":
    case "unknown":
      return undefined;
    default:
      return outcome satisfies never;
  }
}

function proxySign(why: OutcomeOf<"unexpected">["why"]): Sign | undefined {
  return why === "not-key-vault" || why === "redirect-refused" ? "proxy-answered" : undefined;
}

function inWords(outcome: Outcome): string {
  if (outcome.kind === "unreachable") return `unreachable (${outcome.systemCode ?? outcome.why})`;
  if (!("httpStatus" in outcome) && !("innerCode" in outcome))
    return "why" in outcome ? `${outcome.kind}: ${outcome.why}` : outcome.kind;
  const parts = [outcome.httpStatus, outcome.innerCode ?? outcome.code].filter((part) => part !== undefined);
  return `${parts.join(" ")}${outcome.said ? ` ${outcome.said}` : ""}`.trim() || outcome.kind;
}
