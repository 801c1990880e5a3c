import { operations, type VaultOperation } from "@latchkey/shared/operations";
import { nameOfResource } from "./scopes.ts";

type BuiltInRole = {
  name: string;
  dataActions: readonly string[];
  /** One that an app holds for other reasons; Latchkey itself asks for Reader. Nobody takes it for a grant on secrets. */
  ambient?: true;
};

const vaults = "Microsoft.KeyVault/vaults";
const { list, get } = operations;

/** Built-in roles that matter for vaults and identities, by GUID (Microsoft Learn, Azure built-in roles). */
export const builtInRoles: Readonly<Record<string, BuiltInRole>> = {
  "4633458b-17de-408a-b874-0445c86b69e6": {
    name: "Key Vault Secrets User",
    dataActions: [get.dataAction, list.dataAction],
  },
  "21090545-7ca7-4776-b22c-e363652d74d2": {
    name: "Key Vault Reader",
    dataActions: [`${vaults}/*/read`, list.dataAction],
  },
  "b86a8fe4-44ce-4948-aee5-eccb2c155cd7": {
    name: "Key Vault Secrets Officer",
    dataActions: [`${vaults}/secrets/*`],
  },
  "00482a5a-887f-4fb3-b363-3b7fe8e74483": { name: "Key Vault Administrator", dataActions: [`${vaults}/*`] },
  "db79e9a7-68ee-4b58-9aeb-b90e7c24fcba": {
    name: "Key Vault Certificate User",
    dataActions: [`${vaults}/certificates/read`, get.dataAction, list.dataAction, `${vaults}/keys/read`],
  },
  "a4417e6f-fecd-4de8-b567-7b0420556985": {
    name: "Key Vault Certificates Officer",
    dataActions: [`${vaults}/certificatecas/*`, `${vaults}/certificates/*`],
  },
  "14b46e9e-c2b7-41b4-b07b-48a6ebf60603": {
    name: "Key Vault Crypto Officer",
    dataActions: [`${vaults}/keys/*`, `${vaults}/keyrotationpolicies/*`],
  },
  "12338af0-0e69-4776-bea7-57ae8d297424": {
    name: "Key Vault Crypto User",
    dataActions: [`${vaults}/keys/read`, `${vaults}/keys/encrypt/action`, `${vaults}/keys/decrypt/action`],
  },
  "e147488a-f6f5-4113-8e2d-b22465e65bf6": {
    name: "Key Vault Crypto Service Encryption User",
    dataActions: [`${vaults}/keys/read`, `${vaults}/keys/wrap/action`, `${vaults}/keys/unwrap/action`],
  },
  "f25e0fa2-a7c8-4377-a976-54943a77a395": { name: "Key Vault Contributor", dataActions: [] },
  "8e3af657-a8ff-443c-a75c-2fe8c4bcb635": { name: "Owner", dataActions: [], ambient: true },
  "b24988ac-6180-42a0-ab88-20f7382dd24c": { name: "Contributor", dataActions: [], ambient: true },
  "acdd72a7-3385-48ef-bd42-f606fba81ae7": { name: "Reader", dataActions: [], ambient: true },
  "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9": {
    name: "User Access Administrator",
    dataActions: [],
    ambient: true,
  },
  "f58310d9-a9f6-439a-9e8d-f62e7b41a168": {
    name: "Role Based Access Control Administrator",
    dataActions: [],
    ambient: true,
  },
  "f1a07417-d97a-45cb-824c-7a7467783830": {
    name: "Managed Identity Operator",
    dataActions: [],
    ambient: true,
  },
  "e40ec5ca-96e0-45a2-b4ff-59039f2c2b59": {
    name: "Managed Identity Contributor",
    dataActions: [],
    ambient: true,
  },
  "de139f84-1756-47ae-9be6-808fbbe84772": { name: "Website Contributor", dataActions: [], ambient: true },
};

/** The built-in roles that fixes name, narrowest first. */
export const roleIds = {
  secretsUser: "4633458b-17de-408a-b874-0445c86b69e6",
  secretsOfficer: "b86a8fe4-44ce-4948-aee5-eccb2c155cd7",
  keyVaultReader: "21090545-7ca7-4776-b22c-e363652d74d2",
  reader: "acdd72a7-3385-48ef-bd42-f606fba81ae7",
} as const;

/** A role that somebody holds. What it gives is told by its data actions; its name is a label, unless nothing else is known. */
export type HeldRole = {
  roleName?: string | undefined;
  /** GUID of the role definition, or its resource ID. */
  roleId?: string | undefined;
  /** As ARM shows them in the role definition; undefined where that could not be read. */
  dataActions?: readonly string[] | undefined;
  notDataActions?: readonly string[] | undefined;
  /** It holds for one object of the vault only, or under a condition: what it gives, it may not give here. */
  partly?: boolean | undefined;
};

/** The built-in role of this GUID, resource ID or name. */
function builtInRole({ roleId, roleName }: HeldRole): BuiltInRole | undefined {
  if (roleId) return builtInRoles[nameOfResource(roleId).toLowerCase()];
  const name = roleName?.trim().toLowerCase();
  return Object.values(builtInRoles).find((role) => role.name.toLowerCase() === name);
}

export function nameOfRole(role: HeldRole): string {
  return (
    role.roleName ?? builtInRole(role)?.name ?? (role.roleId && nameOfResource(role.roleId)) ?? "unnamed role"
  );
}

/** A management role that says nothing about secrets, whoever holds it. */
export function isAmbient(role: HeldRole): boolean {
  return builtInRole(role)?.ambient === true;
}

/** Does the role give this? `undefined` for one that is neither built in nor read, or gives it partly: then nobody can tell. */
export function roleGives(role: HeldRole, operation: VaultOperation): boolean | undefined {
  const given = role.dataActions ?? builtInRole(role)?.dataActions;
  if (!given) return undefined;
  const wanted = operations[operation].dataAction;
  if (role.notDataActions?.some((pattern) => covers(pattern, wanted))) return false;
  const gives = given.some((pattern) => covers(pattern, wanted));
  return gives && role.partly ? undefined : gives;
}

/** Does at least one of the roles give this? A role that nobody can tell of counts as one that does not. */
export function rolesGive(roles: readonly HeldRole[], operation: VaultOperation): boolean {
  return roles.some((role) => roleGives(role, operation) === true);
}

/** There are roles, what each gives is known, and none gives this. */
export function onlyRolesWithout(roles: readonly HeldRole[], operation: VaultOperation): boolean {
  return roles.length > 0 && roles.every((role) => roleGives(role, operation) === false);
}

/** Does the role give anything at all on the data of a vault? */
export function isDataRole(role: HeldRole): boolean {
  return (role.dataActions ?? builtInRole(role)?.dataActions ?? []).length > 0;
}

/** Does an action pattern (`*` at any place) cover this action? Letter case does not matter to ARM. */
export function covers(pattern: string, action: string): boolean {
  const [head = "", ...rest] = pattern.toLowerCase().split("*");
  const wanted = action.toLowerCase();
  if (rest.length === 0) return head === wanted;
  if (!wanted.startsWith(head)) return false;
  let at = head.length;
  for (const part of rest) {
    const next = wanted.indexOf(part, at);
    if (next < 0) return false;
    at = next + part.length;
  }
  return rest.at(-1) === "" || wanted.endsWith(rest.at(-1) ?? "");
}
