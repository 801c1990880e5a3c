import { isVaultAudience } from "../azure/clouds.ts";
import { advice, type FixMaker } from "../fixes/fix-draft.ts";
import type { CauseKnowledge } from "./cause.ts";

const codes = "Microsoft Entra authentication error codes";

const fix: FixMaker = () =>
  advice({
    summary:
      "Ask for https://vault.azure.net/.default (as a bare resource: https://vault.azure.net) and use the plain address of the vault.",
    changes: "The scope in the code; no setting in Azure.",
    effectiveAfter: "With the next deployment.",
    risk: "None.",
    note: "Sovereign clouds have their own: vault.azure.cn, vault.usgovcloudapi.net.",
  });

export const wrongTokenResource: CauseKnowledge = {
  title: "The token is asked for, or issued for, the wrong resource",
  meaning: "Key Vault takes tokens for https://vault.azure.net (each sovereign cloud has its own) and no others.",
  next: "Ask for a token of Key Vault in this app's own cloud.",
  gate: "token",
  rules: [
    [
      0.9,
      "environment-showed",
      { any: ["audience-of-other-cloud"], none: ["rbac-denied", "policy-denied", "firewall-denied"] },
      "Microsoft Learn, Authentication in Azure Key Vault: each cloud has its own audience",
    ],
    [0.92, "vault-said", { any: ["vault-bad-audience"] }, "Microsoft Learn, Azure Key Vault REST error codes; recorded 401 answers"],
    [0.9, "token-said", { any: ["entra-resource-unknown"] }, codes],
    [
      0.85,
      "token-said",
      { any: ["entra-scope-invalid"], none: ["endpoint-id-not-found", "endpoint-loads-none", "imds-identity-not-found"] },
      codes,
    ],
    [
      0.85,
      "token-said",
      { facts: { tokenAudience: (value) => !isVaultAudience(value) }, none: ["rbac-denied", "policy-denied", "firewall-denied"] },
    ],
    [0.85, "inferred", { any: ["challenge-mismatch"] }, "Azure SDK, challenge resource verification"],
    [0.35, "endpoint-said", { any: ["endpoint-fetch-failed"] }, "a resource that Entra does not know gives the same 500"],
    [0.25, "inferred", { any: ["legacy-endpoint-protocol"] }],
    [0.15, "inferred", { status: [401], any: ["vault-unauthorized"] }],
    [-0.4, "token-said", { facts: { tokenAudience: isVaultAudience }, none: ["audience-of-other-cloud"] }],
  ],
  alike: [{ cause: "identity-endpoint-failing" }, { cause: "token-wrong-tenant" }],
  fix,
};
