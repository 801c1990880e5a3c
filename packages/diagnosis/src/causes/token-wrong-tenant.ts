import { advice, type FixMaker } from "../fixes/fix-draft.ts";
import type { CauseKnowledge } from "./cause.ts";
import { is } from "./condition.ts";

const fix: FixMaker = () =>
  advice({
    summary: "Use a vault in the tenant of this app's identity; a managed identity cannot cross tenants.",
    changes: "Which vault is used.",
    effectiveAfter: "With the next deployment.",
    risk: "Moving a vault to another tenant makes all its present grants void, so it is not proposed here.",
  });

export const tokenWrongTenant: CauseKnowledge = {
  title: "The vault belongs to another tenant",
  meaning: "The tenant that issued the token is not the tenant that the vault trusts.",
  next: "Compare the tenant of the token under Identities with the tenant of the vault.",
  gate: "token",
  rules: [
    [0.92, "vault-said", { any: ["vault-bad-issuer"] }, "Microsoft Learn, Azure Key Vault REST error codes; recorded 401 answers"],
    [
      0.9,
      "token-said",
      { facts: { tokenTenantMatchesVault: is.no }, none: ["rbac-denied", "policy-denied", "firewall-denied", "connection-denied"] },
    ],
    [0.2, "inferred", { any: ["vault-unauthorized"], none: ["vault-no-token"] }],
  ],
  alike: [
    { cause: "wrong-token-resource" },
    { cause: "token-missing-or-invalid" },
    { cause: "library-cannot-use-identity", ask: ["tokenTenantMatchesVault"], when: { any: ["library-defect-tenant"] } },
  ],
  fix,
};
