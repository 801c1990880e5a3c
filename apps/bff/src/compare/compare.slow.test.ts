import { type Emulator, startEmulator } from "@latchkey/emulator/start";
import {
  type CompareAnswer,
  type CompareSecretLine,
  compareAnswerSchema,
  compareSecretLineSchema,
} from "@latchkey/shared/compare";
import { afterAll, beforeAll, expect, test } from "vitest";
import { entry } from "../testing/start-bff.ts";

let emulator: Emulator;

beforeAll(async () => {
  emulator = await startEmulator({
    world: "mixed",
    app: { command: process.execPath, args: [entry()] },
  });
  await emulator.restartApp();
});
afterAll(() => emulator.close());

const ask = (path: string) => fetch(emulator.frontDoorUrl + path);
const compare = async (query = ""): Promise<CompareAnswer> =>
  compareAnswerSchema.parse(await (await ask(`/api/compare${query}`)).json());
const clientIdOf = (name: string) =>
  emulator.world().userAssignedIdentities.find((one) => one.name === name)?.clientId ?? "";

async function secretLines(query: string): Promise<CompareSecretLine[]> {
  const text = await (await ask(`/api/compare/secrets?${query}`)).text();
  return text
    .trimEnd()
    .split("\n")
    .map((line) => compareSecretLineSchema.parse(JSON.parse(line)));
}

test("by default the system-assigned identity is compared with the selected user-assigned one", async () => {
  const { left, right, verdict, vaults } = await compare();
  expect(left.id).toBe("system");
  expect(right.id).toBe(clientIdOf("id-orders"));
  // id-orders may not list kv-orders, and reads kv-payments, which the system-assigned identity may not.
  expect(verdict).toMatchObject({ kind: "breaks", basis: "vault-said" });
  expect(verdict.sentence).toContain("kv-orders");
  expect(vaults.map(({ name, differs }) => [name, differs])).toEqual([
    ["kv-orders", true],
    ["kv-payments", true],
    ["kv-archive", false],
    ["kv-partner", false],
  ]);
  expect(vaults[0]?.sentence).toBe("At kv-orders List would stop working.");
  expect(vaults[1]?.sentence).toBe("At kv-payments List and Get would start to work.");
});

test("each operation that answers is tried three times and has a median", async () => {
  emulator.clearRequests();
  const { vaults, samples } = await compare();
  expect(samples).toBe(3);
  const list = vaults[0]?.operations.find(({ operation }) => operation === "list");
  expect(list?.left.samplesMs).toHaveLength(3);
  expect(list?.left.samplesMs).toContain(list?.left.medianMs);
  const asked = emulator.requests().filter(({ service }) => service === "key-vault").length;
  // 2 identities, 4 vaults, list and get, 3 times, and at most a challenge for each of the 8 clients.
  expect(asked).toBeLessThanOrEqual(2 * 4 * 2 * 3 + 8);
});

test("claims, grants and the life of the two kinds stand side by side", async () => {
  const { claims, lifecycle, vaults } = await compare();
  const differing = claims.filter(({ differs }) => differs).map(({ id }) => id);
  expect(differing).toEqual(["appid", "oid", "xms_mirid"]);
  expect(lifecycle.every(({ differs }) => differs)).toBe(true);
  expect(vaults[0]?.grants).toMatchObject({
    differs: true,
    left: { state: "known" },
    right: { state: "known" },
  });
});

test("an identity against itself changes nothing and is asked only once", async () => {
  const { verdict } = await compare("?left=system&right=system");
  expect(verdict.kind).toBe("same");
});

test("two user-assigned identities can be compared too", async () => {
  const { left, right, verdict } = await compare(
    `?left=${clientIdOf("id-reporting")}&right=${clientIdOf("id-orders")}`,
  );
  expect([left.name, right.name]).toEqual(["id-reporting", "id-orders"]);
  expect(verdict).toMatchObject({ kind: "gains" });
});

test("an identity that is not known is a 404", async () => {
  expect((await ask("/api/compare?left=nobody")).status).toBe(404);
  expect((await ask("/api/compare/secrets?vaultId=kv-elsewhere")).status).toBe(404);
  expect((await ask("/api/compare/secrets")).status).toBe(400);
});

test("where one identity is refused the list, all names are the other's", async () => {
  const lines = await secretLines("vaultId=kv-payments");
  const end = lines.at(-1);
  expect(end).toMatchObject({
    kind: "end",
    left: { outcome: { kind: "denied" } },
    onlyLeft: 0,
    undecided: 0,
  });
  const names = lines.flatMap((line) => (line.kind === "only" ? [`${line.side} ${line.name}`] : []));
  expect(names.length).toBeGreaterThan(0);
  expect(names.every((name) => name.startsWith("right "))).toBe(true);
  expect(end?.kind === "end" && end.onlyRight).toBe(names.length);
});

test("25,000 secrets that both list are compared name by name", async () => {
  await emulator.useWorld("large");
  const [first] = emulator.world().vaults;
  const lines = await secretLines(`vaultId=${first?.name}&left=default&right=default`);
  expect(lines.at(-1)).toMatchObject({ kind: "end", both: 25_000, onlyLeft: 0, onlyRight: 0, undecided: 0 });
  expect(lines.filter(({ kind }) => kind === "progress").length).toBeGreaterThan(10);
}, 60_000);

test("a grant that was made after the move shows as a gain over As configured", async () => {
  await emulator.useWorld("article");
  await emulator.playStep("create-identity");
  await emulator.playStep("assign-identity");
  const { left, right, verdict } = await compare();
  expect([left.kind, right.kind]).toEqual(["as-configured", "user-assigned"]);
  expect(verdict.kind).toBe("same");
  await emulator.playStep("grant-access");
  expect((await compare()).verdict).toMatchObject({ kind: "gains" });
});
