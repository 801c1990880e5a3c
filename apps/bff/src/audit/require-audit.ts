import { RequestProblem } from "../http/problem.ts";
import type { AuditLog } from "./audit-log.ts";
import type { AuditEntry } from "./record.ts";

/** Before a secret is read by name: nobody looks without being recorded. @throws RequestProblem 503 */
export function assertRecordable(audit: AuditLog): Promise<void> {
  return audit.ready().catch(refused);
}

/** Records what must not go unrecorded. @throws RequestProblem 503; then nothing of what was read may be answered */
export function record(audit: AuditLog, entries: readonly AuditEntry[]): Promise<void> {
  return audit.append(entries).catch(refused);
}

/** Records what may go on without: the audit itself keeps the failure, and `/api/app` warns of it. */
export function recordIfPossible(audit: AuditLog, entries: readonly AuditEntry[]): Promise<void> {
  return audit.append(entries).catch(() => undefined);
}

function refused(): never {
  throw new RequestProblem(
    "audit-unavailable",
    503,
    "The audit cannot be written",
    "Secrets are only read by name while it can be recorded who did it. Status views go on. GET /api/app tells what is wrong.",
  );
}
