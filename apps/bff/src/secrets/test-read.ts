import { nextFor } from "@latchkey/diagnosis/next-for";
import type { Outcome } from "@latchkey/shared/outcome";
import type { TestReadAnswer } from "@latchkey/shared/secret";
import type { WithAzure } from "../azure/azure.ts";
import type { Clock } from "../clock.ts";
import type { Found } from "../lookup.ts";
import { probeLimitMs } from "../probes/probe-cell.ts";
import type { WithSettings } from "../settings/settings.ts";

/** Reads one secret as one identity. Of its value only the mask is given. */
export async function testRead(
  deps: Clock & WithSettings & WithAzure,
  { identity, vault }: Found,
  name: string,
): Promise<TestReadAnswer> {
  const at = deps.now().toISOString();
  const azure = await deps.azure();
  const token = await azure.tokens.obtain(identity.choice, azure.audiences.vault);
  const told = (outcome: Outcome) => ({ name, at, outcome, next: nextFor("get", outcome) });
  if (token.outcome.kind !== "allowed")
    return { ...told(token.outcome), tookMs: token.tookMs, requestId: null };
  const answer = await azure.vaults.read({ choice: identity.choice, vault, limitMs: probeLimitMs }, name);
  const { outcome, tookMs, requestId, value: read } = answer;
  if (!read) return { ...told(outcome), tookMs, requestId };
  const { enabled, contentType, expiresAt, notBefore } = read.item;
  return {
    ...told(outcome),
    tookMs,
    requestId,
    value: read.value.masked({ showLastCharacters: deps.settings.showLastCharacters, now: deps.now() }),
    version: read.version,
    enabled,
    contentType,
    expiresAt,
    notBefore,
  };
}
