import type { Verdict } from "@latchkey/diagnosis/outcome-words";
import {
  type AccessStatus,
  type ChangeKind,
  changeKindSchema,
  type PlanStep,
  type RehearseAnswer,
} from "@latchkey/shared/rehearse";
import type { Rehearsal } from "./queries.ts";

/** The changes that can be rehearsed, in the order of the picker. */
export const changes: readonly { id: ChangeKind; name: string }[] = changeKindSchema.options.map((id) => ({
  id,
  name: changeWords(id),
}));

function changeWords(change: ChangeKind): string {
  switch (change) {
    case "switch-off-system-assigned":
      return "Switch off the system-assigned identity";
    case "set-client-id":
      return "Change AZURE_CLIENT_ID";
    case "set-reference-identity":
      return "Change keyVaultReferenceIdentity";
    case "detach-identity":
      return "Detach a user-assigned identity";
    case "to-rbac":
      return "Move a vault from access policies to Azure RBAC";
    default:
      return change satisfies never;
  }
}

/** What a change needs to be told: which identity, which vault, or nothing. */
export function targetKind(change: ChangeKind): "none" | "selector" | "user-assigned" | "vault" {
  switch (change) {
    case "switch-off-system-assigned":
      return "none";
    case "set-client-id":
    case "set-reference-identity":
      return "selector";
    case "detach-identity":
      return "user-assigned";
    case "to-rbac":
      return "vault";
    default:
      return change satisfies never;
  }
}

type Choice = { id: string; name: string };

/** What can be chosen for a change: `system` for a selector means that the selector is taken away. */
export function targetChoices(
  change: ChangeKind,
  known: { userAssigned: Choice[]; vaults: Choice[] },
): Choice[] {
  switch (targetKind(change)) {
    case "none":
      return [];
    case "selector":
      return [...known.userAssigned, { id: "system", name: "None: the system-assigned identity" }];
    case "user-assigned":
      return known.userAssigned;
    case "vault":
      return known.vaults;
    default:
      return [];
  }
}

/** What is asked of the backend, or null while there is nothing to choose from. */
export function rehearsalOf(
  change: ChangeKind,
  target: string | undefined,
  choices: Choice[],
): Rehearsal | null {
  const kind = targetKind(change);
  if (kind === "none") return { change };
  const chosen = choices.find(({ id }) => id === target)?.id ?? choices[0]?.id;
  if (!chosen) return null;
  return kind === "vault" ? { change, vaultId: chosen } : { change, identityId: chosen };
}

/** The verdict's kind as a status and words. */
export function rehearseVerdict(kind: RehearseAnswer["verdict"]["kind"]): Verdict {
  switch (kind) {
    case "safe":
      return { status: "allowed", words: "Safe" };
    case "breaks":
      return { status: "denied", words: "Breaks something" };
    case "cannot-tell":
      return { status: "unknown", words: "Cannot tell" };
    case "no-change":
      return { status: "allowed", words: "Changes nothing" };
    default:
      return kind satisfies never;
  }
}

/** Access before or after, as a status and a word. */
export function accessVerdict(status: AccessStatus): Verdict {
  switch (status) {
    case "works":
      return { status: "allowed", words: "Works" };
    case "fails":
      return { status: "denied", words: "Fails" };
    case "unknown":
      return { status: "unknown", words: "Unknown" };
    default:
      return status satisfies never;
  }
}

/** The kind of a step of the plan, as a word before its title. */
export function planKindWords(kind: PlanStep["kind"]): string {
  switch (kind) {
    case "grant":
      return "Grant first";
    case "assign":
      return "Assign";
    case "change":
      return "The change";
    case "check":
      return "Check";
    case "clean-up":
      return "Clean up";
    default:
      return kind satisfies never;
  }
}
