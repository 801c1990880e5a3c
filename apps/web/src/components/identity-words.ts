import type { Identity } from "@latchkey/shared/identity";

/** The kind of an identity in Azure's words. */
export function identityKindWords(kind: Identity["kind"]): string {
  switch (kind) {
    case "as-configured":
      return "What your code gets";
    case "system-assigned":
      return "System-assigned";
    case "user-assigned":
      return "User-assigned";
    default:
      return kind satisfies never;
  }
}
