import { type Emulator, startEmulator } from "@latchkey/emulator/start";
import { known } from "@latchkey/shared/fact";
import type { Outcome } from "@latchkey/shared/outcome";
import { type Report, reportSchema } from "@latchkey/shared/report";
import { vaultsAnswerSchema } from "@latchkey/shared/vault";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listIdentities } from "../identities/list-identities.ts";
import { type ArmSnapshot, createInventoryStore } from "../inventory/inventory.ts";
import { secretsUserFor, shownVault } from "../testing/fake-arm.ts";
import { fakeAzure, fakeDeps } from "../testing/fake-deps.ts";
import { entry } from "../testing/start-bff.ts";
import { explainCells } from "./explain-cells.ts";

let emulator: Emulator;

beforeAll(async () => {
  emulator = await startEmulator({
    world: "mixed",
    app: { command: process.execPath, args: [entry()] },
  });
  await emulator.restartApp();
});
afterAll(() => emulator.close());

const get = async (path: string) => (await fetch(emulator.frontDoorUrl + path)).json();

async function refreshed(): Promise<Report> {
  const response = await fetch(`${emulator.frontDoorUrl}/api/report/refresh`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: "{}",
  });
  return reportSchema.parse(await response.json());
}

test("every cell in which something failed says why, and no other does", async () => {
  const { cells } = reportSchema.parse(await get("/api/report"));
  for (const { operations, diagnosis } of cells) {
    const failed = operations.some(({ outcome }) => outcome.kind !== "allowed");
    expect(diagnosis !== undefined).toBe(failed);
    expect(diagnosis?.causes.length ?? 1).toBeGreaterThan(0);
  }
});

test("ARM is asked once for the site and the vaults, and once a principal for its grants", async () => {
  await emulator.restartApp();
  emulator.clearRequests();
  await get("/api/report");
  const arm = emulator.requests().filter(({ service, status }) => service === "arm" && status === 200);
  const paths = arm.map(({ path, query }) => `${path}?${JSON.stringify(query)}`);
  expect(new Set(paths).size).toBe(paths.length);
  expect(arm.length).toBeLessThanOrEqual(10);
});

test("a grant that was made since the last report is seen at once, not after a minute", async () => {
  const cellOf = ({ cells }: Report) =>
    cells.find(({ identityId, vaultId }) => identityId === "system" && vaultId === "kv-payments");
  const before = cellOf(await refreshed());
  expect(before?.diagnosis).toBeDefined();
  await emulator.playStep("grant-secrets-user-on-kv-payments-to-system");
  const after = cellOf(await refreshed());
  expect(after?.diagnosis).toBeUndefined();
  expect(after?.operations.every(({ outcome }) => outcome.kind === "allowed")).toBe(true);
});

test("the vaults say what they grant to whom", async () => {
  const { vaults } = vaultsAnswerSchema.parse(await get("/api/vaults"));
  const orders = vaults.find(({ id }) => id === "kv-orders");
  expect(orders?.grants).toMatchObject({ state: "known", source: "arm" });
  const kinds =
    orders?.grants.state === "known"
      ? orders.grants.value.map(({ identityId, kind }) => `${identityId} ${kind}`)
      : [];
  expect(kinds).toContain("system access-policy");
});

/** How old ARM's answers might be at most, of each reading, and what was expected in the end. The first reading shows `before`, others `after`. */
async function readings({ before, after, observed, askedMs = 0 }: Case) {
  const deps = fakeDeps();
  const [vault] = deps.settings.vaults;
  const identities = await listIdentities(deps, createInventoryStore(deps));
  const identity = identities.find(({ known }) => known.kind === "user-assigned");
  if (!vault || !identity) throw new Error("The fake has no such row.");
  const granted = [secretsUserFor(known(identity.shown.principalId) ?? "")];
  const shows = (grant: Grant): ArmSnapshot => ({
    site: Promise.resolve({ kind: "denied", because: "ARM answered 403" }),
    vaults: Promise.resolve({ kind: "read", value: [shownVault()] }),
    grants: async () => ({
      kind: "read",
      value: { assignments: grant === "granted" ? granted : [], denies: [] },
    }),
  });
  const maxAges: (number | undefined)[] = [];
  const inventory = {
    ...createInventoryStore(deps),
    snapshot(maxAgeMs?: number) {
      maxAges.push(maxAgeMs);
      return shows(maxAges.length === 1 ? before : after);
    },
  };
  const operations = (["list", "get"] as const).map((operation) => ({
    operation,
    outcome: observed,
    tookMs: 1,
    at: deps.now().toISOString(),
    requestId: "request-1",
  }));
  deps.advance(askedMs);
  const [cell] = await explainCells(deps, fakeAzure(), inventory, [{ identity, vault, operations }], 0);
  return { maxAges, expected: cell?.prediction?.get, differs: cell?.prediction?.differs };
}

type Grant = "granted" | "not granted";
type Case = { before: Grant; after: Grant; observed: Outcome; askedMs?: number };

const works: Outcome = { kind: "allowed", proof: "read" };
const denied: Outcome = { kind: "denied", by: "rbac", httpStatus: 403, innerCode: "ForbiddenByRbac" };

test("where a vault answers otherwise than ARM let expect, ARM is read anew, and that reading counts", async () => {
  const surprise = { before: "not granted", after: "granted", observed: works } as const;
  expect(await readings(surprise)).toEqual({ maxAges: [undefined, 1_000], expected: "allowed", differs: [] });
});

test("where something failed, ARM's answers may be 8 s old, even if the failure was expected", async () => {
  const { maxAges } = await readings({ before: "not granted", after: "not granted", observed: denied });
  expect(maxAges).toEqual([undefined, 8_000]);
});

test("where all works as expected, and where the question is older than 5 s, ARM is read once", async () => {
  const asExpected = await readings({ before: "granted", after: "granted", observed: works });
  expect(asExpected.maxAges).toEqual([undefined]);
  const late = await readings({ before: "not granted", after: "granted", observed: works, askedMs: 5_001 });
  expect(late).toEqual({ maxAges: [undefined], expected: "denied", differs: ["list", "get"] });
});
