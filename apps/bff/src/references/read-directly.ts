import type { WithAudit } from "../audit/audit-log.ts";
import { type Deed, entryOf } from "../audit/note.ts";
import type { WithAzure } from "../azure/azure.ts";
import type { Clock } from "../clock.ts";
import { probeLimitMs } from "../probes/probe-cell.ts";
import type { WithSettings } from "../settings/settings.ts";
import type { SignedIn } from "../signed-in.ts";
import type { ReadDirectly } from "./list-references.ts";

/**
 * Reads the secret that a reference names, as the same identity, and keeps of it whether that worked and which version it is. Only for a
 * person who may test-read, and only while it can be recorded.
 */
export function directReader(
  deps: Clock & WithSettings & WithAzure & WithAudit,
  person: SignedIn,
): ReadDirectly {
  const deed: Deed = { person, action: "test-read" };
  return async ({ known: identity, token }, { parsed }) => {
    const notTried = (because: string) => ({
      read: { state: "not-tried" as const, because },
      version: undefined,
    });
    const vault = deps.settings.vaults.find(({ id }) => id === parsed?.vaultId);
    const secretName = parsed?.secretName;
    if (!vault || !secretName) return notTried("The reference names no secret that could be read.");
    if (!person.roles.includes("tester"))
      return notTried("Reading a named secret takes the role of a tester.");
    const recordable = await deps.audit.ready().then(
      () => true,
      () => false,
    );
    if (!recordable) return notTried("The audit cannot be written, so no secret is read by name.");
    const at = deps.now().toISOString();
    const tried = (outcome: typeof token.outcome, tookMs: number, requestId: string | null) => ({
      state: "tried" as const,
      identityId: identity.id,
      outcome,
      at,
      tookMs,
      requestId,
    });
    if (token.outcome.kind !== "allowed") return { read: tried(token.outcome, 0, null), version: undefined };
    const azure = await deps.azure();
    const answer = await azure.vaults.read(
      { choice: identity.choice, vault, limitMs: probeLimitMs },
      secretName,
    );
    const { outcome, tookMs, requestId, value } = answer;
    const entry = entryOf(deed, {
      operation: "get",
      identityId: identity.id,
      vaultId: vault.id,
      secretName,
      outcome,
      requestId,
    });
    const recorded = await deps.audit.append([entry]).then(
      () => true,
      () => false,
    );
    if (!recorded) return notTried("It could not be recorded who read it, so what came of it is not told.");
    return { read: tried(outcome, tookMs, requestId), version: value?.version };
  };
}
