import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { connectDatabase, type Database } from "../database.ts";
import { startPostgres, type TestDatabase } from "../testing/postgres.ts";
import { createAuditFiles } from "./audit-files.ts";
import { type AuditLog, createAuditLog } from "./audit-log.ts";
import { createAuditTable } from "./audit-table.ts";
import { cursorOf, keyOf } from "./cursor.ts";
import type { AuditEntry } from "./record.ts";
import type { AuditKey, AuditStore } from "./store.ts";
import { verifyChain } from "./verify-chain.ts";

const folders: string[] = [];
const newFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), "latchkey-audit-"));
  folders.push(folder);
  return folder;
};
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const entry = (changes: Partial<AuditEntry> = {}): AuditEntry => ({
  person: { id: "5f1d3c1e-0000-4000-8000-00000000da1a", name: "Dana Reyes" },
  action: "test-read",
  operation: "get",
  identityId: "system",
  vaultId: "kv-orders",
  secretName: "db-password",
  outcome: { kind: "allowed", reason: "read" },
  requestId: "request-1",
  ...changes,
});

let nowMs = Date.parse("2026-06-01T00:00:00.000Z");
const clock = {
  now: () => {
    nowMs += 1;
    return new Date(nowMs);
  },
  elapsedMs: () => nowMs,
};
const openLog = (store: AuditStore, instance = "a1b2c3d4") =>
  createAuditLog({ store, clock, instance, log: () => undefined });

async function readAll(log: AuditLog, filter = {}, limit = 7) {
  const all = [];
  for (let before: AuditKey | undefined, more = true; more; more = before !== undefined) {
    const page = await log.read({ filter, before, limit });
    expect(page.records.length).toBeLessThanOrEqual(limit);
    all.push(...page.records);
    before = page.next && keyOf(cursorOf(page.next));
  }
  return all;
}

let database: TestDatabase | undefined;
const open: Database[] = [];
beforeAll(async () => {
  database = await startPostgres();
}, 120_000);
afterAll(async () => {
  for (const sql of open) await sql.end({ timeout: 1 });
  await database?.stop();
});

/** Gives stores that share what they keep, as the instances of one app do. */
const kinds: [string, () => (() => AuditStore) | undefined][] = [
  [
    "files",
    () => {
      const folder = newFolder();
      return () => createAuditFiles(folder);
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
        return createAuditTable(sql);
      };
    },
  ],
];

describe.each(kinds)("in %s", (kind, place) => {
  test("records are found again by page and filter, newest first, and the chain holds", async (context) => {
    const make = place();
    if (!make) return context.skip();
    const log = openLog(make(), kind === "files" ? "one" : "pgone");
    for (let time = 0; time < 20; time += 1)
      await log.append([
        entry({ vaultId: time % 2 ? "kv-orders" : "kv-payments", secretName: `s-${time}` }),
        entry({ action: "probe", person: { id: "local", name: "100% Eve_\\" }, secretName: null }),
      ]);
    const all = await readAll(log);
    expect(all).toHaveLength(41);
    expect(all.map(({ at }) => at)).toEqual(
      all
        .map(({ at }) => at)
        .toSorted()
        .toReversed(),
    );
    expect(all.at(-1)?.action).toBe("start");
    expect(await readAll(log, { action: "test-read", vaultId: "kv-orders" })).toHaveLength(10);
    expect(await readAll(log, { person: "dana" })).toHaveLength(20);
    expect(await readAll(log, { person: "0% eve_\\" })).toHaveLength(20);
    expect(await readAll(log, { person: "%" })).toHaveLength(20);
    expect(await readAll(log, { identityId: "nobody" })).toEqual([]);
    const [newest, second] = all;
    expect(await readAll(log, { from: newest?.at })).toEqual([newest]);
    expect((await readAll(log, { to: newest?.at }))[0]).toEqual(second);
    expect(await verifyChain(log)).toMatchObject({ segments: 1, records: 41, intact: true });
    await log.close();
  });

  test("many writers at once and a restart: each chain goes on, nothing is missing", async (context) => {
    const make = place();
    if (!make) return context.skip();
    const run = async (instance: string, from: number) => {
      const log = openLog(make(), instance);
      await Promise.all(
        Array.from({ length: 100 }, (_none, index) =>
          log.append([entry({ secretName: `n-${from + index}` })]),
        ),
      );
      await log.close();
    };
    await Promise.all([run(`${kind.length}a`, 0), run(`${kind.length}b`, 100)]);
    await run(`${kind.length}a`, 200);
    const log = openLog(make(), "reader");
    const names = (await readAll(log, { action: "test-read" }, 50)).map(({ secretName }) => secretName);
    for (let index = 0; index < 300; index += 1) expect(names).toContain(`n-${index}`);
    expect(await verifyChain(log)).toMatchObject({ intact: true, problems: [] });
  });
});

test("the table refuses to be changed", async (context) => {
  if (!database) return context.skip();
  const sql = connectDatabase(database.url);
  open.push(sql);
  const log = openLog(createAuditTable(sql), "refuses");
  await log.append([entry()]);
  await expect(sql`update latchkey_audit set person_name = 'Nobody'`).rejects.toThrow(/append-only/);
  await expect(sql`delete from latchkey_audit`).rejects.toThrow(/append-only/);
  await expect(sql`truncate latchkey_audit`).rejects.toThrow(/append-only/);
});

