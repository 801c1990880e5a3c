import type { PlanStep } from "@latchkey/shared/rehearse";
import { roleIds } from "../azure/roles.ts";
import type { FixContext } from "../fix-context.ts";
import { assignIdentity } from "../fixes/app.ts";
import { writeFix } from "../fixes/fix-draft.ts";
import { grantPolicy, grantRole } from "../fixes/grant.ts";
import { az, type Command, inShells, option } from "../fixes/shell.ts";
import {
  appOptions,
  identityResourceId,
  principalId,
  vaultGroupOptions,
  vaultName,
  vaultResourceId,
  vaultSubscriptionOptions,
} from "../fixes/targets.ts";

/** A step before it has its number. */
export type Planned = Omit<PlanStep, "order">;

/** How long a change that restarts the app takes. */
export const restart = "About a minute: the app restarts.";
/** The commands for both shells. */
export const shells = (...commands: Command[]) => inShells(commands);

/** Somebody `unknown` may be a user or a group, so the kind is left to az to look up. */
export function roleWords(
  verb: "create" | "delete",
  context: FixContext,
  roleId: string,
  unknown = false,
): string[] {
  const who =
    verb === "create" && !unknown
      ? [
          ...option("--assignee-object-id", principalId(context)),
          "--assignee-principal-type",
          "ServicePrincipal",
        ]
      : option("--assignee", principalId(context));
  const rest = [...option("--role", roleId), ...option("--scope", vaultResourceId(context))];
  return az(`role assignment ${verb}`, who, rest);
}

/** Gives get and list in the vault's own model; the former state is what the rollback restores. */
export function grantStep(context: FixContext, name: string, why: string): Planned {
  const byPolicy = context.vault?.permissionModel === "access-policy";
  const fix = writeFix(byPolicy ? grantPolicy : grantRole, context);
  return {
    kind: "grant",
    title: `Give ${name} Get and List on ${vaultName(context)}`,
    why,
    command: fix.commands,
    rollback: byPolicy ? policyRollback(context) : shells(roleWords("delete", context, roleIds.secretsUser)),
    ...(fix.bicep && { bicep: fix.bicep }),
    restarts: false,
    effectiveAfter: fix.effectiveAfter,
  };
}

function policyRollback(context: FixContext): Planned["rollback"] {
  const { policy } = context;
  if (policy === undefined) return null;
  const where = [
    ...option("--name", vaultName(context)),
    ...vaultGroupOptions(context),
    ...vaultSubscriptionOptions(context),
    ...option("--object-id", principalId(context)),
  ];
  return policy && policy.secrets.length > 0
    ? shells(az("keyvault set-policy", where, "--secret-permissions", policy.secrets))
    : shells(az("keyvault delete-policy", where));
}

export function assignStep(context: FixContext, name: string): Planned {
  const fix = writeFix(assignIdentity, context);
  return {
    kind: "assign",
    title: `Assign ${name} to this app`,
    why: "It is not assigned yet. Assigning one takes no other away.",
    command: fix.commands,
    rollback: shells(removeWords(context, identityResourceId(context))),
    restarts: true,
    effectiveAfter: restart,
  };
}

export function removeWords(context: FixContext, identity: string): string[] {
  return az("webapp identity remove", appOptions(context), option("--identities", identity));
}

export function assignWords(context: FixContext, identity: string): string[] {
  return az("webapp identity assign", appOptions(context), option("--identities", identity));
}

/** Sets or deletes one app setting; all others stay. */
function settingWords(context: FixContext, name: string, value: string | undefined): string[] {
  const settings = az("webapp config appsettings");
  return value === undefined
    ? [...settings, "delete", ...appOptions(context), "--setting-names", name]
    : [...settings, "set", ...appOptions(context), "--settings", `${name}=${value}`];
}

export function selectStep(
  context: FixContext,
  name: string,
  to: string | undefined,
  from: string | undefined,
): Planned {
  return {
    kind: "change",
    title: to === undefined ? "Take AZURE_CLIENT_ID away" : `Set AZURE_CLIENT_ID to ${name}`,
    why:
      to === undefined
        ? "DefaultAzureCredential then asks for the system-assigned identity."
        : "DefaultAzureCredential then asks for this identity.",
    command: shells(settingWords(context, "AZURE_CLIENT_ID", to)),
    rollback: shells(settingWords(context, "AZURE_CLIENT_ID", from)),
    restarts: true,
    effectiveAfter: restart,
  };
}

export function referenceStep(
  context: FixContext,
  name: string,
  to: string,
  from: string | undefined,
): Planned {
  const words = (value: string) =>
    az("webapp update", appOptions(context), option("--set", `keyVaultReferenceIdentity=${value}`));
  return {
    kind: "change",
    title: `Let Key Vault references use ${name}`,
    why: "References follow keyVaultReferenceIdentity, not AZURE_CLIENT_ID.",
    command: shells(words(to)),
    rollback: shells(words(from ?? "SystemAssigned")),
    restarts: true,
    effectiveAfter: restart,
  };
}

export function checkStep(what: string): Planned {
  return {
    kind: "check",
    title: "Check again",
    why: `${what} must be green before you go on.`,
    command: null,
    rollback: null,
    restarts: false,
    effectiveAfter: "At once.",
  };
}
