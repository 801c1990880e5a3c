import { describe, expect, test } from "vitest";
import { mixed } from "../worlds/mixed.ts";
import { changeVault, grantRole, identityNamed } from "./changes.ts";
import { decideRoleAccess, matchesAction } from "./decide-role-access.ts";
import { decideNetwork, decideVaultAccess, inRange, type SecretOperation } from "./decide-vault-access.ts";
import { findVault } from "./find.ts";
import { idsFor } from "./ids.ts";
import { parseReference } from "./key-vault-references.ts";
import { resourceGroupId, scopeCovers, secretId, subscriptionId, vaultId } from "./resource-ids.ts";
import { roleNamed } from "./role-definitions.ts";
import type { Vault, World } from "./schema.ts";

const world = mixed.build(idsFor("test", "mixed"));
const vaultNamed = (of: World, name: string): Vault => {
  const vault = findVault(of, name);
  if (!vault) throw new Error(`No vault ${name}.`);
  return vault;
};

const decide = (of: World, vault: string, to: string, operation: SecretOperation, secretName?: string) =>
  decideVaultAccess(of, {
    vault: vaultNamed(of, vault),
    caller: { principalId: identityNamed(of, to).principalId, tenantId: of.tenantId },
    operation,
    ...(secretName === undefined ? {} : { secretName }),
  }).kind;

describe("patterns of actions", () => {
  const cases: [pattern: string, action: string, matches: boolean][] = [
    ["*", "Microsoft.KeyVault/vaults/read", true],
    ["*/read", "Microsoft.KeyVault/vaults/read", true],
    ["*/read", "Microsoft.Web/sites/config/list/action", false],
    ["Microsoft.KeyVault/vaults/*/read", "Microsoft.KeyVault/vaults/secrets/read", true],
    ["Microsoft.KeyVault/vaults/*/read", "Microsoft.KeyVault/vaults/read", false],
    ["microsoft.keyvault/vaults/secrets/*", "Microsoft.KeyVault/vaults/secrets/getSecret/action", true],
    ["Microsoft.KeyVault/vaults", "Microsoft.KeyVault/vaultsX", false],
  ];
  test.each(cases)("%s on %s: %s", (pattern, action, matches) => {
    expect(matchesAction(pattern, action)).toBe(matches);
  });
});

describe("built-in roles on a vault's data", () => {
  const cases: [role: string, list: boolean, get: boolean][] = [
    ["Key Vault Secrets User", true, true],
    ["Key Vault Reader", true, false],
    ["Key Vault Secrets Officer", true, true],
    ["Key Vault Administrator", true, true],
    ["Key Vault Certificate User", true, true],
    ["Key Vault Crypto User", false, false],
    ["Key Vault Contributor", false, false],
    ["Reader", false, false],
    ["Contributor", false, false],
    ["Owner", false, false],
  ];
  test.each(cases)("%s: list %s, get %s", (role, list, get) => {
    const granted = grantRole(world, {
      to: "system",
      role,
      scope: vaultId(world, vaultNamed(world, "kv-payments")),
    });
    expect(decide(granted, "kv-payments", "system", "list") === "allowed").toBe(list);
    expect(decide(granted, "kv-payments", "system", "get", "x") === "allowed").toBe(get);
  });
});

test.each([
  ["subscription", subscriptionId(world)],
  ["resource group", resourceGroupId(world, "RG-Orders")],
])("a grant on the %s reaches the vault and its secrets", (_, scope) => {
  const granted = grantRole(world, { to: "system", role: "Key Vault Secrets User", scope });
  expect(decide(granted, "kv-payments", "system", "list")).toBe("allowed");
  expect(decide(granted, "kv-payments", "system", "get", "api-key")).toBe("allowed");
});

test("a grant on one secret lets that one be read, and nothing be listed", () => {
  const scope = secretId(world, vaultNamed(world, "kv-payments"), "api-key");
  const granted = grantRole(world, { to: "system", role: "Key Vault Secrets User", scope });
  expect(decide(granted, "kv-payments", "system", "get", "API-Key")).toBe("allowed");
  expect(decide(granted, "kv-payments", "system", "get", "settings")).toBe("denied-by-role");
  expect(decide(granted, "kv-payments", "system", "list")).toBe("denied-by-role");
});

test("Contributor manages everything but access; Owner that too", () => {
  const ask = (role: string, action: string) => {
    const scope = resourceGroupId(world, "rg-orders");
    const granted = grantRole(world, { to: "id-orders", role, scope });
    const { principalId } = identityNamed(granted, "id-orders");
    return decideRoleAccess(granted, { principalId, action, plane: "actions", resourceId: scope }).allowed;
  };
  expect(ask("Contributor", "Microsoft.KeyVault/vaults/write")).toBe(true);
  expect(ask("Contributor", "Microsoft.Authorization/roleAssignments/write")).toBe(false);
  expect(ask("Contributor", "Microsoft.Authorization/roleAssignments/read")).toBe(true);
  expect(ask("Owner", "Microsoft.Authorization/roleAssignments/write")).toBe(true);
});

