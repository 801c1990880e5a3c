import type { AuditRecord } from "@latchkey/shared/audit";
import { type AuditLog, createAuditLog } from "../audit/audit-log.ts";
import { type AuditStore, compareKeys, passes } from "../audit/store.ts";

export type MemoryAudit = AuditLog & { records: AuditRecord[]; broken: { code: string | undefined } };

/** An audit that forgets at the end of the test. `broken` makes every write fail until it is taken away. */
export function memoryAudit(): MemoryAudit {
  const records: AuditRecord[] = [];
  const broken: { code: string | undefined } = { code: undefined };
  const store: AuditStore = {
    async write(more) {
      if (broken.code) throw Object.assign(new Error("in the way of the test"), { code: broken.code });
      records.push(...more);
    },
    lastHash: async (instance) => records.findLast((record) => record.instance === instance)?.hash,
    async read({ filter, before, limit }) {
      const found = records
        .filter((record) => passes(record, filter) && (!before || compareKeys(record, before) < 0))
        .toSorted((a, b) => compareKeys(b, a));
      const page = found.slice(0, limit);
      return { records: page, next: found.length > limit ? page.at(-1) : undefined, unreadable: 0 };
    },
    async *segments() {
      for (const segment of new Set(records.map((record) => record.segment)))
        yield {
          segment,
          lines: records
            .filter((record) => record.segment === segment)
            .map((record) => JSON.stringify(record)),
          cut: false,
        };
    },
    close: async () => undefined,
  };
  const clock = { now: () => new Date("2026-06-01T00:00:00.000Z"), elapsedMs: () => 0 };
  const log = createAuditLog({ store, clock, instance: "a1b2c3d4", log: () => undefined });
  return { ...log, records, broken };
}
