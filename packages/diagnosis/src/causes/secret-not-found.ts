import { effects, type FixMaker } from "../fixes/fix-draft.ts";
import { az, option } from "../fixes/shell.ts";
import { portalLink, vaultName, vaultResourceId, withPortal } from "../fixes/targets.ts";
import type { CauseKnowledge } from "./cause.ts";
import { is } from "./condition.ts";

const codes = "Microsoft Learn, Azure Key Vault REST error codes";

const fix: FixMaker = (context) => ({
  summary: "Correct the secret's name or version, or create the secret.",
  commands: [
    az("keyvault secret list", option("--vault-name", vaultName(context)), option("--query", "[].name"), option("--output", "tsv")),
  ],
  ...withPortal(portalLink("Secrets of the vault", vaultResourceId(context), "secrets")),
  changes: "Nothing: the command only lists names.",
  undo: "Nothing to undo.",
  effectiveAfter: effects.now,
  risk: "None.",
});

export const secretNotFound: CauseKnowledge = {
  title: "There is no such secret or version",
  meaning: "The vault answers, and has no secret of this name or version.",
  next: "Check the name, or recover the deleted secret.",
  rules: [
    [0.85, "vault-said", { any: ["secret-not-found", "reference-secret-not-found"] }, codes],
    [0.7, "vault-said", { status: [404], knownStage: ["get"], none: ["secret-deleted", "vault-url-has-path"] }, codes],
    [0.4, "vault-said", { any: ["vault-not-found-status"] }, codes],
    [0.5, "vault-said", { facts: { secretState: is.one("absent") } }],
    [0.25, "inferred", { any: ["vault-url-has-path"] }],
    [-0.85, "vault-said", { facts: { secretState: is.one("soft-deleted") } }],
  ],
  alike: [{ cause: "secret-soft-deleted", ask: ["secretState"] }, { cause: "invalid-name-or-reference" }],
  fix,
};
