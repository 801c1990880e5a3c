import { effects, type FixMaker } from "../fixes/fix-draft.ts";
import { az, option } from "../fixes/shell.ts";
import { vaultName } from "../fixes/targets.ts";
import type { CauseKnowledge } from "./cause.ts";
import { is } from "./condition.ts";

const fix: FixMaker = (context) => ({
  summary: "Correct the vault's address in the setting, or recover the vault if it was deleted.",
  commands: [
    az("keyvault list", option("--query", "[].{name:name, uri:properties.vaultUri}"), option("--output", "table")),
    az("keyvault list-deleted", option("--resource-type", "vault"), option("--query", "[].name"), option("--output", "tsv")),
  ],
  changes: `Nothing: both commands only list. Look for ${vaultName(context)} in them.`,
  undo: "Nothing to undo.",
  effectiveAfter: effects.now,
  risk: "None.",
});

export const vaultHostNotFound: CauseKnowledge = {
  title: "No vault of this name is found",
  meaning: "DNS knows no such vault: the name is wrong, or the vault was deleted or never created.",
  next: "Check the vault's name in the settings, and what DNS answers for it under Vaults.",
  gate: "network",
  rules: [
    [0.75, "arm-showed", { any: ["vault-missing-in-arm"] }, "Azure CLI: no vault of this name in the subscription"],
    [0.8, "inferred", { any: ["name-not-resolved"], none: ["private-link-in-name"] }],
    [0.4, "arm-showed", { any: ["name-not-resolved"], facts: { privateEndpoint: is.no } }],
    [0.85, "arm-showed", { any: ["reference-vault-not-found"] }, "ResolveStatus VaultNotFound"],
    [0.6, "inferred", { facts: { dns: is.one("none") }, unless: { privateEndpoint: is.yes } }],
    [-0.7, "arm-showed", { facts: { privateEndpoint: is.yes } }],
    [-0.6, "inferred", { facts: { dns: is.one("public", "private") } }, "the name resolves"],
  ],
  alike: [
    {
      cause: "private-dns-misconfigured",
      ask: ["privateEndpoint", "dns"],
      settledBy: ["privateEndpoint"],
      when: { any: ["name-not-resolved"] },
    },
    { cause: "invalid-name-or-reference" },
    { cause: "vault-unreachable" },
  ],
  fix,
};
