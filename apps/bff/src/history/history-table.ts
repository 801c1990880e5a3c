import { createTables, type Database } from "../database.ts";
import type { Configuration, HistoryStore, Observation } from "./store.ts";

const tables = `
  create table if not exists latchkey_observations (
    id bigint generated always as identity primary key, at timestamptz not null, instance text not null,
    identity_id text not null, vault_id text not null, status text not null, words text not null, operations text not null
  );
  create index if not exists latchkey_observations_at on latchkey_observations (at);
  create index if not exists latchkey_observations_cell on latchkey_observations (identity_id, vault_id, at);
  create table if not exists latchkey_configurations (
    id bigint generated always as identity primary key, at timestamptz not null, instance text not null, facts text not null
  );
  create index if not exists latchkey_configurations_at on latchkey_configurations (instance, at);
`;

type ObservationRow = {
  at: Date;
  instance: string;
  identity_id: string;
  vault_id: string;
  status: Observation["status"];
  words: string;
  operations: string;
};
type ConfigurationRow = { at: Date; instance: string; facts: string };

/** History in PostgreSQL, shared by all instances. */
export function createHistoryTable(database: Database): HistoryStore {
  let created: Promise<void> | undefined;
  const ready = async () => {
    created ??= createTables(database, "history", tables);
    await created.catch((error: unknown) => {
      created = undefined;
      throw error;
    });
    return database;
  };
  return {
    write: async (observations, configuration) => writeAll(await ready(), observations, configuration),
    async lastConfiguration(instance) {
      const sql = await ready();
      const [row] = await sql<ConfigurationRow[]>`
        select * from latchkey_configurations where instance = ${instance} order by at desc, id desc limit 1`;
      return row && configurationOf(row);
    },
    async lastAt() {
      const sql = await ready();
      const [row] = await sql<{ at: Date | null }[]>`select max(at) as at from latchkey_observations`;
      return row?.at?.toISOString();
    },
    async observations({ identityId, vaultId, from, to }) {
      const sql = await ready();
      const rows = await sql<ObservationRow[]>`
        select * from latchkey_observations where at >= ${from} and at <= ${to}
        ${identityId === undefined ? sql`` : sql`and identity_id = ${identityId}`}
        ${vaultId === undefined ? sql`` : sql`and vault_id = ${vaultId}`}
        order by identity_id, vault_id, at`;
      return rows.map(({ at, identity_id, vault_id, instance, status, words, operations }) => ({
        at: at.toISOString(),
        instance,
        identityId: identity_id,
        vaultId: vault_id,
        status,
        words,
        operations,
      }));
    },
    async configurations({ from, to }) {
      const sql = await ready();
      const rows = await sql<ConfigurationRow[]>`
        select * from latchkey_configurations as one where at <= ${to} and at >= coalesce(
          (select max(at) from latchkey_configurations where instance = one.instance and at < ${from}), ${from})
        order by at, id`;
      return rows.map(configurationOf);
    },
    async prune(olderThan, mostRows) {
      const sql = await ready();
      await sql`delete from latchkey_observations where at < ${olderThan}`;
      await sql`delete from latchkey_observations where id in (
        select id from latchkey_observations order by at desc offset ${mostRows})`;
      await sql`delete from latchkey_configurations as old where at < ${olderThan} and exists (
        select 1 from latchkey_configurations where instance = old.instance and at > old.at and at < ${olderThan})`;
    },
    alone: async (work) => runAlone(await ready(), work),
    save: async () => undefined,
    // The connections are shared with the audit; who made them closes them.
    close: async () => undefined,
  };
}

async function writeAll(
  database: Database,
  observations: readonly Observation[],
  configuration: Configuration | undefined,
): Promise<void> {
  const rows = observations.map(({ identityId, vaultId, ...rest }) => ({
    ...rest,
    identity_id: identityId,
    vault_id: vaultId,
  }));
  await database.begin(async (sql) => {
    if (rows.length > 0) await sql`insert into latchkey_observations ${sql(rows)}`;
    if (configuration)
      await sql`insert into latchkey_configurations (at, instance, facts)
        values (${configuration.at}, ${configuration.instance}, ${JSON.stringify(configuration.facts)})`;
  });
}

// The lock belongs to a connection, and falls with it when the instance dies.
async function runAlone(database: Database, work: () => Promise<void>): Promise<boolean> {
  const sql = await database.reserve();
  try {
    const [row] = await sql<{ held: boolean }[]>`
      select pg_try_advisory_lock(hashtext('latchkey background')) as held`;
    if (!row?.held) return false;
    try {
      await work();
      return true;
    } finally {
      await sql`select pg_advisory_unlock(hashtext('latchkey background'))`;
    }
  } finally {
    sql.release();
  }
}

function configurationOf({ at, instance, facts }: ConfigurationRow): Configuration {
  return { at: at.toISOString(), instance, facts: JSON.parse(facts) };
}
