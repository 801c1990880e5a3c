import { describeOutcome } from "@latchkey/diagnosis/describe-outcome";
import type { CodeRow } from "@latchkey/shared/which-identity";
import type { ReadyIdentity } from "../identities/list-identities.ts";

/** The row that this process can check: it is the same library, and *As configured* is what it asks for. */
const checked = "default-azure-credential-js";
/** The settings that decide where the chain reaches its managed-identity step; else that step says nothing about the row. */
const reachesManagedIdentity = ["AZURE_CLIENT_ID", "IDENTITY_ENDPOINT", "IDENTITY_HEADER"];

/** The rows, with the one for the JavaScript SDK checked against the token that this process really got. */
export function verifyRows(rows: CodeRow[], ready: ReadyIdentity[]): CodeRow[] {
  const configured = ready.find(({ known }) => known.kind === "as-configured");
  return rows.map((row) => (row.id === checked && configured ? verifyRow(row, configured, ready) : row));
}

function verifyRow(row: CodeRow, { token, shown }: ReadyIdentity, ready: ReadyIdentity[]): CodeRow {
  if (!reachesManagedIdentity.includes(row.decidedBy.setting) || row.answer.kind === "other-credential")
    return row;
  const obtained = token.outcome.kind === "allowed";
  const observedIdentityId = shown.sameAs ?? null;
  const failure = obtained ? null : describeOutcome({ operation: "token", outcome: token.outcome });
  const observed = ready.find(({ known }) => known.id === observedIdentityId)?.shown;
  // What was seen is better than "cannot tell".
  if (row.answer.kind === "cannot-tell" && observed)
    return {
      ...row,
      answer: { kind: "identity", identityId: observed.id, name: observed.name },
      basis: "token-said",
      verified: { at: token.at, observedIdentityId, failure, agrees: true },
    };
  const agrees =
    row.answer.kind === "identity"
      ? row.answer.identityId === observedIdentityId
      : row.answer.kind === "cannot-tell" || !obtained;
  return { ...row, verified: { at: token.at, observedIdentityId, failure, agrees } };
}
