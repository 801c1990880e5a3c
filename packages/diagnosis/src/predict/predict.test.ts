import { describe, expect, test } from "vitest";
import { grantsWithoutEffect, predict } from "./predict.ts";
import { openNetwork, type PredictionFacts } from "./prediction.ts";

const principalId = "11111111-1111-4111-8111-111111111111";
const clientId = "33333333-3333-4333-8333-333333333333";
const vault = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv";
const open = openNetwork;
const role = (roleId: string, more: object = {}) => ({ principalId, roleId, scope: vault, ...more });
const secretsUser = "4633458b-17de-408a-b874-0445c86b69e6";
const keyVaultReader = "21090545-7ca7-4776-b22c-e363652d74d2";
const contributor = "b24988ac-6180-42a0-ab88-20f7382dd24c";
const rbac = (assignments: PredictionFacts["assignments"], more: PredictionFacts = {}): PredictionFacts => ({
  principalId,
  clientId,
  permissionModel: "rbac",
  assignments,
  network: open,
  vaultResourceId: vault,
  ...more,
});
const policies = (given: PredictionFacts["policies"], more: PredictionFacts = {}): PredictionFacts => ({
  principalId,
  clientId,
  permissionModel: "access-policy",
  policies: given,
  network: open,
  ...more,
});

describe("what ARM lets us expect", () => {
  test.each<[string, PredictionFacts, string, string]>([
    ["Secrets User", rbac([role(secretsUser)]), "allowed", "allowed"],
    [
      "Secrets User by resource ID of the role",
      rbac([role(`/providers/Microsoft.Authorization/roleDefinitions/${secretsUser.toUpperCase()}`)]),
      "allowed",
      "allowed",
    ],
    ["Key Vault Reader lists only", rbac([role(keyVaultReader)]), "allowed", "denied"],
    ["Contributor reads nothing", rbac([role(contributor)]), "denied", "denied"],
    ["no role", rbac([]), "denied", "denied"],
    ["a role on one secret", rbac([role(secretsUser, { scope: `${vault}/secrets/a` })]), "denied", "unknown"],
    ["a role under a condition", rbac([role(secretsUser, { conditional: true })]), "unknown", "unknown"],
    [
      "a custom role that could not be read",
      rbac([role("99999999-9999-4999-8999-999999999999")]),
      "unknown",
      "unknown",
    ],
    [
      "a custom role with a wildcard",
      rbac([
        role("99999999-9999-4999-8999-999999999999", {
          dataActions: ["Microsoft.KeyVault/vaults/*/getSecret/action"],
        }),
      ]),
      "denied",
      "allowed",
    ],
    [
      "a custom role that takes out what it gives",
      rbac([
        role("99999999-9999-4999-8999-999999999999", {
          dataActions: ["*"],
          notDataActions: ["Microsoft.KeyVault/vaults/secrets/getSecret/action"],
        }),
      ]),
      "allowed",
      "denied",
    ],
    [
      "a deny assignment",
      rbac([role(secretsUser)], {
        denyAssignments: [
          { dataActions: ["Microsoft.KeyVault/vaults/secrets/getSecret/action"], scope: vault },
        ],
      }),
      "allowed",
      "denied",
    ],
    [
      "policies on an RBAC vault",
      rbac([], { policies: [{ objectId: principalId, secrets: ["get", "list"] }] }),
      "denied",
      "denied",
    ],
    [
      "a policy with get only",
      policies([{ objectId: principalId.toUpperCase(), secrets: ["Get"] }]),
      "denied",
      "allowed",
    ],
    ["a policy with all", policies([{ objectId: principalId, secrets: ["all"] }]), "allowed", "allowed"],
    [
      "a policy bound to an application",
      policies([{ objectId: principalId, applicationId: clientId, secrets: ["all"] }]),
      "denied",
      "denied",
    ],
    ["a policy for the client ID", policies([{ objectId: clientId, secrets: ["all"] }]), "denied", "denied"],
    [
      "roles on an access-policy vault",
      policies([], { assignments: [role(secretsUser)] }),
      "denied",
      "denied",
    ],
    ["nothing readable", {}, "unknown", "unknown"],
    ["policies that could not be read", policies(undefined), "unknown", "unknown"],
    ["roles that could not be read", rbac(undefined), "unknown", "unknown"],
  ])("%s: list and get", (_, facts, list, get) => {
    expect(predict(facts)).toMatchObject({ list, get });
  });

  const closed = { ...open, defaultAction: "Deny" as const };
  test.each<[string, PredictionFacts["network"], string | undefined, string]>([
    ["an open vault", open, undefined, "allowed"],
    [
      "a firewall that lists the range of our address",
      { ...closed, ipRules: ["20.1.2.0/24"] },
      "20.1.2.9",
      "allowed",
    ],
    ["a firewall that does not", { ...closed, ipRules: ["20.1.3.0/24"] }, "20.1.2.9", "denied"],
    ["a firewall, our address unknown", closed, undefined, "unknown"],
    ["a firewall with a subnet rule", { ...closed, virtualNetworkRules: 1 }, "20.1.2.9", "unknown"],
    ["public access off", { ...open, publicNetworkAccess: "Disabled" }, "20.1.2.9", "denied"],
    [
      "public access off, seen from a private address",
      { ...open, publicNetworkAccess: "Disabled", privateEndpoints: 1 },
      "10.0.0.4",
      "allowed",
    ],
    ["rules that could not be read", undefined, undefined, "unknown"],
  ])("%s", (_, network, address, access) => {
    expect(predict(rbac([role(secretsUser)], { network, address })).get).toBe(access);
  });

  test("every answer has its reason", () => {
    for (const facts of [{}, rbac([]), policies([]), rbac([role(secretsUser)])])
      expect(predict(facts).reasons.get).not.toEqual([]);
  });
});

describe("grants without effect", () => {
  test.each<[string, PredictionFacts, RegExp]>([
    [
      "a policy on an RBAC vault",
      rbac([], { policies: [{ objectId: principalId, secrets: ["get"] }] }),
      /ignores access policies/,
    ],
    [
      "a data role on an access-policy vault",
      policies([], { assignments: [role(secretsUser)] }),
      /ignores data roles/,
    ],
    ["a policy for the client ID", policies([{ objectId: clientId, secrets: ["get"] }]), /Client ID/],
    ["a role for the client ID", rbac([{ ...role(secretsUser), principalId: clientId }]), /Client ID/],
    [
      "a policy bound to an application",
      policies([{ objectId: principalId, applicationId: clientId, secrets: ["get"] }]),
      /authorized application/,
    ],
    ["a management role", rbac([role(contributor)]), /no data action on secrets/],
  ])("%s", (_, facts, reason) => {
    expect(grantsWithoutEffect(facts)).toEqual([
      { grant: expect.any(String), reason: expect.stringMatching(reason) },
    ]);
  });

  test("a grant that works, and one of somebody else, are not listed", () => {
    expect(
      grantsWithoutEffect(rbac([role(secretsUser)], { policies: [{ objectId: "x", secrets: ["get"] }] })),
    ).toEqual([]);
    expect(grantsWithoutEffect(policies([{ objectId: principalId, secrets: ["get"] }]))).toEqual([]);
  });
});
