import { effects, type FixMaker } from "../fixes/fix-draft.ts";
import { az, inProse, option } from "../fixes/shell.ts";
import { portalLink, secretName, vaultName, vaultResourceId, withPortal } from "../fixes/targets.ts";
import type { CauseKnowledge } from "./cause.ts";
import { is } from "./condition.ts";

const codes = "Microsoft Learn, Azure Key Vault REST error codes";

const fix: FixMaker = (context) => {
  const set = (enabled: "true" | "false"): string[] =>
    az(
      "keyvault secret set-attributes",
      option("--vault-name", vaultName(context)),
      option("--name", secretName(context)),
      option("--enabled", enabled),
    );
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

export const secretDisabled: CauseKnowledge = {
  title: "The secret is disabled",
  meaning: "The version asked for is disabled. No identity can read it.",
  next: "Enable the secret in the vault, or use another version.",
  rules: [
    [0.95, "vault-said", { any: ["secret-disabled"] }, codes],
    [0.6, "vault-said", { any: ["secret-outside-validity"] }, codes],
    [0.8, "vault-said", { any: ["vault-forbidden", "reference-denied"], facts: { secretState: is.one("disabled") } }],
    [0.6, "vault-said", { knownStage: ["reference", "get"], facts: { secretState: is.one("disabled") } }],
  ],
  alike: [{ cause: "access-policy-missing" }, { cause: "secret-soft-deleted" }],
  fix,
};
