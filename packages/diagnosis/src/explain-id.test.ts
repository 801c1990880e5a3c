import { describe, expect, test } from "vitest";
import { explainId } from "./explain-id.ts";
import type { KnownIds } from "./known-ids.ts";

const clientId = "33333333-3333-4333-8333-333333333333";
const principalId = "11111111-1111-4111-8111-111111111111";
const tenantId = "77777777-7777-4777-8777-777777777777";
const subscriptionId = "88888888-8888-4888-8888-888888888888";
const resourceId = `/subscriptions/${subscriptionId}/resourcegroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-orders`;
const known: KnownIds = {
  identities: [{ kind: "user-assigned", name: "id-orders", clientId, principalId, resourceId, tenantId }],
  subscriptionId,
  selectors: [{ setting: "AZURE_CLIENT_ID", value: principalId }],
  vaults: [{ name: "kv-orders", tenantId, grants: [{ to: clientId, what: "An access policy" }] }],
};

describe("a pasted id", () => {
  test.each<[string, string, RegExp]>([
    [
      "a client ID in capitals",
      clientId.toUpperCase(),
      /^The Client ID of the user-assigned identity id-orders/,
    ],
    [
      "an object ID in quotes",
      `"${principalId}"`,
      /^The object \(principal\) ID of the user-assigned identity id-orders/,
    ],
    ["a tenant", tenantId, /tenant ID/],
    ["a subscription", subscriptionId, /subscription/],
    ["a built-in role", "{21090545-7ca7-4776-b22c-e363652d74d2}", /Key Vault Reader/],
    ["Key Vault itself", "cfa8b339-82a2-471a-a3c9-0fc0be7a4093", /Azure Key Vault/],
    ["an identity's resource ID in another case", resourceId.toUpperCase(), /a user-assigned identity named/],
    [
      "a vault's resource ID",
      `/subscriptions/${subscriptionId}/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv`,
      /a key vault named kv/,
    ],
  ])("%s is told what it is", (_, text, sentence) => {
    expect(explainId(text, known)?.is[0]).toMatch(sentence);
  });

  test("a principal ID where a client ID belongs is told so, with the right one", () => {
    expect(explainId(principalId, known)?.misused).toEqual([
      expect.stringContaining(`AZURE_CLIENT_ID holds it`),
    ]);
    expect(explainId(principalId, known)?.misused[0]).toContain(clientId);
  });

  test("a client ID that a grant names is told so, with the right one", () => {
    expect(explainId(clientId, known)?.misused).toEqual([expect.stringContaining(principalId)]);
  });

  test("an id that nobody knows says how to find it, also with no identity known", () => {
    for (const ids of [known, undefined])
      expect(explainId("99999999-9999-4999-8999-999999999999", ids)).toMatchObject({
        is: [],
        advice: expect.stringContaining("az ad sp show"),
      });
  });

  test("an identity of another app is told not to be assigned", () => {
    expect(explainId(resourceId.replace("id-orders", "id-other"), known)?.advice).toContain("not assigned");
  });

  test.each(["", "hello", `${clientId} ${principalId}`, "/subscriptions", `${clientId}0`])(
    "%j is no single id",
    (text) => {
      expect(explainId(text, known)).toBeUndefined();
    },
  );
});
