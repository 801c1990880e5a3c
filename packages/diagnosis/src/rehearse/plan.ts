import type { IdentityId } from "@latchkey/shared/identity";
import { decidingOperation, vaultOperationsByDefault } from "@latchkey/shared/operations";
import type { PlanStep } from "@latchkey/shared/rehearse";
import { az, option } from "../fixes/shell.ts";
import { appOptions, vaultGroupOptions, vaultName, vaultSubscriptionOptions } from "../fixes/targets.ts";
import {
  assignStep,
  assignWords,
  checkStep,
  grantStep,
  type Planned,
  referenceStep,
  removeWords,
  restart,
  roleWords,
  selectStep,
  shells,
} from "./plan-words.ts";
import { rbacMove } from "./rbac-move.ts";
import {
  accessOf,
  asConfigured,
  contextOf,
  identityOf,
  type RehearsedIdentity,
  type RehearseFacts,
  systemAssigned,
} from "./rehearse-facts.ts";

/** The ordered plan: what to grant first, then the change, then the check. Each step with its command and its way back. */
export function planOf(facts: RehearseFacts): PlanStep[] {
  return stepsOf(facts).map((step, index) => ({ order: index + 1, ...step }));
}

function stepsOf(facts: RehearseFacts): Planned[] {
  const { change } = facts;
  switch (change.kind) {
    case "set-client-id":
      return toSelect(facts, change.identityId);
    case "set-reference-identity":
      return toReference(facts, change.identityId);
    case "switch-off-system-assigned":
    case "detach-identity":
      return toRemove(facts, change.kind === "detach-identity" ? change.identityId : systemAssigned);
    case "to-rbac":
      return toRbac(facts);
    default:
      return change.kind satisfies never;
  }
}

function toSelect(facts: RehearseFacts, id: IdentityId | undefined): Planned[] {
  const target = identityOf(facts, id);
  const context = contextOf(facts, target);
  const to = id === systemAssigned ? undefined : (target?.clientId ?? id);
  return [
    ...assignedFirst(facts, target),
    ...grantsFor(facts, target, asConfigured),
    selectStep(context, target?.name ?? id ?? "it", to, facts.clientIdSetting),
    checkStep("As configured"),
  ];
}

function toReference(facts: RehearseFacts, id: IdentityId | undefined): Planned[] {
  const target = identityOf(facts, id);
  if (!target) return [];
  const to =
    target.kind === "system-assigned" ? "SystemAssigned" : (target.resourceId ?? "<identity-resource-id>");
  return [
    ...assignedFirst(facts, target),
    ...referenceGrants(facts, target),
    referenceStep(contextOf(facts, target), target.name, to, facts.referenceSetting),
    checkStep("References"),
  ];
}

/** Everything that uses the identity moves to another one first; only then it goes. */
function toRemove(facts: RehearseFacts, id: IdentityId | undefined): Planned[] {
  const leaving = identityOf(facts, id);
  if (!leaving) return [];
  const next = successor(facts, leaving);
  const selects = facts.configured === leaving.id;
  const refers = facts.referenceIdentity === leaving.id && facts.references.length > 0;
  const moves: Planned[] = next
    ? [
        ...assignedFirst(facts, next),
        ...grantsFor(facts, next, leaving.id),
        ...(selects
          ? [
              selectStep(
                contextOf(facts, next),
                next.name,
                next.kind === "system-assigned" ? undefined : next.clientId,
                facts.clientIdSetting,
              ),
            ]
          : []),
        ...(refers
          ? [
              referenceStep(
                contextOf(facts, next),
                next.name,
                next.kind === "system-assigned"
                  ? "SystemAssigned"
                  : (next.resourceId ?? "<identity-resource-id>"),
                facts.referenceSetting,
              ),
            ]
          : []),
        ...(selects || refers
          ? [
              checkStep(
                selects && refers ? "As configured and References" : selects ? "As configured" : "References",
              ),
            ]
          : []),
      ]
    : [];
  return [...moves, removal(facts, leaving), checkStep("As configured")];
}

