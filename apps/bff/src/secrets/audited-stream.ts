import type { SecretStreamLine } from "@latchkey/shared/secret";
import type { WithAudit } from "../audit/audit-log.ts";
import { type Deed, entryOf } from "../audit/note.ts";
import { recordIfPossible } from "../audit/require-audit.ts";
import type { Found } from "../lookup.ts";

/**
 * Records that the secrets were listed before the first line goes out, and how it ended before the last one does: only that one tells the
 * request and its outcome.
 */
export async function* auditedStream(
  { audit }: WithAudit,
  deed: Deed,
  { identity, vault }: Found,
  lines: AsyncGenerator<SecretStreamLine>,
): AsyncGenerator<SecretStreamLine> {
  const place = { operation: "list" as const, identityId: identity.id, vaultId: vault.id };
  const begun = entryOf(deed, {
    ...place,
    outcome: { kind: "allowed", proof: "listed" },
    requestId: null,
  });
  let first = true;
  for await (const line of lines) {
    if (line.kind === "end") {
      const { outcome, requestId } = line;
      await recordIfPossible(audit, [entryOf(deed, { ...place, outcome, requestId })]);
    } else if (first) await recordIfPossible(audit, [begun]);
    first = false;
    yield line;
  }
}
