import { copyFile, mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { backup, DatabaseSync, type StatementSync } from "node:sqlite";
import type { Configuration, HistoryQuestion, HistoryStore, Observation } from "./store.ts";

const tables = `
  pragma journal_mode = wal;
  pragma synchronous = normal;
  pragma busy_timeout = 2000;
  create table if not exists observations (
    at text not null, instance text not null, identity_id text not null, vault_id text not null,
    status text not null, words text not null, operations text not null
  );
  create index if not exists observations_at on observations (at);
  create index if not exists observations_cell on observations (identity_id, vault_id, at);
  create table if not exists configurations (at text not null, instance text not null, facts text not null);
  create index if not exists configurations_at on configurations (instance, at);
`;

/** Snapshots of instances that are gone, beyond which the oldest are removed. */
const mostSnapshots = 8;

type Options = {
  /** On this instance's own disk: SQLite's locks do not work on network shares. */
  localDir: string;
  /** Where snapshots outlive the instance. */
  snapshotDir: string;
  instance: string;
};

/**
 * History in SQLite. It is opened when it is first used: what lies on the local disk goes on, else the newest snapshot is taken, this
 * instance's own first. A file that SQLite cannot read is put aside.
 */
export function createHistoryFile(options: Options): HistoryStore {
  let opening: Promise<DatabaseSync> | undefined;
  let changed = false;
  const database = () => {
    opening ??= openDatabase(options).catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
    return opening;
  };
  return {
    async write(observations, configuration) {
      const db = await database();
      writeAll(db, observations, configuration);
      changed = true;
    },
    async lastConfiguration(instance) {
      const db = await database();
      const query = db.prepare("select * from configurations where instance = ? order by at desc limit 1");
      return rowsOf(query, instance).map(configurationOf)[0];
    },
    async lastAt() {
      const db = await database();
      const [row] = rowsOf(db.prepare("select max(at) as at from observations"));
      return typeof row?.at === "string" ? row.at : undefined;
    },
    observations: async (question) => readObservations(await database(), question),
    async configurations({ from, to }) {
      const db = await database();
      const query = db.prepare(`
        select * from configurations as one where at <= ? and at >= coalesce(
          (select max(at) from configurations where instance = one.instance and at < ?), ?) order by at`);
      return rowsOf(query, to, from, from).map(configurationOf);
    },
    async prune(olderThan, mostRows) {
      const db = await database();
      db.prepare("delete from observations where at < ?").run(olderThan);
      db.prepare(
        "delete from observations where rowid in (select rowid from observations order by at desc limit -1 offset ?)",
      ).run(mostRows);
      db.prepare(
        `delete from configurations where at < ? and exists (
           select 1 from configurations as later where later.instance = configurations.instance
             and later.at > configurations.at and later.at < ?)`,
      ).run(olderThan, olderThan);
    },
    // The file is this instance's own.
    async alone(work) {
      await work();
      return true;
    },
    async save() {
      if (!opening || !changed) return;
      changed = false;
      await saveSnapshot(await opening, options).catch((error: unknown) => {
        changed = true;
        throw error;
      });
    },
    async close() {
      const db = await opening?.catch(() => undefined);
      db?.close();
      opening = undefined;
    },
  };
}

function writeAll(
  db: DatabaseSync,
  observations: readonly Observation[],
  configuration: Configuration | undefined,
): void {
  db.exec("begin immediate");
  try {
    const insert = db.prepare("insert into observations values (?, ?, ?, ?, ?, ?, ?)");
    for (const { at, instance, identityId, vaultId, status, words, operations } of observations)
      insert.run(at, instance, identityId, vaultId, status, words, operations);
    if (configuration)
      db.prepare("insert into configurations values (?, ?, ?)").run(
        configuration.at,
        configuration.instance,
        JSON.stringify(configuration.facts),
      );
    db.exec("commit");
  } catch (error) {
    db.exec("rollback");
    throw error;
  }
}

function readObservations(
  db: DatabaseSync,
  { identityId, vaultId, from, to }: HistoryQuestion,
): Observation[] {
  const query = db.prepare(`
    select * from observations where at >= ?1 and at <= ?2
      and (?3 is null or identity_id = ?3) and (?4 is null or vault_id = ?4)
    order by identity_id, vault_id, at`);
  return rowsOf(query, from, to, identityId ?? null, vaultId ?? null).map((row) => ({
    at: String(row.at),
    instance: String(row.instance),
    identityId: String(row.identity_id),
    vaultId: String(row.vault_id),
    status: String(row.status) as Observation["status"],
    words: String(row.words),
    operations: String(row.operations),
  }));
}

function rowsOf(query: StatementSync, ...values: (string | null)[]): Record<string, unknown>[] {
  return query.all(...values);
}

function configurationOf(row: Record<string, unknown>): Configuration {
  return { at: String(row.at), instance: String(row.instance), facts: JSON.parse(String(row.facts)) };
}

async function openDatabase(options: Options): Promise<DatabaseSync> {
  const file = join(options.localDir, "history.sqlite");
  await mkdir(options.localDir, { recursive: true, mode: 0o700 });
  if (!(await exists(file))) await restore(options, file);
  try {
    return opened(file);
  } catch {
    await rename(file, `${file}.unreadable`);
    await rm(`${file}-wal`, { force: true });
    await rm(`${file}-shm`, { force: true });
    await restore(options, file);
    return opened(file);
  }
}

function opened(file: string): DatabaseSync {
  const db = new DatabaseSync(file);
  try {
    db.exec(tables);
    const [found] = rowsOf(db.prepare("pragma quick_check(1)"));
    if (found?.quick_check !== "ok") throw new Error("The history's file is damaged.");
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Takes the first snapshot that SQLite can read: this instance's own, then the others from the newest on. None is no failure. */
async function restore(options: Options, file: string): Promise<void> {
  const own = `${options.instance}.sqlite`;
  const snapshots = (await snapshotsIn(options.snapshotDir)).map(({ name }) => name);
  for (const name of [...snapshots.filter((one) => one === own), ...snapshots.filter((one) => one !== own)]) {
    try {
      await copyFile(join(options.snapshotDir, name), file);
      opened(file).close();
      return;
    } catch {
      await rm(file, { force: true });
    }
  }
}

// SQLite writes on the local disk only; the share gets a finished file, and its name changes hands at once.
async function saveSnapshot(db: DatabaseSync, { localDir, snapshotDir, instance }: Options): Promise<void> {
  const local = join(localDir, "snapshot.sqlite");
  const arriving = join(snapshotDir, `${instance}.arriving`);
  await rm(local, { force: true });
  await backup(db, local, { rate: 256 });
  await mkdir(snapshotDir, { recursive: true, mode: 0o700 });
  await copyFile(local, arriving);
  const handle = await open(arriving, "r+");
  await handle.datasync().finally(() => handle.close());
  await rename(arriving, join(snapshotDir, `${instance}.sqlite`));
  await rm(local, { force: true });
  for (const { name } of (await snapshotsIn(snapshotDir)).slice(mostSnapshots))
    await rm(join(snapshotDir, name), { force: true });
}

/** Newest first. */
async function snapshotsIn(folder: string): Promise<{ name: string; savedMs: number }[]> {
  const names = await readdir(folder).catch(() => []);
  const snapshots = await Promise.all(
    names
      .filter((name) => /^\w+\.sqlite$/.test(name))
      .map(async (name) => ({ name, savedMs: (await stat(join(folder, name))).mtimeMs })),
  );
  return snapshots.toSorted((a, b) => b.savedMs - a.savedMs);
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
