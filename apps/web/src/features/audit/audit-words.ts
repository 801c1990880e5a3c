import { outcomeVerdict, type Verdict } from "@latchkey/diagnosis/outcome-words";
import type { AuditChain, AuditRecord } from "@latchkey/shared/audit";
import { outcomeSchema } from "@latchkey/shared/outcome";
import { counted } from "../../lib/format-number.ts";

/** Those who act without anybody asking. */
const nobody = ["background", "latchkey"];

/** What somebody did, in a few words; the name of a secret is untrusted text. */
export function actionWords({ action, operation, secretName }: AuditRecord): string {
  switch (action) {
    case "start":
      return "Recording began";
    case "report":
      return operation ? `Report: ${operation}` : "Report";
    case "probe":
      return `${operation ? `Probe: ${operation}` : "Probe"}${secretName ? ` of ${secretName}` : ""}`;
    case "list":
      return "List of secrets";
    case "test-read":
      return secretName ? `Test read of ${secretName}` : "Test read";
    default:
      return action satisfies never;
  }
}

/** What came of it, as every other screen words it; null where nothing was tried. */
export function auditVerdict({ outcome }: AuditRecord): Verdict | null {
  if (!outcome) return null;
  const { kind, reason } = outcome;
  const parsed = outcomeSchema.safeParse({
    kind,
    by: reason,
    why: reason,
    proof: reason,
    because: reason ?? "",
  });
  return parsed.success ? outcomeVerdict(parsed.data) : { status: "unknown", words: kind };
}

/** The page's answer: how many people looked at how many vaults, in how many records. */
export function auditHeadline(
  records: AuditRecord[],
  { complete, filtered }: { complete: boolean; filtered: boolean },
): string {
  if (records.length === 0) return filtered ? "No record fits this filter" : "Nothing is recorded yet";
  const people = new Set(records.map(({ person }) => person.id).filter((id) => !nobody.includes(id))).size;
  const vaults = new Set(records.flatMap(({ vaultId }) => (vaultId ? [vaultId] : []))).size;
  const who = people === 0 ? "Nobody" : counted(people, "person", "people");
  const where = people === 0 ? "a vault" : counted(vaults, "vault");
  const within = complete
    ? counted(records.length, "record")
    : `the newest ${counted(records.length, "record")}`;
  return `${who} looked at ${where}, in ${within}`;
}

/** What the check of the chain found. */
export function chainWords({ intact, segments, records, problems }: AuditChain): string {
  const told = `${counted(records, "record")} in ${counted(segments, "segment")}`;
  if (intact) return `The chain is intact: ${told}`;
  return `The chain is broken in ${counted(problems.length, "place")}, of ${told}`;
}
