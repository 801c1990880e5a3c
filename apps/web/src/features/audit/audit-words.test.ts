import { type AuditRecord, auditRecordSchema } from "@latchkey/shared/audit";
import { expect, test } from "vitest";
import { auditExports, auditQuery, isFiltered } from "./audit-filter.ts";
import { actionWords, auditHeadline, auditVerdict, chainWords } from "./audit-words.ts";

const record = (changes: object): AuditRecord =>
  auditRecordSchema.parse({
    at: "2026-11-23T10:00:00.000Z",
    person: { id: "d586b6c7", name: "dana" },
    action: "test-read",
    operation: "get",
    identityId: "default",
    vaultId: "kv-orders",
    secretName: "api-key",
    outcome: { kind: "allowed", reason: "read" },
    requestId: null,
    instance: "77efe6f9",
    segment: "s",
    seq: 1,
    prevHash: "0",
    hash: "1",
    ...changes,
  });

test.each([
  [{}, "Test read of api-key"],
  [{ action: "list", secretName: null, operation: "list" }, "List of secrets"],
  [{ action: "report", secretName: null }, "Report: get"],
  [{ action: "probe" }, "Probe: get of api-key"],
  [{ action: "start", operation: null, outcome: null }, "Recording began"],
])("%o is told as %s", (changes, words) => {
  expect(actionWords(record(changes))).toBe(words);
});

test.each([
  [{ kind: "allowed", reason: "read" }, "Allowed"],
  [{ kind: "denied", reason: "rbac" }, "Denied by role"],
  [{ kind: "no-token", reason: "none-selected" }, "No token"],
  [{ kind: "unknown", reason: null }, "Unknown"],
  [{ kind: "of-a-later-version", reason: "x" }, "of-a-later-version"],
])("the outcome %o is worded as everywhere else", (outcome, words) => {
  expect(auditVerdict(record({ outcome }))?.words).toBe(words);
});

test("the headline counts people and vaults, and says of how much", () => {
  const records = [
    record({}),
    record({ vaultId: "kv-archive" }),
    record({ person: { id: "background", name: "background" } }),
  ];
  const all = { complete: true, filtered: false };
  expect(auditHeadline(records, all)).toBe("1 person looked at 2 vaults, in 3 records");
  expect(auditHeadline(records, { ...all, complete: false })).toBe(
    "1 person looked at 2 vaults, in the newest 3 records",
  );
  expect(auditHeadline(records.slice(2), all)).toBe("Nobody looked at a vault, in 1 record");
  expect(auditHeadline([], all)).toBe("Nothing is recorded yet");
  expect(auditHeadline([], { complete: true, filtered: true })).toBe("No record fits this filter");
});

test("days become instants, the last day is included, and the exports carry the filter", () => {
  const view = { vault: "kv-orders", from: "2026-11-22", to: "2026-11-23", person: "a&b" };
  expect(auditQuery(view)).toEqual({
    vaultId: "kv-orders",
    person: "a&b",
    from: "2026-11-22T00:00:00.000Z",
    to: "2026-11-24T00:00:00.000Z",
  });
  expect(auditExports(view).csv).toBe(
    "/api/audit?person=a%26b&vaultId=kv-orders&from=2026-11-22T00%3A00%3A00.000Z&to=2026-11-24T00%3A00%3A00.000Z&format=csv",
  );
  expect([isFiltered(view), isFiltered({})]).toEqual([true, false]);
});

test("a chain is told as intact or broken", () => {
  const chain = { segments: 1, records: 20, intact: true, problems: [] };
  expect(chainWords(chain)).toBe("The chain is intact: 20 records in 1 segment");
  const problems = [{ segment: "s", seq: 4, what: "hash" }];
  expect(chainWords({ ...chain, intact: false, problems })).toBe(
    "The chain is broken in 1 place, of 20 records in 1 segment",
  );
});
