import { createHash } from "node:crypto";
import type { AuditRecord } from "@latchkey/shared/audit";

/** What is to be recorded. Time, place and chain are added when it is written. */
export type AuditEntry = Omit<AuditRecord, "at" | "instance" | "segment" | "seq" | "prevHash" | "hash">;

/** The hash before the first record of all. */
export const noHash = "0".repeat(64);

type Place = Pick<AuditRecord, "at" | "instance" | "segment" | "seq" | "prevHash">;

/** The record that follows the one with `prevHash`. Its fields stand in a fixed order, because the hash is of its JSON. */
export function sealed(entry: AuditEntry, { at, instance, segment, seq, prevHash }: Place): AuditRecord {
  const { person, action, operation, identityId, vaultId, secretName, outcome, requestId } = entry;
  const body = {
    at,
    person: { id: person.id, name: person.name },
    action,
    operation,
    identityId,
    vaultId,
    secretName,
    outcome: outcome && { kind: outcome.kind, reason: outcome.reason },
    requestId,
    instance,
    segment,
    seq,
    prevHash,
  };
  return { ...body, hash: createHash("sha256").update(JSON.stringify(body)).digest("hex") };
}

/** The entry that opens a segment. */
export const startEntry: AuditEntry = {
  person: { id: "latchkey", name: "Latchkey" },
  action: "start",
  operation: null,
  identityId: null,
  vaultId: null,
  secretName: null,
  outcome: null,
  requestId: null,
};
