import { operations, vaultOperationsByDefault } from "@latchkey/shared/operations";
import { roleIds } from "../azure/roles.ts";
import type { FixContext } from "../fix-context.ts";
import { effects, type FixMaker } from "./fix-draft.ts";
import { az, bicepString, inProse, option } from "./shell.ts";
import {
  portalLink,
  principalId,
  vaultGroupOptions,
  vaultName,
  vaultResourceId,
  vaultSubscriptionOptions,
  withPortal,
} from "./targets.ts";

const secretsUser = "Key Vault Secrets User";

/** The narrowest role at the vault's own scope, by object ID, so that no directory look-up is needed. */
export const grantRole: FixMaker = (context) => {
  const scope = vaultResourceId(context);
  const words = (verb: string): string[] =>
    az(
      `role assignment ${verb}`,
      verb === "create"
        ? [
            ...option("--assignee-object-id", principalId(context)),
            "--assignee-principal-type",
            "ServicePrincipal",
          ]
        : option("--assignee", principalId(context)),
      option("--role", roleIds.secretsUser),
      option("--scope", scope),
    );
  return {
    summary: `Assign the role ${secretsUser} to the identity's object (principal) ID on the vault ${vaultName(context)}.`,
    commands: [{ comment: `role ${roleIds.secretsUser}: ${secretsUser}` }, words("create")],
    bicep: roleBicep(context),
    ...withPortal(portalLink("Access control (IAM) of the vault", scope, "users")),
    changes: "Adds one role assignment on this vault. Other assignments stay.",
    undo: inProse(words("delete")),
    effectiveAfter: effects.role,
    risk: "The identity can then read every secret of this vault, on every app that it is assigned to.",
    ...ifModel(context, "rbac", "If the vault's permission model is Azure role-based access control"),
  };
};

/** What a check tries on secrets, as access policies write it. */
const readingPermissions: readonly string[] = vaultOperationsByDefault
  .filter((one) => operations[one].objects === "secrets")
  .map((one) => operations[one].policyPermission)
  .toSorted();

/** The entry's secret permissions plus what is missing: `set-policy` replaces the entry's list of secret permissions. */
export const grantPolicy: FixMaker = (context) => {
  const { policy } = context;
  const plain = policy && !policy.applicationId ? policy.secrets.map((one) => one.toLowerCase()) : [];
  const permissions = plain.includes("all") ? ["all"] : [...new Set([...plain, ...readingPermissions])];
  const set = (names: string[]): string[] =>
    az(
      "keyvault set-policy",
      option("--name", vaultName(context)),
      vaultGroupOptions(context),
      vaultSubscriptionOptions(context),
      option("--object-id", principalId(context)),
      "--secret-permissions",
      names,
    );
  const had = plain.length > 0;
  return {
    summary: `Give the identity's object (principal) ID the secret permissions ${permissions.join(", ")} in the access policies of the vault ${vaultName(context)}.`,
    commands: [set(permissions)],
    bicep: policyBicep(context, permissions),
    ...withPortal(portalLink("Access policies of the vault", vaultResourceId(context), "access_policies")),
    changes: had
      ? `The entry keeps ${plain.join(", ")} and gains what is missing. Entries of others stay.`
      : "Adds an entry for this identity. Entries of others stay.",
    undo: had
      ? inProse(set(plain))
      : inProse(
          az(
            "keyvault delete-policy",
            option("--name", vaultName(context)),
            option("--object-id", principalId(context)),
          ),
        ),
    effectiveAfter: effects.policy,
    risk: "The identity can then read and list every secret of this vault, on every app that it is assigned to.",
    ...ifModel(context, "access-policy", "If the vault's permission model is access policy"),
    ...(policy === undefined ? { note: unreadableEntry } : {}),
  };
};

const unreadableEntry =
  "The present entry could not be read. The command replaces the secret permissions of an entry for this id: if it has others than get and list, add them to the command first (az keyvault show --query properties.accessPolicies).";

/** Grants in the vault's own model; while that is not known, by role, with the condition said. */
export const grantInModel: FixMaker = (context) =>
  context.vault?.permissionModel === "access-policy" ? grantPolicy(context) : grantRole(context);

function ifModel(
  context: FixContext,
  model: "rbac" | "access-policy",
  condition: string,
): { condition?: string } {
  if (context.vault?.permissionModel === model) return {};
  if (context.vault?.permissionModel) return { condition };
  return { condition: `${condition} (it could not be read)` };
}

function roleBicep(context: FixContext): string {
  return `resource vault 'Microsoft.KeyVault/vaults@2026-02-01' existing = {
  name: ${bicepString(vaultName(context))}
}

// ${secretsUser}
var secretsUser = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '${roleIds.secretsUser}')
var principalId = ${bicepString(principalId(context))}

resource grant 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, principalId, secretsUser)
  scope: vault
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: secretsUser
  }
}`;
}

/** The child resource named `add` merges into the entries; `properties.accessPolicies` would replace them all. */
function policyBicep(context: FixContext, permissions: string[]): string {
  return `resource vault 'Microsoft.KeyVault/vaults@2026-02-01' existing = {
  name: ${bicepString(vaultName(context))}
}

resource grant 'Microsoft.KeyVault/vaults/accessPolicies@2026-02-01' = {
  parent: vault
  name: 'add'
  properties: {
    accessPolicies: [
      {
        tenantId: ${context.vault?.tenantId ? bicepString(context.vault.tenantId) : "subscription().tenantId"}
        objectId: ${bicepString(principalId(context))}
        permissions: {
          secrets: [${permissions.map(bicepString).join(", ")}]
        }
      }
    ]
  }
}`;
}
