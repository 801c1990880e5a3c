import type { Outcome, OutcomeOf } from "@latchkey/shared/outcome";
import type { AccessStatus } from "@latchkey/shared/rehearse";

/** Why there is no token, where another try gives none either until somebody changes something. */
const lasting: ReadonlySet<OutcomeOf<"no-token">["why"]> = new Set([
  "not-assigned",
  "none-selected",
  "endpoint-absent",
  "library-failed",
]);

/**
 * May this identity do this at this vault, as one outcome shows it?
 *
 * - `works`: the vault let it in. A secret that does not exist or is disabled counts too: Key Vault looks at the secret only after it
 *   has let the caller in (Microsoft Learn, "Azure Key Vault REST API error codes"), so what is amiss is the one secret.
 * - `fails`: the identity gets no token, or the vault refused it or its network. Another try gives the same until somebody changes something.
 * - `unknown`: nobody refused anything. The vault or the identity endpoint was not reached, asked to wait, answered with a fault of its own, or was not asked; with
 *   another identity or a moment later it may be the same or not.
 */
export function accessBy(outcome: Outcome | undefined): AccessStatus {
  switch (outcome?.kind) {
    case "allowed":
    case "secret-not-found":
      return "works";
    case "denied":
      return outcome.by === "secret-disabled" ? "works" : "fails";
    case "no-token":
      return lasting.has(outcome.why) ? "fails" : "unknown";
    case "token-rejected":
      return "fails";
    case "unreachable":
    case "throttled":
    case "unexpected":
    case "unknown":
    case undefined:
      return "unknown";
    default:
      return outcome satisfies never;
  }
}

/** The same of an operation that needs a token first: without one nothing works, whatever came of the operation itself. */
export function accessAfterToken(token: Outcome | undefined, outcome: Outcome | undefined): AccessStatus {
  return token && token.kind !== "allowed" ? accessBy(token) : accessBy(outcome);
}
