import type { AuditChain, AuditRecord } from "@latchkey/shared/audit";
import { recordOf } from "./audit-files.ts";
import { noHash, sealed } from "./record.ts";
import type { AuditStore } from "./store.ts";

/** Problems that are told one by one; a chain broken in its middle would tell thousands. */
const mostProblems = 100;

/**
 * Recomputes every hash. Found are changed, missing, added and re-ordered records, and a segment that does not follow one that is there.
 * Not found is the removal of an instance's newest records: compare the last hash with the `audit-head` lines of the log. A line cut off
 * at a segment's end is no problem, since no answer was ever given for it.
 */
export async function verifyChain(store: Pick<AuditStore, "segments">): Promise<AuditChain> {
  const problems: AuditChain["problems"] = [];
  const hashes = new Map<string, Set<string>>();
  const starts: AuditRecord[] = [];
  let segments = 0;
  let records = 0;
  for await (const { segment, lines } of store.segments()) {
    segments += 1;
    records += lines.length;
    const read = verifySegment(segment, lines, (seq, what) => problems.push({ segment, seq, what }));
    const [start] = read;
    if (!start) continue;
    starts.push(start);
    const known = hashes.get(start.instance) ?? new Set([noHash]);
    for (const { hash } of read) known.add(hash);
    hashes.set(start.instance, known);
  }
  for (const { segment, instance, prevHash } of starts)
    if (!hashes.get(instance)?.has(prevHash))
      problems.push({ segment, seq: 0, what: "follows a record that is not there" });
  return { segments, records, intact: problems.length === 0, problems: problems.slice(0, mostProblems) };
}

function verifySegment(segment: string, lines: string[], tell: (seq: number, what: string) => void) {
  const read: AuditRecord[] = [];
  for (const [seq, line] of lines.entries()) {
    const record = recordOf(line);
    if (!record) {
      tell(seq, "cannot be read");
      continue;
    }
    const before = read.at(-1);
    if (record.seq !== seq) tell(seq, `has the number ${record.seq}`);
    else if (record.segment !== segment) tell(seq, "belongs to another segment");
    else if (JSON.stringify(sealed(record, record)) !== line) tell(seq, "does not have its own hash");
    else if (before ? record.prevHash !== before.hash : record.action !== "start")
      tell(seq, "does not follow the record before it");
    read.push(record);
  }
  return read;
}
