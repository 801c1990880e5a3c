import { type Emulator, startEmulator } from "@latchkey/emulator/start";
import type { CauseId } from "@latchkey/shared/diagnosis";
import type { Operation } from "@latchkey/shared/operations";
import { type Cell, cellSchema } from "@latchkey/shared/probe";
import { reportSchema } from "@latchkey/shared/report";
import { afterAll, beforeAll, expect, test } from "vitest";
import { entry } from "./testing/start-bff.ts";

/** From a world in which one thing is broken, through the real SDKs, to the cause; and by its step to green. See docs/causes.md. */
let emulator: Emulator;

beforeAll(async () => {
  emulator = await startEmulator({
    world: "healthy",
    app: { command: process.execPath, args: [entry()] },
  });
  await emulator.restartApp();
});
afterAll(() => emulator.close());

async function ask(path: string, body: object): Promise<unknown> {
  const response = await fetch(emulator.frontDoorUrl + path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(200);
  return response.json();
}

const identityId = "default";

/** *As configured* at one vault, probed anew. */
async function asConfigured(vaultId: string): Promise<Cell | undefined> {
  const { cells } = reportSchema.parse(await ask("/api/report/refresh", {}));
  return cells.find((cell) => cell.identityId === identityId && cell.vaultId === vaultId);
}

const getOf = (secretName: string) => async (vaultId: string) =>
  cellSchema.parse(await ask("/api/probes", { identityId, vaultId, operations: ["get"], secretName }));

function outcomeOf(cell: Cell | undefined, operation: Operation) {
  return cell?.operations.find((one) => one.operation === operation)?.outcome;
}

type Row = [
  cause: CauseId,
  vault: string,
  step: string,
  look?: (vaultId: string) => Promise<Cell | undefined>,
];

const rows: Row[] = [
  ["no-identity-on-host", "kv-orders", "assign-system-assigned"],
  ["identity-endpoint-not-in-process", "kv-orders", "remove-disable-msi"],
  ["user-assigned-not-selected", "kv-payments", "set-client-id"],
  ["client-id-not-assigned", "kv-orders", "set-client-id"],
  ["principal-id-used-as-client-id", "kv-orders", "set-client-id"],
  ["wrong-identity-selected", "kv-orders", "set-client-id"],
  ["wrong-identity-selected", "kv-payments", "set-client-id"],
  ["entra-rejects-credential", "kv-orders", "remove-workload-identity-settings"],
  ["library-cannot-use-identity", "kv-payments", "remove-server-thumbprint"],
  ["identity-endpoint-unreachable", "kv-orders", "bring-endpoint-back"],
  ["identity-endpoint-failing", "kv-orders", "repair-endpoint"],
  ["wrong-token-resource", "kv-payments", "remove-azure-cloud"],
  ["token-missing-or-invalid", "kv-payments", "fetch-signing-keys"],
  ["token-wrong-tenant", "kv-payments", "update-vault-tenant"],
  ["vault-host-not-found", "kv-archive", "create-vault"],
  ["private-dns-misconfigured", "kv-payments", "link-private-dns-zone"],
  ["vault-unreachable", "kv-payments", "allow-outbound"],
  ["tls-interception", "kv-payments", "exempt-vault-from-inspection"],
  ["vault-firewall-denied", "kv-payments", "admit-address"],
  ["vault-public-access-disabled", "kv-payments", "create-private-endpoint"],
  ["access-policy-missing", "kv-orders", "set-access-policy"],
  ["access-policy-compound-identity", "kv-orders", "replace-access-policy"],
  ["rbac-role-missing", "kv-payments", "assign-secrets-user"],
  ["role-without-secret-read", "kv-payments", "assign-secrets-user"],
  ["permission-model-mismatch", "kv-orders", "grant-in-own-model"],
  ["permission-model-mismatch", "kv-payments", "grant-in-own-model"],
  ["grant-on-wrong-principal", "kv-orders", "set-access-policy"],
  ["change-not-yet-effective", "kv-payments", "wait-for-propagation"],
  ["secret-not-found", "kv-payments", "create-secret", getOf("shipping-key")],
  ["secret-disabled", "kv-payments", "enable-secret", getOf("shipping-key")],
  ["secret-soft-deleted", "kv-payments", "recover-secret", getOf("shipping-key")],
  ["vault-throttled", "kv-payments", "let-load-drop"],
];

test.each(rows)("%s at %s is the first cause, and %s turns it green", async (cause, vault, step, look) => {
  await emulator.useWorld(cause);
  const red = await (look ?? asConfigured)(vault);
  expect(red?.diagnosis?.causes[0]).toMatchObject({ id: cause, evidence: expect.any(Array) });
  expect(red?.diagnosis?.causes[0]?.evidence.length).toBeGreaterThan(0);
  await emulator.playStep(step);
  const green = await (look ?? asConfigured)(vault);
  expect(outcomeOf(green, "get")).toMatchObject({ kind: "allowed" });
  expect(green?.diagnosis).toBeUndefined();
});

test("arm-permission-or-scope: every cell is green, what ARM would tell names the missing right, and the step tells it", async () => {
  await emulator.useWorld("arm-permission-or-scope");
  const before = reportSchema.parse(await ask("/api/report/refresh", {}));
  expect(before.cells.flatMap(({ diagnosis }) => diagnosis?.causes ?? [])).toEqual([]);
  expect(before.vaults.map(({ permissionModel }) => permissionModel)).toEqual(
    before.vaults.map(() => expect.objectContaining({ state: "unknown", missingRight: expect.any(String) })),
  );
  await emulator.playStep("grant-reader");
  await emulator.restartApp();
  const after = reportSchema.parse(await ask("/api/report/refresh", {}));
  expect(after.vaults.map(({ permissionModel }) => permissionModel.state)).toEqual(
    after.vaults.map(() => "known"),
  );
});
