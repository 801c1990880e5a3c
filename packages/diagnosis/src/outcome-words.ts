import type { Outcome, OutcomeOf } from "@latchkey/shared/outcome";

/** One word for a state, and with it one icon and one colour family on every screen. */
export type VerdictStatus =
  | "allowed"
  | "denied"
  | "no-token"
  | "unreachable"
  | "warning"
  | "unknown"
  | "checking";

/** A state and the few words that are shown beside its icon; `by` tells refusals apart. */
export type Verdict = { status: VerdictStatus; words: string; by?: OutcomeOf<"denied">["by"] };

/** True when code that needs this would fail now. A warning works; an unknown is not counted as closed. */
export function isClosed(status: VerdictStatus): boolean {
  return status === "denied" || status === "no-token" || status === "unreachable";
}

/**
 * The status and short words for one operation's outcome.
 * A vault that answers, but not usably (throttled, not Key Vault), counts with the unreachable ones: reading fails now.
 */
export function outcomeVerdict(outcome: Outcome): Verdict {
  switch (outcome.kind) {
    case "allowed":
      return { status: "allowed", words: "Allowed" };
    case "denied":
      return { status: "denied", words: deniedWords(outcome.by), by: outcome.by };
    case "token-rejected":
      return { status: "denied", words: "Token rejected" };
    case "no-token":
      return { status: "no-token", words: "No token" };
    case "unreachable":
      return { status: "unreachable", words: "Unreachable" };
    case "throttled":
      return { status: "unreachable", words: "Throttled" };
    case "secret-not-found":
      return { status: "warning", words: "Secret not found" };
    case "unexpected":
      return { status: "unreachable", words: "Unexpected answer" };
    case "unknown":
      return { status: "unknown", words: "Unknown" };
    default:
      return outcome satisfies never;
  }
}

function deniedWords(by: OutcomeOf<"denied">["by"]): string {
  switch (by) {
    case "access-policy":
      return "Denied by access policy";
    case "rbac":
      return "Denied by role";
    case "firewall":
      return "Denied by firewall";
    case "private-link":
      return "Denied by private link";
    case "secret-disabled":
      return "Secret disabled";
    case "other":
      return "Denied";
    default:
      return by satisfies never;
  }
}
