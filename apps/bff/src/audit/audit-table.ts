import type { AuditRecord } from "@latchkey/shared/audit";
import { createTables, type Database } from "../database.ts";
import { recordOf } from "./audit-files.ts";
import type { AuditPage, AuditQuestion, AuditStore } from "./store.ts";

// The line that was hashed is kept as it is; the columns beside it only serve to find it. The table refuses changes.
const tables = `
  create table if not exists latchkey_audit (
    segment text not null, seq integer not null, at timestamptz not null, instance text not null,
    person_id text not null, person_name text not null, action text not null,
    identity_id text, vault_id text, hash text not null, line text not null,
    primary key (segment, seq)
  );
  create index if not exists latchkey_audit_at on latchkey_audit (at desc, segment desc, seq desc);
  create or replace function latchkey_audit_append_only() returns trigger language plpgsql as
    $$ begin raise exception 'latchkey_audit is append-only'; end $$;
  create or replace trigger latchkey_audit_append_only before update or delete or truncate on latchkey_audit
    for each statement execute function latchkey_audit_append_only();
`;

const rowsAtOnce = 5_000;

/** Audit records as rows of one PostgreSQL table, one chain for each process as in the files. */
export function createAuditTable(sql: Database): AuditStore {
  let created: Promise<void> | undefined;
  const ready = async () => {
    created ??= createTables(sql, "audit", tables);
    await created.catch((error: unknown) => {
      created = undefined;
      throw error;
    });
  };
  return {
    async write(records) {
      await ready();
      if (records.length > 0) await sql`insert into latchkey_audit ${sql(records.map(rowOf))}`;
    },
    async lastHash(instance) {
      await ready();
      const [row] = await sql<{ hash: string }[]>`
        select hash from latchkey_audit where instance = ${instance} order by at desc, segment desc, seq desc limit 1`;
      return row?.hash;
    },
    async read(question) {
      await ready();
      return readPage(sql, question);
    },
    async *segments() {
      await ready();
      const segments = await sql<{ segment: string }[]>`
        select segment from latchkey_audit where seq = 0 union select distinct segment from latchkey_audit order by 1`;
      for (const { segment } of segments) {
        const rows = await sql<{ line: string }[]>`
          select line from latchkey_audit where segment = ${segment} order by seq`;
        yield { segment, lines: rows.map(({ line }) => line), cut: false };
      }
    },
    // The connections are shared with the history; who made them closes them.
    close: async () => undefined,
  };
}

function rowOf(record: AuditRecord) {
  const { segment, seq, at, instance, person, action, identityId, vaultId, hash } = record;
  return {
    segment,
    seq,
    at,
    instance,
    person_id: person.id,
    person_name: person.name,
    action,
    identity_id: identityId,
    vault_id: vaultId,
    hash,
    line: JSON.stringify(record),
  };
}

async function readPage(sql: Database, { filter, before, limit }: AuditQuestion): Promise<AuditPage> {
  const { person, vaultId, identityId, action, from, to } = filter;
  const part = person && `%${person.replace(/[\\%_]/g, "\\$&")}%`;
  const rows = await sql<{ line: string }[]>`
    select line from latchkey_audit where true
    ${person ? sql`and (person_id = ${person} or person_name ilike ${part ?? ""})` : sql``}
    ${vaultId ? sql`and vault_id = ${vaultId}` : sql``}
    ${identityId ? sql`and identity_id = ${identityId}` : sql``}
    ${action ? sql`and action = ${action}` : sql``}
    ${from ? sql`and at >= ${from}` : sql``}
    ${to ? sql`and at < ${to}` : sql``}
    ${before ? sql`and (at, segment collate "C", seq) < (${before.at}, ${before.segment}, ${before.seq})` : sql``}
    order by at desc, segment collate "C" desc, seq desc limit ${Math.min(limit, rowsAtOnce) + 1}`;
  const page = rows.slice(0, limit);
  const records = page.flatMap(({ line }) => recordOf(line) ?? []);
  return {
    records,
    next: rows.length > limit ? records.at(-1) : undefined,
    unreadable: page.length - records.length,
  };
}
