import type { Verdict } from "@latchkey/diagnosis/outcome-words";
import type { CompareAnswer, ComparedLine, ComparedVault } from "@latchkey/shared/compare";
import type { Fact } from "@latchkey/shared/fact";
import type { Grant } from "@latchkey/shared/grant";

/** The verdict's kind as a status and a word. */
export function compareVerdict(kind: CompareAnswer["verdict"]["kind"]): Verdict {
  switch (kind) {
    case "same":
      return { status: "allowed", words: "Nothing changes" };
    case "gains":
      return { status: "allowed", words: "Nothing breaks" };
    case "breaks":
      return { status: "denied", words: "Something breaks" };
    case "cannot-tell":
      return { status: "unknown", words: "Cannot tell" };
    default:
      return kind satisfies never;
  }
}

/** The vaults to show: all, or only those where an outcome differs, with only the operations that do. */
export function shownVaults(vaults: readonly ComparedVault[], onlyDifferences: boolean): ComparedVault[] {
  if (!onlyDifferences) return [...vaults];
  return vaults
    .filter(({ differs }) => differs)
    .map((vault) => ({ ...vault, operations: vault.operations.filter(({ differs }) => differs) }));
}

/** The vaults whose grants are shown. */
export function shownGrants(vaults: readonly ComparedVault[], onlyDifferences: boolean): ComparedVault[] {
  return vaults.filter(({ grants }) => !onlyDifferences || grants.differs);
}

/** The claims or facts to show. */
export function shownLines(lines: readonly ComparedLine[], onlyDifferences: boolean): ComparedLine[] {
  return lines.filter(({ differs }) => !onlyDifferences || differs);
}

/** The page's answer, as a headline: the verdict without its full stop. */
export function compareHeadline({ verdict }: Pick<CompareAnswer, "verdict">): string {
  return verdict.sentence.replace(/\.$/, "");
}

/** How many operations come out differently. */
export function countDifferences(vaults: readonly ComparedVault[]): number {
  return vaults.reduce((sum, { operations }) => sum + operations.filter(({ differs }) => differs).length, 0);
}

/** A grant in one line: "Key Vault Secrets User at the vault", and why it has no effect if so. */
export function grantWords({ kind, what, scope, throughGroup }: Grant): string {
  const how = kind === "role" ? what : `Access policy with ${what.charAt(0).toLowerCase()}${what.slice(1)}`;
  const where = scope.startsWith("/") ? ` on ${lastPart(scope)}` : "";
  return `${how}${where}${throughGroup ? ", through a group" : ""}`;
}

/** The grants of a side, or null with the reason when they could not be read. */
export function knownGrants(fact: Fact<Grant[]>): { grants: Grant[] } | { because: string } {
  return fact.state === "known" ? { grants: fact.value } : { because: fact.because };
}

function lastPart(resourceId: string): string {
  return resourceId.split("/").at(-1) ?? resourceId;
}
