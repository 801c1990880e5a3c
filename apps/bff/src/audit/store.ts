import type { AuditFilter, AuditRecord } from "@latchkey/shared/audit";

/** A place in the order of records: by time, then segment, then number. */
export type AuditKey = Pick<AuditRecord, "at" | "segment" | "seq">;

export type AuditPage = {
  records: AuditRecord[];
  /** From where to go on; undefined when there is no more. */
  next: AuditKey | undefined;
  unreadable: number;
};

export type AuditQuestion = { filter: AuditFilter; before: AuditKey | undefined; limit: number };

/** Where audit records are kept: files, or a table. */
export type AuditStore = {
  /** The last hash that this instance wrote, in an earlier segment; undefined when there is none. @throws when it cannot be read */
  lastHash(instance: string): Promise<string | undefined>;
  /** Makes the records durable, all of one segment and in order; the first time for a segment it is begun. @throws when it cannot */
  write(records: readonly AuditRecord[]): Promise<void>;
  /** Newest first. */
  read(question: AuditQuestion): Promise<AuditPage>;
  /** Every segment with its records in order, one segment at a time. `cut` tells of an unreadable rest at its end. */
  segments(): AsyncGenerator<{ segment: string; lines: string[]; cut: boolean }>;
  close(): Promise<void>;
};

/** Does the filter let the record through? */
export function passes(record: AuditRecord, filter: AuditFilter): boolean {
  const { person, vaultId, identityId, action, from, to } = filter;
  return (
    (person === undefined || record.person.id === person || contains(record.person.name, person)) &&
    (vaultId === undefined || record.vaultId === vaultId) &&
    (identityId === undefined || record.identityId === identityId) &&
    (action === undefined || record.action === action) &&
    (from === undefined || record.at >= from) &&
    (to === undefined || record.at < to)
  );
}

/** Negative when `a` is the older one. */
export function compareKeys(a: AuditKey, b: AuditKey): number {
  return compare(a.at, b.at) || compare(a.segment, b.segment) || a.seq - b.seq;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function contains(text: string, part: string): boolean {
  return text.toLowerCase().includes(part.toLowerCase());
}
