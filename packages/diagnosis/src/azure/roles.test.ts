import { operations } from "@latchkey/shared/operations";
import { expect, test } from "vitest";
import { builtInRoles, isAmbient, isDataRole, roleGives } from "./roles.ts";

const secrets = "Microsoft.KeyVault/vaults/secrets";

test("operations name the data actions that Microsoft Learn lists for Microsoft.KeyVault", () => {
  expect(operations.list.dataAction).toBe(`${secrets}/readMetadata/action`);
  expect(operations.get.dataAction).toBe(`${secrets}/getSecret/action`);
});

test.each([
  ["Key Vault Secrets User", true, true],
  ["Key Vault Secrets Officer", true, true],
  ["Key Vault Administrator", true, true],
  ["Key Vault Certificate User", true, true],
  ["Key Vault Reader", true, false],
  ["Key Vault Certificates Officer", false, false],
  ["Key Vault Crypto Officer", false, false],
  ["Key Vault Crypto User", false, false],
  ["Key Vault Crypto Service Encryption User", false, false],
  ["Key Vault Contributor", false, false],
  ["Owner", false, false],
])("%s lists secrets: %s, and reads their values: %s", (roleName, list, get) => {
  expect([roleGives({ roleName }, "list"), roleGives({ roleName }, "get")]).toEqual([list, get]);
});

test("roles that an app holds for other reasons are no grant; those of Key Vault are looked at", () => {
  const names = Object.values(builtInRoles).map(({ name }) => name);
  const ambient = names.filter((roleName) => isAmbient({ roleName }));
  expect(ambient.sort()).toEqual(names.filter((name) => !name.startsWith("Key Vault")).sort());
  expect(ambient.filter((roleName) => isDataRole({ roleName }))).toEqual([]);
});

test("what ARM shows of a role wins over its name, and notDataActions over dataActions", () => {
  const role = {
    roleName: "Key Vault Secrets User",
    dataActions: [`${secrets}/*`],
    notDataActions: [`${secrets}/getSecret/*`],
  };
  expect([roleGives(role, "list"), roleGives(role, "get")]).toEqual([true, false]);
});
