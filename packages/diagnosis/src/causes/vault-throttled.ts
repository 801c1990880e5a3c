import { advice, type FixMaker } from "../fixes/fix-draft.ts";
import type { CauseKnowledge } from "./cause.ts";
import { atVault } from "./condition.ts";

const codes = "Microsoft Learn, Azure Key Vault REST error codes";

const fix: FixMaker = () =>
  advice({
    summary: "Cache secrets, keep one client, wait longer after each refusal, spread secrets over several vaults.",
    changes: "How often the code asks.",
    effectiveAfter: "Within seconds: the limit counts 10 seconds back.",
    risk: "A cached secret is stale for a while after it was changed.",
  });

export const vaultThrottled: CauseKnowledge = {
  title: "The vault throttles",
  meaning: "More requests came than the vault or the subscription allows.",
  next: "Wait as long as the vault asks, then check again.",
  rules: [
    [0.85, "arm-showed", { status: [429], knownStage: ["arm"] }, "Microsoft Learn, Throttling Resource Manager requests"],
    [0.75, "inferred", { any: ["throttled-in-words"], knownStage: ["arm", ...atVault] }],
    [0.92, "vault-said", { any: ["vault-throttled"] }, codes],
    [0.8, "vault-said", { status: [429], knownStage: atVault }, codes],
    [0.55, "vault-said", { status: [429], all: ["about-vault"], none: ["about-imds", "managed-identity-failed"] }, codes],
  ],
  alike: [{ cause: "identity-endpoint-failing" }, { cause: "vault-unreachable" }],
  fix,
};
