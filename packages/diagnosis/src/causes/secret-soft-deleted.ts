import type { FixMaker } from "../fixes/fix-draft.ts";
import { az, inProse, option } from "../fixes/shell.ts";
import { portalLink, secretName, vaultName, vaultResourceId, withPortal } from "../fixes/targets.ts";
import type { CauseKnowledge } from "./cause.ts";
import { atVault, is } from "./condition.ts";

const codes = "Microsoft Learn, Azure Key Vault REST error codes";
const same404 = "a soft-deleted secret gives the same 404";

const fix: FixMaker = (context) => ({
  summary: "Recover the deleted secret (or vault), then wait until it is done.",
  commands: [az("keyvault secret recover", option("--vault-name", vaultName(context)), option("--name", secretName(context)))],
  ...withPortal(portalLink("Secrets of the vault", vaultResourceId(context), "secrets")),
  changes: "The secret is back with its versions.",
  undo: inProse(az("keyvault secret delete", option("--vault-name", vaultName(context)), option("--name", secretName(context)))),
  effectiveAfter: "Some seconds; a whole vault takes minutes, and its role assignments do not come back.",
  risk: "The old value becomes readable again.",
  note: `A deleted vault: ${inProse(az("keyvault recover", option("--name", vaultName(context))))}`,
});

export const secretSoftDeleted: CauseKnowledge = {
  title: "The secret or the vault is deleted and can be recovered",
  meaning: "The name is held by a deleted object until that is recovered or purged.",
  next: "Recover the deleted secret.",
  rules: [
    [0.92, "vault-said", { any: ["secret-deleted", "vault-deleted"] }, codes],
    [0.9, "vault-said", { facts: { secretState: is.one("soft-deleted") } }],
    [0.6, "vault-said", { status: [409], knownStage: atVault }, codes],
    [0.3, "inferred", { any: ["secret-not-found", "vault-not-found-status"], unless: { secretState: is.one("absent") } }, same404],
    [0.25, "inferred", { status: [404], knownStage: ["get"], unless: { secretState: is.one("absent") } }, same404],
  ],
  alike: [{ cause: "secret-not-found" }, { cause: "arm-permission-or-scope" }],
  fix,
};
