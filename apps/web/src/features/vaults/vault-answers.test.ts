import { observedVaultSchema } from "@latchkey/shared/vault";
import { expect, test } from "vitest";
import { dnsWords, networkWords, softDeleteWords, vaultsHeadline } from "./vault-answers.ts";

const unknown = { state: "unknown", because: "ARM refused" };

function vault(permissionModel: unknown) {
  return observedVaultSchema.parse({
    id: "kv-orders",
    name: "kv-orders",
    uri: "https://kv-orders.vault.azure.net/",
    foundIn: [],
    resourceId: unknown,
    location: unknown,
    permissionModel,
    network: unknown,
    softDelete: unknown,
    grants: unknown,
    dns: unknown,
    seenAddress: unknown,
  });
}

const rbac = { state: "known", value: "rbac", source: "arm" };
const policy = { state: "known", value: "access-policy", source: "arm" };
const open = {
  publicNetworkAccess: "Enabled",
  defaultAction: "Allow",
  bypass: "AzureServices",
  ipRules: [],
  virtualNetworkRules: [],
  privateEndpoints: 0,
};

test.each([
  [[], "No vault is configured"],
  [[rbac], "1 vault is guarded by Azure RBAC"],
  [[rbac, rbac], "2 vaults are guarded by Azure RBAC"],
  [[unknown, unknown], "2 vaults; what guards them is unknown"],
  [[rbac, policy, unknown], "3 vaults are guarded: 1 by Azure RBAC, 1 by access policies, 1 unknown how"],
])("%#: the answer tells the permission models apart", (models, words) => {
  expect(vaultsHeadline(models.map(vault))).toBe(words);
});

test.each([
  [open, "Public access from all networks; 0 private endpoints."],
  [
    { ...open, publicNetworkAccess: "Disabled", privateEndpoints: 1 },
    "Public access is disabled; 1 private endpoint.",
  ],
  [
    { ...open, defaultAction: "Deny", bypass: "None", ipRules: ["203.0.113.0/24"] },
    "Public access from specific networks only: 1 IP range, 0 virtual network rules; 0 private endpoints.",
  ],
])("%#: network rules are told in words", (rules, words) => {
  expect(networkWords(rules)).toBe(words);
});

test("a firewall that trusts Microsoft services says that App Service is not one of them", () => {
  expect(networkWords({ ...open, defaultAction: "Deny" })).toContain("App Service is not one of them");
});

test("DNS and soft delete are told in words", () => {
  expect(dnsWords({ kind: "private", addresses: ["10.1.2.5"], aliases: [] })).toBe("Private: 10.1.2.5");
  expect(dnsWords({ kind: "none", addresses: [], aliases: [] })).toMatch(/^No address/);
  expect(softDeleteWords({ enabled: true, retentionDays: 90 })).toBe("On, kept for 90 days");
  expect(softDeleteWords({ enabled: false, retentionDays: null })).toBe("Off");
});
