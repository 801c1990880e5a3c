import type { Basis, Cause } from "@latchkey/shared/diagnosis";

/** Who a cause rests on, as the words before its evidence. */
export function basisWords(basis: Basis): string {
  switch (basis) {
    case "vault-said":
      return "The vault said";
    case "arm-showed":
      return "ARM shows";
    case "endpoint-said":
      return "The identity endpoint said";
    case "token-said":
      return "The token says";
    case "environment-showed":
      return "The environment shows";
    case "inferred":
      return "We infer";
    default:
      return basis satisfies never;
  }
}

/** How sure a cause is, in words; the number is comparable within one diagnosis only. */
export function confidenceWords({ id, confidence }: Pick<Cause, "id" | "confidence">): string {
  if (id === "unknown") return "Not decided";
  if (confidence >= 0.8) return "Very likely";
  if (confidence >= 0.5) return "Likely";
  if (confidence >= 0.25) return "Possible";
  return "Less likely";
}
