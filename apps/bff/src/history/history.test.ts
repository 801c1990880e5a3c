import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Outcome } from "@latchkey/shared/outcome";
import { type Report, reportSchema } from "@latchkey/shared/report";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connectDatabase, type Database } from "../database.ts";
import { parseSettings } from "../settings/settings.ts";
import { appServiceEnv, fakeDeps } from "../testing/fake-deps.ts";
import { startPostgres, type TestDatabase } from "../testing/postgres.ts";
import { signedInApp } from "../testing/signed-in.ts";
import { createHistory } from "./history.ts";
import { createHistoryFile } from "./history-file.ts";
import { createHistoryTable } from "./history-table.ts";
import type { HistoryStore } from "./store.ts";

const folders: string[] = [];
const newFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), "latchkey-history-"));
  folders.push(folder);
  return folder;
};
let database: TestDatabase | undefined;
const open: Database[] = [];
let sample: Report;
beforeAll(async () => {
  database = await startPostgres();
  const answer = await signedInApp(fakeDeps()).request("/api/report");
  sample = reportSchema.parse(await answer.json());
}, 120_000);
afterAll(async () => {
  for (const sql of open) await sql.end({ timeout: 1 });
  await database?.stop();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const minute = (count: number) =>
  new Date(Date.parse("2026-06-01T00:00:00.000Z") + count * 60_000).toISOString();

const byRole: Outcome = { kind: "denied", by: "rbac" };

/** The sample at another time, every list and get of kv-orders with this outcome. */
function reportAt(at: string, outcome: Outcome = { kind: "allowed", proof: "read" }): Report {
  const cells = sample.cells.map((cell) => ({
    ...cell,
    operations: cell.operations.map((one) =>
      cell.vaultId === "kv-orders" && one.operation !== "token" ? { ...one, outcome } : one,
    ),
  }));
  return { ...sample, generatedAt: at, cells };
}

function historyIn(store: HistoryStore, instance = "one", env: Record<string, string> = {}) {
  const settings = parseSettings({ ...appServiceEnv, ...env });
  const clock = { now: () => new Date(minute(600)), elapsedMs: () => 0 };
  return createHistory({ store, settings, clock, instance, version: "1", log: () => undefined });
}

const fileStore = (folder: string, instance = "one", local = "local") =>
  createHistoryFile({ localDir: join(folder, local), snapshotDir: join(folder, "share"), instance });

const kinds: [string, () => (() => HistoryStore) | undefined][] = [
  [
    "SQLite",
    () => {
      const folder = newFolder();
      return () => fileStore(folder);
    },
  ],
  [
    "PostgreSQL",
    () => {
      const { url } = database ?? {};
      if (!url) return undefined;
      return () => {
        const sql = connectDatabase(url);
        open.push(sql);
        return createHistoryTable(sql);
      };
    },
  ],
];
const all = { from: minute(0), to: minute(1_000) };

describe.each(kinds)("in %s", (kind, place) => {
  test("a cell's timeline, red since, and what changed just before; and it goes on after a restart", async (context) => {
    const make = place();
    if (!make) return context.skip();
    const history = historyIn(make(), `a${kind}`);
    history.keep(reportAt(minute(0)));
    history.keep(reportAt(minute(5)));
    await history.close();
    const other = "00000000-1111-4222-8333-444444444444";
    const again = historyIn(make(), `a${kind}`, { AZURE_CLIENT_ID: other });
    again.keep(reportAt(minute(10), byRole));
    again.keep(reportAt(minute(15), byRole));
    const { cells, changes } = await again.read({ ...all, identityId: "system", vaultId: "kv-orders" });
    expect(cells).toEqual([
      {
        identityId: "system",
        vaultId: "kv-orders",
        redSince: minute(10),
        segments: [
          { from: minute(0), to: minute(10), status: "allowed", words: "Allowed", checks: 2 },
          { from: minute(10), to: minute(15), status: "denied", words: "Denied by role", checks: 2 },
        ],
      },
    ]);
    expect(changes).toContainEqual({
      at: minute(10),
      what: "AZURE_CLIENT_ID",
      before: appServiceEnv.AZURE_CLIENT_ID,
      after: other,
    });
    expect((await again.read(all)).cells.length).toBe(sample.cells.length);
    expect((await again.read({ ...all, from: minute(12) })).changes).toEqual([]);
    expect((await again.read({ ...all, from: minute(100) })).cells).toEqual([]);
    await again.close();
  });

  test("a time without checks is a gap, and what is too old or too much is forgotten", async (context) => {
    const make = place();
    if (!make) return context.skip();
    const store = make();
    const history = historyIn(store, `b${kind}`);
    for (const at of [2_000, 2_005, 2_100]) history.keep(reportAt(minute(at)));
    const question = { from: minute(2_000), to: minute(3_000), vaultId: "kv-orders", identityId: "system" };
    const segments = (await history.read(question)).cells[0]?.segments.map(({ from, to }) => [from, to]);
    expect(segments).toEqual([
      [minute(2_000), minute(2_005)],
      [minute(2_100), minute(2_100)],
    ]);
    await store.prune(minute(2_001), 1_000_000);
    expect((await history.read(question)).cells[0]?.segments[0]?.from).toBe(minute(2_005));
    await store.prune(minute(2_001), sample.cells.length);
    expect((await history.read(question)).cells[0]?.segments[0]?.from).toBe(minute(2_100));
    await history.close();
  });
});

test("over a shared database one instance checks at a time", async (context) => {
  if (!database) return context.skip();
  const { url } = database;
  const [one, other] = [connectDatabase(url), connectDatabase(url)];
  open.push(one, other);
  const [first, second] = [createHistoryTable(one), createHistoryTable(other)];
  const hold = Promise.withResolvers<void>();
  const started = Promise.withResolvers<void>();
  const running = first.alone(async () => {
    started.resolve();
    await hold.promise;
  });
  await started.promise;
  expect(await second.alone(async () => undefined)).toBe(false);
  hold.resolve();
  expect(await running).toBe(true);
  expect(await second.alone(async () => undefined)).toBe(true);
});

describe("the file", () => {
  test("comes back from the share on a new machine, and another instance's will do", async () => {
    const folder = newFolder();
    const history = historyIn(fileStore(folder));
    history.keep(reportAt(minute(0)));
    await history.close();
    expect(readdirSync(join(folder, "share"))).toEqual(["one.sqlite"]);
    rmSync(join(folder, "local"), { recursive: true });
    const cells = sample.cells.length;
    expect((await historyIn(fileStore(folder)).read(all)).cells).toHaveLength(cells);
    expect((await historyIn(fileStore(folder, "two", "elsewhere"), "two").read(all)).cells).toHaveLength(
      cells,
    );
  });

  test("without a snapshot it goes on from the local disk, as after a kill", async () => {
    const folder = newFolder();
    const history = historyIn(fileStore(folder));
    history.keep(reportAt(minute(0)));
    await history.read(all);
    expect((await historyIn(fileStore(folder)).read(all)).cells).toHaveLength(sample.cells.length);
  });

  test.each<[string, (file: string) => void]>([
    ["is garbage", (file) => writeFileSync(file, "garbage ".repeat(10_000))],
    ["is cut", (file) => truncateSync(file, 5_000)],
    ["is empty but for a foot", (file) => writeFileSync(file, Buffer.alloc(20_000, 1))],
  ])("that %s is put aside, and the snapshot takes its place", async (_title, damage) => {
    const folder = newFolder();
    const history = historyIn(fileStore(folder));
    for (let at = 0; at < 50; at += 1) history.keep(reportAt(minute(at)));
    await history.close();
    damage(join(folder, "local", "history.sqlite"));
    const again = historyIn(fileStore(folder));
    expect((await again.read(all)).cells).toHaveLength(sample.cells.length);
    expect(existsSync(join(folder, "local", "history.sqlite.unreadable"))).toBe(true);
  });

  test("a damaged snapshot is passed over", async () => {
    const folder = newFolder();
    const history = historyIn(fileStore(folder));
    history.keep(reportAt(minute(0)));
    await history.close();
    rmSync(join(folder, "local"), { recursive: true });
    truncateSync(join(folder, "share", "one.sqlite"), 100);
    appendFileSync(join(folder, "share", "two.sqlite"), "no database at all");
    const again = historyIn(fileStore(folder));
    expect((await again.read(all)).cells).toEqual([]);
    again.keep(reportAt(minute(1)));
    expect((await again.read(all)).cells).toHaveLength(sample.cells.length);
  });

  test("that cannot be written is told, and works again when it can", async () => {
    const folder = newFolder();
    writeFileSync(join(folder, "local"), "in the way");
    const history = historyIn(fileStore(folder));
    history.keep(reportAt(minute(0)));
    await history.read(all).catch(() => undefined);
    expect(history.problem()).toMatch(/cannot be kept \(E[A-Z]+\)/);
    rmSync(join(folder, "local"));
    history.keep(reportAt(minute(1)));
    expect((await history.read(all)).cells).toHaveLength(sample.cells.length);
    expect(history.problem()).toBeUndefined();
  });
});

test("no text of Azure is kept", async () => {
  const folder = newFolder();
  const history = historyIn(fileStore(folder));
  history.keep(reportAt(minute(0), { ...byRole, said: "canary-said-by-the-vault", code: "Forbidden" }));
  await history.close();
  const { readFileSync } = await import("node:fs");
  expect(readFileSync(join(folder, "share", "one.sqlite")).includes("canary-said")).toBe(false);
});
