import { nextFor } from "@latchkey/diagnosis/next-for";
import type { Outcome } from "@latchkey/shared/outcome";
import type { SecretPage, SecretStreamLine } from "@latchkey/shared/secret";
import type { WithAzure } from "../azure/azure.ts";
import { type Clock, msSince } from "../clock.ts";
import type { Found } from "../lookup.ts";
import { probeLimitMs } from "../probes/probe-cell.ts";

/** Each secret that the identity may list, as its page arrives, then one `end` that says what stopped it. Holds one page at a time. */
export async function* streamSecrets(
  deps: Clock & WithAzure,
  { identity, vault }: Found,
): AsyncGenerator<SecretStreamLine> {
  const startedMs = deps.elapsedMs();
  let secrets = 0;
  let pages = 0;
  const end = (outcome: Outcome, requestId: string | null): SecretStreamLine => ({
    kind: "end",
    outcome,
    next: nextFor("list", outcome),
    secrets,
    pages,
    tookMs: msSince(deps, startedMs),
    requestId,
  });
  const azure = await deps.azure();
  const token = await azure.tokens.obtain(identity.choice, azure.audiences.vault);
  if (token.outcome.kind !== "allowed") {
    yield end(token.outcome, null);
    return;
  }
  let last: { outcome: Outcome; requestId: string | null } = {
    outcome: { kind: "unknown", because: "nothing was listed" },
    requestId: null,
  };
  for await (const answer of azure.vaults.listPages({
    choice: identity.choice,
    vault,
    limitMs: probeLimitMs,
  })) {
    last =
      answer.outcome.kind === "allowed"
        ? { ...answer, outcome: { kind: "allowed", proof: "listed" } }
        : answer;
    if (answer.value) pages += 1;
    secrets += answer.value?.items.length ?? 0;
    yield* answer.value?.items ?? [];
  }
  yield end(last.outcome, last.requestId);
}

/** One page of secrets; `cursor` names the page, and without it the first is given. */
export async function listSecretPage(
  deps: WithAzure,
  { identity, vault }: Found,
  cursor: string | undefined,
): Promise<SecretPage> {
  const azure = await deps.azure();
  const token = await azure.tokens.obtain(identity.choice, azure.audiences.vault);
  if (token.outcome.kind !== "allowed") {
    return {
      outcome: token.outcome,
      next: nextFor("list", token.outcome),
      secrets: [],
      cursor: null,
      tookMs: token.tookMs,
      requestId: null,
    };
  }
  const { outcome, value, tookMs, requestId } = await azure.vaults.listPage(
    { choice: identity.choice, vault, limitMs: probeLimitMs },
    cursor === undefined ? { size: 25 } : { cursor },
  );
  return {
    outcome: outcome.kind === "allowed" ? { kind: "allowed", proof: "listed" } : outcome,
    next: nextFor("list", outcome),
    secrets: value?.items ?? [],
    cursor: value?.cursor ?? null,
    tookMs,
    requestId,
  };
}
