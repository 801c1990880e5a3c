import type { Operation } from "@latchkey/shared/operations";
import type { Outcome } from "@latchkey/shared/outcome";
import { diagnose } from "./diagnose.ts";

/**
 * What a person does next about one outcome that nothing else is known of, in one sentence: the line of its likeliest cause. What the
 * service said counts too: it may number what it does not like of a token. Null when
 * it worked, when it was not tried, and when the vault did not say which rule refused: any advice would be a guess.
 */
export function nextFor(operation: Operation, outcome: Outcome): string | null {
  if (outcome.kind === "allowed" || outcome.kind === "unknown") return null;
  if (outcome.kind === "denied" && outcome.by === "other") return null;
  const tried = { operation: outcome.kind === "no-token" ? "token" : operation, outcome } as const;
  const raw = "said" in outcome ? outcome.said : undefined;
  return diagnose({ steps: [tried], raw }).causes[0]?.next ?? null;
}
