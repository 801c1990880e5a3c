import { advice, effects, type FixMaker } from "../fixes/fix-draft.ts";
import type { CauseKnowledge } from "./cause.ts";
import { atVault } from "./condition.ts";

const codes = "Microsoft Learn, Azure Key Vault REST error codes";

const fix: FixMaker = () =>
  advice({
    summary:
      "Correct the name: secrets are 1 to 127 of 0-9, a-z, A-Z and -; a vault URI is https://<vault-name>.vault.azure.net without a path; a reference is @Microsoft.KeyVault(SecretUri=https://<vault-name>.vault.azure.net/secrets/<secret-name>).",
    changes: "The setting or the code.",
    effectiveAfter: effects.restart,
    risk: "None.",
  });

export const invalidNameOrReference: CauseKnowledge = {
  title: "A vault URI, secret name or reference is not valid",
  meaning: "Secret names have 1 to 127 of 0-9, a-z, A-Z and -. A vault URI has no path. A reference must have its whole syntax.",
  next: "Correct the name or the reference.",
  rules: [
    [
      0.85,
      "inferred",
      { all: ["tls-name-mismatch", "private-link-in-name"] },
      "the certificate holds the vault's public name; code names that one, also over a private link",
    ],
    [0.3, "inferred", { any: ["tls-name-mismatch"] }],
    [0.15, "inferred", { any: ["connection-of-other-vault"] }],
    [0.9, "vault-said", { any: ["name-invalid", "vault-url-invalid", "vault-url-has-path"] }, codes],
    [0.85, "arm-showed", { any: ["reference-syntax", "reference-truncated"] }, "ResolveStatus InvalidSyntax"],
    [0.9, "arm-showed", { any: ["vault-name-not-valid"] }, "Microsoft Learn: vault names are 3 to 24 of a-z, 0-9, -"],
    [
      0.6,
      "vault-said",
      {
        status: [400],
        knownStage: atVault,
        none: ["endpoint-loads-none", "endpoint-id-not-found", "imds-identity-not-found", "managed-identity-failed"],
      },
      codes,
    ],
    [0.12, "environment-showed", { any: ["reference-literal"] }],
    [0.6, "vault-said", { status: [405], knownStage: atVault }, "a name with a path in it calls another address"],
  ],
  alike: [
    { cause: "secret-not-found", ask: ["secretState"], when: { any: ["vault-url-has-path"], status: [404] } },
    { cause: "vault-host-not-found" },
  ],
  fix,
};
