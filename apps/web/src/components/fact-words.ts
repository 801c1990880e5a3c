import type { FactSource } from "@latchkey/shared/fact";

/** Who told a fact, as the end of "…": "from ARM". */
export function factSourceWords(source: FactSource): string {
  switch (source) {
    case "environment":
      return "from the environment";
    case "identity-endpoint":
      return "from the identity endpoint";
    case "token":
      return "from the token";
    case "arm":
      return "from ARM";
    case "dns":
      return "from DNS";
    case "vault":
      return "from the vault";
    default:
      return source satisfies never;
  }
}
