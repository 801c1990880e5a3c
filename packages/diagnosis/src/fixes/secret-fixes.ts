import { advice, effects, type FixMaker } from "./fix-draft.ts";
import { withPortal } from "./grant-fixes.ts";
import { inProse, option } from "./shell.ts";
import { appResourceId, portalLink, secretName, vaultName, vaultResourceId } from "./targets.ts";

export const findVault: FixMaker = (context) => ({
  summary: "Correct the vault's address in the setting, or recover the vault if it was deleted.",
  commands: [
    ["az", "keyvault", "list", "--query", "[].{name:name, uri:properties.vaultUri}", "--output", "table"],
    ["az", "keyvault", "list-deleted", "--resource-type", "vault", "--query", "[].name", "--output", "tsv"],
  ],
  changes: `Nothing: both commands only list. Look for ${vaultName(context)} in them.`,
  undo: "Nothing to undo.",
  effectiveAfter: effects.now,
  risk: "None.",
});

export const findSecret: FixMaker = (context) => ({
  summary: "Correct the secret's name or version, or create the secret.",
  commands: [
    [
      "az",
      "keyvault",
      "secret",
      "list",
      ...option("--vault-name", vaultName(context)),
      "--query",
      "[].name",
      "--output",
      "tsv",
    ],
  ],
  ...withPortal(portalLink("Secrets of the vault", vaultResourceId(context), "secrets")),
  changes: "Nothing: the command only lists names.",
  undo: "Nothing to undo.",
  effectiveAfter: effects.now,
  risk: "None.",
});

export const enableSecret: FixMaker = (context) => {
  const set = (enabled: "true" | "false"): string[] => [
    "az",
    "keyvault",
    "secret",
    "set-attributes",
    ...option("--vault-name", vaultName(context)),
    ...option("--name", secretName(context)),
    "--enabled",
    enabled,
  ];
  return {
    summary: "Enable the secret's current version, or point at an enabled one.",
    commands: [set("true")],
    ...withPortal(portalLink("Secrets of the vault", vaultResourceId(context), "secrets")),
    changes: "The version can be read again.",
    undo: inProse(set("false")),
    effectiveAfter: effects.now,
    risk: "Somebody disabled it on purpose, perhaps because the value is compromised: ask first.",
  };
};

export const recoverSecret: FixMaker = (context) => ({
  summary: "Recover the deleted secret (or vault), then wait until it is done.",
  commands: [
    [
      "az",
      "keyvault",
      "secret",
      "recover",
      ...option("--vault-name", vaultName(context)),
      ...option("--name", secretName(context)),
    ],
  ],
  ...withPortal(portalLink("Secrets of the vault", vaultResourceId(context), "secrets")),
  changes: "The secret is back with its versions.",
  undo: inProse([
    "az",
    "keyvault",
    "secret",
    "delete",
    ...option("--vault-name", vaultName(context)),
    ...option("--name", secretName(context)),
  ]),
  effectiveAfter: "Some seconds; a whole vault takes minutes, and its role assignments do not come back.",
  risk: "The old value becomes readable again.",
  note: `A deleted vault: ${inProse(["az", "keyvault", "recover", ...option("--name", vaultName(context))])}`,
});

export const waitForEffect: FixMaker = (context) => ({
  summary:
    "Wait: nothing needs to be changed. For a Key Vault reference that keeps its old value, ask App Service to resolve it anew.",
  commands: [
    [
      "az",
      "rest",
      "--method",
      "post",
      "--url",
      `https://management.azure.com${appResourceId(context)}/config/configreferences/appsettings/refresh?api-version=2022-03-01`,
    ],
  ],
  changes: "The command only makes App Service read its references again.",
  undo: "Nothing to undo.",
  effectiveAfter:
    "Roles: up to 10 minutes. Groups: up to 24 hours, until the cached token has run out. References: up to 24 hours, at once with the command.",
  risk: "None; with a direct assignment instead of a group there is no waiting for tokens.",
  condition: "If a Key Vault reference keeps an old value or status",
});

export const trustAuthority: FixMaker = () =>
  advice({
    summary:
      "Trust the proxy's certificate authority (NODE_EXTRA_CA_CERTS, REQUESTS_CA_BUNDLE), or exempt the vault's and Entra's hosts from inspection.",
    changes: "Which certificate authorities the process trusts.",
    effectiveAfter: "With the next start of the process.",
    risk: "Whoever holds that authority can read the traffic. Never switch certificate checks off.",
  });

export const askLess: FixMaker = () =>
  advice({
    summary:
      "Cache secrets, keep one client, wait longer after each refusal, spread secrets over several vaults.",
    changes: "How often the code asks.",
    effectiveAfter: "Within seconds: the limit counts 10 seconds back.",
    risk: "A cached secret is stale for a while after it was changed.",
  });

export const correctName: FixMaker = () =>
  advice({
    summary:
      "Correct the name: secrets are 1 to 127 of 0-9, a-z, A-Z and -; a vault URI is https://<vault-name>.vault.azure.net without a path; a reference is @Microsoft.KeyVault(SecretUri=https://<vault-name>.vault.azure.net/secrets/<secret-name>).",
    changes: "The setting or the code.",
    effectiveAfter: effects.restart,
    risk: "None.",
  });
