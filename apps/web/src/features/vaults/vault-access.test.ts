import { type Grant, grantSchema } from "@latchkey/shared/grant";
import { perVaultOperation } from "@latchkey/shared/operations";
import { cellSchema } from "@latchkey/shared/probe";
import { observedVaultSchema } from "@latchkey/shared/vault";
import { expect, test } from "vitest";
import { type LastReport, scopeWords, vaultAccessRows } from "./vault-access.ts";

const vaultId = "/subscriptions/1/resourceGroups/rg-orders/providers/Microsoft.KeyVault/vaults/kv-orders";
const ordersId = "8d1e9c2a-4b6f-4c1d-9e4a-1f2b3c4d5e6f";
const unknown = { state: "unknown", because: "ARM refused" };

function vaultWith(grants: Grant[] | null) {
  return observedVaultSchema.parse({
    id: "kv-orders",
    name: "kv-orders",
    uri: "https://kv-orders.vault.azure.net/",
    foundIn: [],
    resourceId: { state: "known", value: vaultId, source: "arm" },
    location: unknown,
    permissionModel: unknown,
    network: unknown,
    softDelete: unknown,
    grants: grants ? { state: "known", value: grants, source: "arm" } : unknown,
    dns: unknown,
    seenAddress: unknown,
  });
}

const grant = (changes: object): Grant =>
  grantSchema.parse({
    identityId: ordersId,
    kind: "role",
    what: "Key Vault Secrets User",
    scope: vaultId,
    throughGroup: false,
    ...changes,
  });

const report = {
  identities: [
    { id: "default", kind: "as-configured", name: "As configured" },
    { id: "system", kind: "system-assigned", name: "app-orders" },
  ],
  cells: [
    cellSchema.parse({
      identityId: "system",
      vaultId: "kv-orders",
      operations: [
        {
          operation: "get",
          outcome: { kind: "denied", by: "rbac" },
          tookMs: 3,
          at: "2026-11-23T10:00:00.000Z",
          requestId: null,
        },
      ],
      prediction: {
        ...perVaultOperation(() => "allowed"),
        list: "denied",
        reasons: perVaultOperation(() => []),
        differs: ["get"],
      },
    }),
  ],
} as unknown as LastReport;

test("each identity has a row with its grants, the prediction and what was seen; As configured has none", () => {
  const rows = vaultAccessRows(
    vaultWith([grant({ identityId: "system", withoutEffect: "The vault uses access policies." })]),
    report,
  );
  expect(rows.map(({ name }) => name)).toEqual(["app-orders"]);
  expect(rows[0]).toMatchObject({
    grants: [{ where: "on this vault", withoutEffect: "The vault uses access policies." }],
    prediction: { get: "allowed" },
    observed: { words: "Denied by role" },
  });
});

test("without a report the identities that grants name stand alone", () => {
  const rows = vaultAccessRows(vaultWith([grant({}), grant({ throughGroup: true })]), undefined);
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({ name: ordersId, prediction: null, observed: null });
  expect(rows[0]?.grants.map(({ where }) => where)).toEqual([
    "on this vault",
    "on this vault, through a group",
  ]);
});

test("unreadable grants leave the rows of the report", () => {
  expect(vaultAccessRows(vaultWith(null), report)).toHaveLength(1);
});

test.each([
  [vaultId.toLowerCase(), "on this vault"],
  [`${vaultId}/secrets/db`, "on the secret db alone"],
  ["/subscriptions/1/resourceGroups/rg-orders", "on the resource group rg-orders"],
  ["/subscriptions/1", "on the subscription"],
  ["/providers/Microsoft.Management/managementGroups/corp", "on the management group corp"],
  ["the vault's access policies", "in the vault's access policies"],
  ["/", "on /"],
])("the scope %s is told as %s", (scope, words) => {
  expect(scopeWords(scope, vaultId)).toBe(words);
});
