import type { RehearseAnswer } from "@latchkey/shared/rehearse";
import { cellsAfter, referencesAfter } from "./outcome-of-change.ts";
import { planOf } from "./plan.ts";
import { rbacMove } from "./rbac-move.ts";
import { identityOf, type RehearseFacts, systemAssigned } from "./rehearse-facts.ts";

type Rehearsed = Omit<RehearseAnswer, "checkedAt" | "reportAt">;

/** What the change would do, and the plan by which nothing breaks. Rests on what was observed last; nothing is changed. */
export function rehearse(facts: RehearseFacts): Rehearsed {
  const cells = cellsAfter(facts);
  const references = referencesAfter(facts);
  const { change } = facts;
  const vault = facts.vaults.find(({ id }) => id === change.vaultId);
  const nothing = noChange(facts);
  return {
    change: change.kind,
    title: titleOf(facts),
    verdict: nothing
      ? { kind: "no-change", sentence: nothing, basis: "arm-showed", evidence: [] }
      : verdictOf(facts, cells, references),
    cells: nothing ? [] : cells,
    references: nothing ? [] : references,
    plan: nothing ? [] : planOf(facts),
    ...(change.kind === "to-rbac" && vault && !nothing && { rbac: rbacMove(facts, vault) }),
    warnings: nothing ? [] : warningsOf(facts),
  };
}

function titleOf(facts: RehearseFacts): string {
  const { change } = facts;
  const name = identityOf(facts, change.identityId)?.name ?? change.identityId ?? "it";
  switch (change.kind) {
    case "switch-off-system-assigned":
      return "Switch the system-assigned identity off";
    case "set-client-id":
      return change.identityId === systemAssigned
        ? "Take AZURE_CLIENT_ID away"
        : `Set AZURE_CLIENT_ID to ${name}`;
    case "set-reference-identity":
      return `Let Key Vault references use ${name}`;
    case "detach-identity":
      return `Detach ${name}`;
    case "to-rbac":
      return `Move ${change.vaultId ?? "the vault"} from access policies to Azure role-based access control`;
    default:
      return change.kind satisfies never;
  }
}

/** Why nothing would change, if nothing would. */
function noChange(facts: RehearseFacts): string | undefined {
  const { change, clientIdSetting } = facts;
  const target = identityOf(facts, change.identityId);
  switch (change.kind) {
    case "switch-off-system-assigned":
      return identityOf(facts, systemAssigned) ? undefined : "This app has no system-assigned identity.";
    case "set-client-id":
      return (change.identityId === systemAssigned ? undefined : change.identityId) ===
        clientIdSetting?.toLowerCase()
        ? "AZURE_CLIENT_ID says so already."
        : undefined;
    case "set-reference-identity":
      return facts.referenceIdentity !== undefined && facts.referenceIdentity === change.identityId
        ? "References use this identity already."
        : undefined;
    case "detach-identity":
      return target && target.assigned !== false ? undefined : "This identity is not assigned to the app.";
    case "to-rbac":
      return facts.vaults.find(({ id }) => id === change.vaultId)?.permissionModel === "rbac"
        ? "This vault uses Azure role-based access control already."
        : undefined;
    default:
      return change.kind satisfies never;
  }
}

function verdictOf(
  { change }: RehearseFacts,
  cells: Rehearsed["cells"],
  references: Rehearsed["references"],
): Rehearsed["verdict"] {
  const all = [
    ...cells.map((one) => ({ ...one, what: `${one.operation} at ${one.vaultId} as ${one.identityId}` })),
    ...references.map((one) => ({ ...one, what: `reference ${one.setting}` })),
  ];
  // The row of an identity that goes is lost on purpose; what counts is what the app itself does.
  const used = all.filter(
    (one) => !("identityId" in one) || one.identityId === "default" || change.kind === "to-rbac",
  );
  const broken = used.filter(({ before, after }) => before === "works" && after === "fails");
  const unclear = used.filter(({ before, after }) => before === "works" && after === "unknown");
  const basis =
    change.kind === "to-rbac"
      ? "arm-showed"
      : change.kind === "set-client-id" || change.kind === "set-reference-identity"
        ? "vault-said"
        : "token-said";
  const evidence = [...broken, ...unclear].map(
    ({ what, before, after }) => `${what}: ${before}, then ${after}`,
  );
  if (broken.length > 0)
    return {
      kind: "breaks",
      sentence: `${counted(broken.length)} that ${broken.length === 1 ? "works" : "work"} now would stop. The plan says what to grant first.`,
      basis,
      evidence,
    };
  if (unclear.length > 0)
    return {
      kind: "cannot-tell",
      sentence: `For ${counted(unclear.length).toLowerCase()} it could not be told. The plan makes sure of it.`,
      basis,
      evidence,
    };
  return { kind: "safe", sentence: "Nothing that works now would stop.", basis, evidence };
}

function counted(count: number): string {
  return count === 1 ? "One thing" : `${count} things`;
}

function warningsOf({ change }: RehearseFacts): string[] {
  switch (change.kind) {
    case "switch-off-system-assigned":
      return [
        "Switching it off deletes the identity. Switched on again, it is a new one with another Object ID, and every grant must be made again.",
        "Only vaults and references are looked at here. Databases, storage, registries and others may trust this identity too.",
      ];
    case "detach-identity":
      return [
        "Only vaults and references are looked at here. Code may ask for this identity by its Client ID elsewhere.",
      ];
    case "set-client-id":
      return [
        "Code that creates ManagedIdentityCredential with an ID of its own does not follow AZURE_CLIENT_ID.",
      ];
    case "set-reference-identity":
      return [
        "References keep their present value until App Service resolves them anew, which this change triggers.",
      ];
    case "to-rbac":
      return [
        "Other apps and people use this vault too: every entry of its access policies is in the list of roles, whoever it is.",
      ];
    default:
      return change.kind satisfies never;
  }
}
