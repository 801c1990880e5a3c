import type { AuditAction } from "@latchkey/shared/audit";
import { asksByName } from "@latchkey/shared/operations";
import type { Outcome } from "@latchkey/shared/outcome";
import type { Cell, OperationResult } from "@latchkey/shared/probe";
import type { SignedIn } from "../signed-in.ts";
import type { AuditEntry } from "./record.ts";

/** Who did it, and in which way. */
export type Deed = { person: Pick<SignedIn, "id" | "name">; action: AuditAction };

/** Who probes when nobody asked. */
export const background: Deed["person"] = { id: "background", name: "Background check" };

type Done = Pick<AuditEntry, "operation" | "identityId" | "vaultId" | "requestId"> & {
  secretName?: string | undefined;
  outcome: Outcome;
};

/** One thing that was done, as an audit entry. Of the outcome only kind and reason are kept: texts of Azure are not ours to keep. */
export function entryOf({ person, action }: Deed, { secretName, outcome, ...done }: Done): AuditEntry {
  return {
    ...done,
    person: { id: person.id, name: person.name },
    action,
    secretName: secretName ?? null,
    outcome: { kind: outcome.kind, reason: reasonOf(outcome) },
  };
}

/**
 * What was asked of Azure for the cells: each request to a vault, and where none was sent, the token that there was not. Rows that shared
 * a request share its entry, under the identity that *As configured* is.
 */
export function entriesOfCells(deed: Deed, cells: readonly Cell[], secretName?: string): AuditEntry[] {
  const entries = new Map<string, AuditEntry>();
  for (const { identityId, vaultId, operations } of cells)
    for (const { operation, outcome, requestId } of sentOf(operations))
      entries.set(
        `${requestId ?? identityId} ${vaultId}`,
        entryOf(deed, {
          operation,
          identityId,
          vaultId,
          outcome,
          requestId,
          secretName: asksByName(operation) ? secretName : undefined,
        }),
      );
  return [...entries.values()];
}

function sentOf(operations: readonly OperationResult[]): readonly OperationResult[] {
  const sent = operations.filter(({ requestId }) => requestId !== null);
  return sent.length > 0 ? sent : operations.slice(0, 1);
}

/** What the outcome's kind leaves open: by whom, why, or by which proof. */
export function reasonOf(outcome: Outcome): string | null {
  if ("by" in outcome) return outcome.by;
  if ("why" in outcome) return outcome.why;
  if ("proof" in outcome) return outcome.proof;
  return null;
}