describe("tampering with the files is found", () => {
  const written = async () => {
    const folder = newFolder();
    for (const time of [1, 2]) {
      const log = openLog(createAuditFiles(folder));
      for (let count = 0; count < 5; count += 1)
        await log.append([entry({ requestId: `r-${time}-${count}` })]);
      await log.close();
    }
    const names = readdirSync(folder).toSorted();
    return { folder, first: join(folder, names[0] ?? ""), second: join(folder, names[1] ?? "") };
  };
  const verified = (folder: string) => verifyChain(createAuditFiles(folder));
  const edit = (file: string, change: (lines: string[]) => string[]) => {
    const lines = readFileSync(file, "utf8").split("\n").slice(0, -1);
    writeFileSync(
      file,
      change(lines)
        .map((line) => `${line}\n`)
        .join(""),
    );
  };

  test("untouched, it is intact", async () => {
    expect(await verified((await written()).folder)).toMatchObject({
      segments: 2,
      records: 12,
      intact: true,
    });
  });

  test.each<[string, (lines: string[]) => string[]]>([
    ["another person", (lines) => lines.map((line) => line.replace("Dana Reyes", "Sam Doe"))],
    [
      "another field",
      (lines) => lines.map((line, index) => (index === 3 ? line.replace('"at"', '"x":1,"at"') : line)),
    ],
    [
      "another spelling",
      (lines) => lines.map((line, index) => (index === 3 ? line.replace("{", "{ ") : line)),
    ],
    ["a record gone", (lines) => lines.toSpliced(2, 1)],
    ["the last records gone", (lines) => lines.slice(0, 4)],
    ["two records swapped", (lines) => lines.with(2, lines[3] ?? "").with(3, lines[2] ?? "")],
    ["a record twice", (lines) => lines.toSpliced(2, 0, lines[2] ?? "")],
    ["the start gone", (lines) => lines.slice(1)],
    ["garbage", (lines) => lines.toSpliced(2, 0, "{}")],
  ])("%s", async (_title, change) => {
    const { folder, first } = await written();
    edit(first, change);
    expect((await verified(folder)).intact).toBe(false);
  });

  test("a segment gone, when another followed it", async () => {
    const { folder, first } = await written();
    rmSync(first);
    expect(await verified(folder)).toMatchObject({
      intact: false,
      problems: [{ seq: 0, what: "follows a record that is not there" }],
    });
  });

  test("a line cut off by a crash is no tampering, is told, and hides nothing else", async () => {
    const { folder, second } = await written();
    appendFileSync(second, '{"at":"2026');
    expect(await verified(folder)).toMatchObject({ records: 12, intact: true });
    const log = openLog(createAuditFiles(folder));
    await log.append([entry()]);
    const { records, unreadable } = await log.read({ filter: {}, before: undefined, limit: 100 });
    expect([records.length, unreadable]).toEqual([14, 1]);
    expect(await verified(folder)).toMatchObject({ segments: 3, intact: true });
  });
});

describe("when it cannot be written", () => {
  test("who asked is told, the log names the code only, and it goes on by itself afterwards", async () => {
    const folder = newFolder();
    const inTheWay = join(folder, "audit");
    writeFileSync(inTheWay, "");
    const events: unknown[] = [];
    const store = createAuditFiles(inTheWay);
    const log = createAuditLog({ store, clock, instance: "x", log: (event) => events.push(event) });
    await expect(log.append([entry()])).rejects.toThrow(/cannot be written \(E[A-Z]+\)/);
    await expect(log.ready()).rejects.toThrow();
    expect(log.problem()).toContain("test reads are refused");
    expect(JSON.stringify(events)).not.toContain("db-password");
    rmSync(inTheWay);
    await log.ready();
    expect(log.problem()).toBeUndefined();
    await log.append([entry()]);
    expect(await verifyChain(log)).toMatchObject({ records: 2, intact: true });
  });

  test("a write that does not come back is waited for 3 s, then refused at once, until it does", async () => {
    vi.useFakeTimers();
    const stuck = Promise.withResolvers<void>();
    const files = createAuditFiles(newFolder());
    const store: AuditStore = {
      ...files,
      write: (records) => stuck.promise.then(() => files.write(records)),
    };
    const slow = { now: () => new Date(), elapsedMs: () => Date.now() };
    const log = createAuditLog({ store, clock: slow, instance: "x", log: () => undefined });
    const first = expect(log.append([entry()])).rejects.toThrow(/TIME_OUT/);
    await vi.advanceTimersByTimeAsync(3_100);
    await first;
    await expect(log.append([entry()])).rejects.toThrow(/TIME_OUT/);
    await expect(log.ready()).rejects.toThrow(/TIME_OUT/);
    vi.useRealTimers();
    stuck.resolve();
    await expect.poll(() => log.ready().then(() => log.problem())).toBeUndefined();
    expect(await verifyChain(log)).toMatchObject({ intact: true });
  });

  test("a write that fails half-way leaves no half record, and the chain goes on in a new segment", async () => {
    const folder = newFolder();
    const files = createAuditFiles(folder);
    let full = false;
    const store: AuditStore = {
      ...files,
      async write(records) {
        if (full) throw Object.assign(new Error("full"), { code: "ENOSPC" });
        await files.write(records);
      },
    };
    const log = openLog(store);
    await log.append([entry()]);
    full = true;
    await expect(log.append([entry({ secretName: "lost" })])).rejects.toThrow(/ENOSPC/);
    full = false;
    await log.append([entry({ secretName: "kept" })]);
    const names = (await readAll(log)).map(({ secretName }) => secretName);
    expect(names).toContain("kept");
    expect(names).not.toContain("lost");
    expect(await verifyChain(log)).toMatchObject({ segments: 2, intact: true });
  });
});
