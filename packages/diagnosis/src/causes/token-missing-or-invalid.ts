import { restartApp } from "../fixes/app.ts";
import type { CauseKnowledge } from "./cause.ts";
import { atVault, is } from "./condition.ts";

const codes = "Microsoft Learn, Azure Key Vault REST error codes; recorded 401 answers";

export const tokenMissingOrInvalid: CauseKnowledge = {
  title: "The vault received no token, or one that it cannot accept",
  meaning: "The request carried no token, or one that has expired, is not valid yet, or cannot be verified.",
  next: "Check again; if it stays, restart the app so that it asks for a new token.",
  gate: "token",
  rules: [
    [0.85, "vault-said", { any: ["vault-no-token"] }, codes],
    [0.88, "vault-said", { any: ["vault-bad-token", "vault-token-expired", "vault-token-too-early"] }, codes],
    [0.55, "token-said", { any: ["expired-token-given"] }],
    [0.5, "vault-said", { any: ["vault-unauthorized"] }, codes],
    [0.5, "vault-said", { status: [401], knownStage: atVault }, codes],
    [0.4, "vault-said", { status: [401], all: ["about-vault"] }, codes],
    [0.4, "environment-showed", { facts: { clockSkew: is.yes } }],
    [-0.7, "vault-said", { any: ["vault-bad-audience", "vault-bad-issuer"] }],
  ],
  alike: [
    {
      cause: "library-cannot-use-identity",
      ask: ["library", "clockSkew"],
      settledBy: ["clockSkew"],
      when: { any: ["vault-token-expired"], none: ["token-error-numbered"] },
    },
    {
      cause: "wrong-token-resource",
      ask: ["tokenAudience", "tokenTenantMatchesVault"],
      when: { none: ["vault-no-token", "vault-bad-token", "vault-token-expired", "vault-token-too-early", "expired-token-given"] },
    },
  ],
  fix: restartApp,
};