describe("the permission model alone says which grants count", () => {
  test("an access policy on an RBAC vault has no effect", () => {
    const changed = changeVault(world, "kv-payments", (vault) => ({
      ...vault,
      accessPolicies: vaultNamed(world, "kv-orders").accessPolicies,
    }));
    expect(decide(changed, "kv-payments", "system", "list")).toBe("denied-by-role");
  });

  test("a role on a vault with access policies has no effect", () => {
    const scope = vaultId(world, vaultNamed(world, "kv-orders"));
    const granted = grantRole(world, { to: "id-reporting", role: "Key Vault Administrator", scope });
    expect(decide(granted, "kv-orders", "id-reporting", "get")).toBe("denied-by-policy");
  });
});

describe("access policies", () => {
  const { principalId, clientId } = identityNamed(world, "id-reporting");
  const entry = {
    tenantId: world.tenantId,
    objectId: principalId,
    secrets: ["Get", "List"],
    keys: [],
    certificates: [],
  };
  const withEntry = (changes: object) =>
    changeVault(world, "kv-orders", (vault) => ({ ...vault, accessPolicies: [{ ...entry, ...changes }] }));
  const group = {
    objectId: "88888888-8888-4888-8888-888888888888",
    displayName: "readers",
    members: [principalId],
  };

  const cases: [what: string, world: World, kind: string][] = [
    ["names the principal ID", withEntry({}), "allowed"],
    ["names the client ID", withEntry({ objectId: clientId }), "denied-by-policy"],
    ["names an application too", withEntry({ applicationId: clientId }), "denied-by-compound-policy"],
    [
      "names another tenant",
      withEntry({ tenantId: "99999999-9999-4999-8999-999999999999" }),
      "denied-by-policy",
    ],
    ["says all", withEntry({ secrets: ["all"] }), "allowed"],
    ["is for keys only", withEntry({ secrets: [], keys: ["get"] }), "denied-by-policy"],
    ["names a group of theirs", { ...withEntry({ objectId: group.objectId }), groups: [group] }, "allowed"],
  ];
  test.each(cases)("an entry that %s", (_, of, kind) => {
    expect(decide(of, "kv-orders", "id-reporting", "get")).toBe(kind);
  });
});

test("bypass for Azure services does not admit App Service; its own address does", () => {
  const archive = vaultNamed(world, "kv-archive");
  expect(archive.networkAcls?.bypass).toBe("AzureServices");
  expect(decideNetwork(world, archive).verdict).toBe("denied-by-firewall");
  const admit = (ipRules: string[]): Vault => ({
    ...archive,
    networkAcls: { bypass: "None", defaultAction: "Deny", ipRules, virtualNetworkRules: [] },
  });
  expect(decideNetwork(world, admit(["20.50.2.0/27"])).verdict).toBe("admitted");
  expect(decideNetwork(world, admit(["20.50.2.18/32"])).verdict).toBe("denied-by-firewall");
});

test.each([
  ["10.0.0.1", "10.0.0.1", true],
  ["10.0.0.2", "10.0.0.1", false],
  ["10.0.0.255", "10.0.0.0/24", true],
  ["10.0.1.0", "10.0.0.0/24", false],
  ["250.1.2.3", "0.0.0.0/0", true],
])("%s in %s: %s", (address, rule, inside) => {
  expect(inRange(address, rule)).toBe(inside);
});

test.each([
  ["/", "/subscriptions/a", true],
  ["/subscriptions/A", "/SUBSCRIPTIONS/a/resourceGroups/b", true],
  ["/subscriptions/a", "/subscriptions/ab", false],
  ["/subscriptions/a/resourceGroups/b", "/subscriptions/a", false],
])("a grant at %s reaches %s: %s", (scope, resource, covers) => {
  expect(scopeCovers(scope, resource)).toBe(covers);
});

describe("Key Vault references are read", () => {
  const vaultName = "kv-a";
  const secretName = "s-1";
  const cases: [text: string, target: ReturnType<typeof parseReference>][] = [
    ["@Microsoft.KeyVault(SecretUri=https://kv-a.vault.azure.net/secrets/s-1)", { vaultName, secretName }],
    ["@Microsoft.KeyVault(SecretUri=https://kv-a.vault.azure.net/secrets/s-1/)", { vaultName, secretName }],
    [
      "@Microsoft.KeyVault(SecretUri=https://kv-a.vault.azure.net/secrets/s-1/0123)",
      { vaultName, secretName, secretVersion: "0123" },
    ],
    ["@Microsoft.KeyVault(VaultName=kv-a;SecretName=s-1)", { vaultName, secretName }],
    [
      "@microsoft.keyvault(vaultname=kv-a; secretname=s-1; secretversion=01)",
      { vaultName, secretName, secretVersion: "01" },
    ],
    ["@Microsoft.KeyVault(VaultName=kv-a)", undefined],
    ["@Microsoft.KeyVault(SecretUri=https://elsewhere.example/secrets/s-1)", undefined],
    ["@Microsoft.KeyVault(VaultName=kv-a;SecretName=s-1", undefined],
  ];
  test.each(cases)("%s", (text, target) => {
    expect(parseReference(text)).toEqual(target);
  });
});

test("every role has the GUID that it has in every tenant", () => {
  expect(roleNamed("Key Vault Secrets User").name).toBe("4633458b-17de-408a-b874-0445c86b69e6");
  expect(() => roleNamed("Key Vault Secret User")).toThrow("No role definition");
});
