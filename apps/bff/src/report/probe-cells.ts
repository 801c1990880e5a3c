import { operationsByDefault } from "@latchkey/shared/operations";
import type { Cell, OperationResult } from "@latchkey/shared/probe";
import type { Azure } from "../azure/azure.ts";
import { choiceKey } from "../azure/identity-choice.ts";
import type { ProbedCell } from "../cell/diagnosis-facts.ts";
import type { Clock } from "../clock.ts";
import type { ReadyIdentity } from "../identities/list-identities.ts";
import { probeCell } from "../probes/probe-cell.ts";
import type { ConfiguredVault } from "../settings/configured-vaults.ts";
import type { WithSettings } from "../settings/settings.ts";

/**
 * Probes every identity at every configured vault, row by row, and tells `onCell` each as it comes. Rows that would ask the same
 * question (*As configured* and the identity that it is) share one probe. What is not in by `limitMs` is unknown.
 */
export function probeCells(
  deps: Clock & WithSettings,
  azure: Azure,
  identities: ReadyIdentity[],
  limitMs: number,
  onCell: (cell: Cell) => void,
): Promise<ProbedCell[]> {
  const probes = new Map<string, Promise<OperationResult[]>>();
  const probed = async (identity: ReadyIdentity, vault: ConfiguredVault): Promise<ProbedCell> => {
    const key = `${choiceKey(identity.known.choice)} ${vault.id}`;
    const probe = probes.get(key) ?? probeBefore(deps, azure, identity, vault, limitMs);
    probes.set(key, probe);
    const operations = (await probe).map((result) => asShown(result, identity));
    onCell({ identityId: identity.known.id, vaultId: vault.id, operations });
    return { identity, vault, operations };
  };
  return Promise.all(
    identities.flatMap((identity) => deps.settings.vaults.map((vault) => probed(identity, vault))),
  );
}

/** The same "no identity" is "none selected" for one row and "not assigned" for another: the token step says what its row says. */
function asShown(result: OperationResult, { shown }: ReadyIdentity): OperationResult {
  return result.operation === "token" ? { ...result, outcome: shown.token.outcome } : result;
}

async function probeBefore(
  deps: Clock,
  azure: Azure,
  { known, token }: ReadyIdentity,
  vault: ConfiguredVault,
  limitMs: number,
): Promise<OperationResult[]> {
  const { promise, resolve } = Promise.withResolvers<OperationResult[]>();
  const timer = setTimeout(() => resolve(timeLimitResults(deps)), limitMs);
  const probe = probeCell(deps, azure, {
    choice: known.choice,
    vault,
    token,
    operations: operationsByDefault,
  });
  return Promise.race([probe, promise]).finally(() => clearTimeout(timer));
}

function timeLimitResults({ now }: Pick<Clock, "now">): OperationResult[] {
  const at = now().toISOString();
  return operationsByDefault.map((operation) => ({
    operation,
    outcome: { kind: "unknown", because: "the report's time limit was over" },
    tookMs: 0,
    at,
    requestId: null,
  }));
}
