import type { CauseId } from "@latchkey/shared/diagnosis";
import type { Sign } from "../signs/sign.ts";

/**
 * A request passes gates in order: a token is obtained, the network lets it through, the vault knows the caller, then the
 * secret is looked up (Microsoft Learn, Authentication in Azure Key Vault). Whoever was stopped at a late gate passed the
 * earlier ones, so facts that merely look suspicious there are not why.
 */
const gates: { causes: CauseId[]; passedBy: Sign[] }[] = [
  {
    causes: [
      "no-identity-on-host",
      "identity-endpoint-not-in-process",
      "user-assigned-not-selected",
      "client-id-not-assigned",
      "principal-id-used-as-client-id",
      "entra-rejects-credential",
      "connection-string-malformed",
      "identity-endpoint-unreachable",
      "identity-endpoint-failing",
      "wrong-token-resource",
      "token-missing-or-invalid",
      "token-wrong-tenant",
    ],
    passedBy: [
      "rbac-denied",
      "policy-denied",
      "policy-compound",
      "firewall-denied",
      "connection-denied",
      "secret-disabled",
    ],
  },
  {
    causes: [
      "vault-host-not-found",
      "private-dns-misconfigured",
      "vault-unreachable",
      "tls-interception",
      "vault-firewall-denied",
      "vault-public-access-disabled",
    ],
    passedBy: ["rbac-denied", "policy-denied", "policy-compound", "secret-disabled", "secret-not-found"],
  },
];
const passedShare = 0.25;

/** What is left of a cause's confidence: 1, or less when a later gate was reached. */
export function shareAfterGates(cause: CauseId, signs: ReadonlyMap<Sign, unknown>): number {
  const passed = gates.some(
    ({ causes, passedBy }) => causes.includes(cause) && passedBy.some((sign) => signs.has(sign)),
  );
  return passed ? passedShare : 1;
}