function removal(facts: RehearseFacts, leaving: RehearsedIdentity): Planned {
  const context = contextOf(facts, leaving);
  const isSystem = leaving.kind === "system-assigned";
  const named = isSystem ? "[system]" : (leaving.resourceId ?? "<identity-resource-id>");
  return {
    kind: "change",
    title: isSystem ? "Switch the system-assigned identity off" : `Detach ${leaving.name} from this app`,
    why: isSystem
      ? "Nothing uses it any more. It is deleted by this, and switching it on again makes a new one with another Object ID."
      : "Nothing in this app uses it any more. The identity itself and its grants stay.",
    command: shells(removeWords(context, named)),
    rollback: isSystem
      ? shells(
          {
            comment:
              "This makes a new identity: every grant of the old one must be made again for its new Object ID.",
          },
          az("webapp identity assign", appOptions(context)),
        )
      : shells(assignWords(context, named)),
    restarts: true,
    effectiveAfter: restart,
  };
}

/** Who takes over: what is selected, else another user-assigned identity, else the system-assigned one. */
function successor(facts: RehearseFacts, leaving: RehearsedIdentity): RehearsedIdentity | undefined {
  const others = facts.identities.filter(({ id }) => id !== leaving.id);
  return (
    others.find(({ id }) => id === facts.clientIdSetting?.toLowerCase()) ??
    others.find(({ kind, assigned }) => kind === "user-assigned" && assigned) ??
    others[0]
  );
}

function assignedFirst(facts: RehearseFacts, target: RehearsedIdentity | undefined): Planned[] {
  if (target?.kind !== "user-assigned" || target.assigned !== false) return [];
  return [assignStep(contextOf(facts, target), target.name)];
}

/** Grants at every vault where the row works now and the other identity is not known to. */
function grantsFor(facts: RehearseFacts, target: RehearsedIdentity | undefined, row: IdentityId): Planned[] {
  if (!target) return [];
  return facts.vaults
    .filter(({ id }) =>
      vaultOperationsByDefault.some(
        (operation) =>
          accessOf(facts, row, id, operation) === "works" &&
          accessOf(facts, target.id, id, operation) !== "works",
      ),
    )
    .map((vault) =>
      grantStep(
        contextOf(facts, target, vault),
        target.name,
        `What works at ${vault.name} now would stop without it.`,
      ),
    );
}

function referenceGrants(facts: RehearseFacts, target: RehearsedIdentity): Planned[] {
  const vaultIds = new Set(facts.references.map(({ vaultId }) => vaultId));
  return facts.vaults
    .filter(({ id }) => vaultIds.has(id) && accessOf(facts, target.id, id, decidingOperation) !== "works")
    .map((vault) =>
      grantStep(
        contextOf(facts, target, vault),
        target.name,
        `References read from ${vault.name} as this identity then.`,
      ),
    );
}

/** Roles first: they have no effect yet and take up to 10 minutes, so nothing is without access in between. */
function toRbac(facts: RehearseFacts): Planned[] {
  const vault = facts.vaults.find(({ id }) => id === facts.change.vaultId);
  if (!vault || vault.permissionModel === "rbac") return [];
  const grants = rbacMove(facts, vault).roles.map(
    ({ principalId, identityId, name, roleId, roleName, keeps }): Planned => {
      const context = contextOf(
        facts,
        { id: asConfigured, kind: "user-assigned", name, principalId, assigned: true },
        vault,
      );
      return {
        kind: "grant",
        title: `Give ${name} ${roleName} on ${vault.name}`,
        why: `It keeps ${keeps.join(", ")}. Until the switch it has no effect.`,
        command: shells(
          { comment: `role ${roleId}: ${roleName}` },
          roleWords("create", context, roleId, identityId === null),
        ),
        rollback: shells(roleWords("delete", context, roleId)),
        restarts: false,
        effectiveAfter: "Up to 10 minutes. Wait for it before the switch.",
      };
    },
  );
  const context = contextOf(facts, undefined, vault);
  const words = (on: boolean) =>
    az(
      "keyvault update",
      option("--name", vaultName(context)),
      vaultGroupOptions(context),
      vaultSubscriptionOptions(context),
      option("--enable-rbac-authorization", String(on)),
    );
  return [
    ...grants,
    {
      kind: "change",
      title: `Switch ${vault.name} to Azure role-based access control`,
      why: "From then on roles count and access policies do not. The policies stay stored.",
      command: shells(words(true)),
      rollback: shells(words(false)),
      restarts: false,
      effectiveAfter: "Within a few minutes.",
    },
    checkStep(`Every row at ${vault.name}`),
  ];
}
