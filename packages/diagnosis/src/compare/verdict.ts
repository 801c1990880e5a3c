import type { CompareAnswer, ComparedVault, SampledOutcome } from "@latchkey/shared/compare";
import type { Identity } from "@latchkey/shared/identity";
import {
  type Operation,
  operations,
  type VaultOperation,
  vaultOperationsByDefault,
} from "@latchkey/shared/operations";
import type { AccessStatus } from "@latchkey/shared/rehearse";
import { accessAfterToken } from "../access-by.ts";

/** What came of one identity's operations at one vault. */
export type SampledOperations = Record<Operation, SampledOutcome>;

/** Does the operation work with this identity? */
function worksWith({ token, ...tried }: SampledOperations, operation: VaultOperation): AccessStatus {
  return accessAfterToken(token.outcome, tried[operation].outcome);
}

/** What changes at one vault when left is replaced by right. */
export type Change = Record<"breaks" | "gains" | "unclear", VaultOperation[]>;

export function changeAt(left: SampledOperations, right: SampledOperations): Change {
  const of = (wanted: (before: AccessStatus, after: AccessStatus) => boolean) =>
    vaultOperationsByDefault.filter((operation) =>
      wanted(worksWith(left, operation), worksWith(right, operation)),
    );
  return {
    breaks: of((before, after) => before === "works" && after === "fails"),
    gains: of((before, after) => before === "fails" && after === "works"),
    // Unknown on both sides is the vault's or the network's doing, not the identity's.
    unclear: of((before, after) => before !== after && (before === "unknown" || after === "unknown")),
  };
}

/** One sentence about one vault. */
export function sentenceAt(vault: string, { breaks, gains, unclear }: Change): string {
  const parts = [
    breaks.length > 0 ? `${named(breaks)} would stop working` : "",
    gains.length > 0 ? `${named(gains)} would start to work` : "",
    unclear.length > 0 ? `for ${named(unclear)} it could not be told` : "",
  ].filter((part) => part !== "");
  return parts.length === 0 ? `Nothing changes at ${vault}.` : `At ${vault} ${parts.join(", ")}.`;
}

/** Is it safe to replace left by right? Rests on what the vaults answered just now. */
export function verdictOf(
  left: Identity,
  right: Identity,
  changes: { vault: ComparedVault; change: Change }[],
): CompareAnswer["verdict"] {
  const having = (key: keyof Change) => changes.filter(({ change }) => change[key].length > 0);
  const [broken, unclear, gained] = [having("breaks"), having("unclear"), having("gains")];
  const names = (found: typeof changes) => found.map(({ vault }) => vault.name).join(", ");
  const evidence = changes
    .filter(({ change }) => change.breaks.length + change.gains.length + change.unclear.length > 0)
    .map(({ vault }) => vault.sentence);
  const basis =
    left.token.outcome.kind === "no-token" || right.token.outcome.kind === "no-token"
      ? "endpoint-said"
      : "vault-said";
  const from = `${nameOf(left)} to ${nameOf(right)}`;
  const verdict = (kind: CompareAnswer["verdict"]["kind"], sentence: string) =>
    ({ kind, sentence, basis, evidence }) as const;
  if (broken.length > 0)
    return verdict("breaks", `Switching from ${from} breaks access at ${names(broken)}.`);
  if (unclear.length > 0)
    return verdict(
      "cannot-tell",
      `Whether switching from ${from} is safe could not be told at ${names(unclear)}.`,
    );
  if (gained.length > 0)
    return verdict(
      "gains",
      `Safe to switch from ${from}: nothing breaks, and more works at ${names(gained)}.`,
    );
  return verdict("same", `Safe to switch from ${from}: both can do the same at every vault.`);
}

function named(changed: VaultOperation[]): string {
  return changed.map((operation) => operations[operation].permission).join(" and ");
}

/** The identity as a sentence names it. */
function nameOf({ kind, name }: Identity): string {
  return kind === "system-assigned" ? `the system-assigned identity of ${name}` : name;
}
