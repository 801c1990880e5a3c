import { randomBytes } from "node:crypto";
import { type Operation, type VaultOperation, vaultOperations } from "@latchkey/shared/operations";
import type { Outcome } from "@latchkey/shared/outcome";
import type { OperationResult } from "@latchkey/shared/probe";
import type { Azure } from "../azure/azure.ts";
import type { IdentityChoice } from "../azure/identity-choice.ts";
import type { VaultAnswer } from "../azure/key-vault.ts";
import type { TokenResult } from "../azure/tokens.ts";
import type { Clock } from "../clock.ts";
import type { ConfiguredVault } from "../settings/configured-vaults.ts";

/** Milliseconds for one probe: all its operations together. */
export const probeLimitMs = 5_000;

export type ProbeQuestion = {
  choice: IdentityChoice;
  vault: ConfiguredVault;
  token: TokenResult;
  operations: readonly Operation[];
  /** Absent: get asks for a secret that cannot exist. */
  secretName?: string | undefined;
};

/**
 * Tries the operations in the order of the table, the token first, one after the other: one connection is enough, and a cold client is challenged
 * only once. Never throws; what was not tried says why.
 */
export async function probeCell(
  deps: Clock,
  azure: Azure,
  question: ProbeQuestion,
): Promise<OperationResult[]> {
  const startedMs = deps.elapsedMs();
  const { token, operations } = question;
  const results: OperationResult[] = [];
  if (operations.includes("token")) {
    results.push({
      operation: "token",
      outcome: token.outcome,
      tookMs: token.tookMs,
      at: token.at,
      requestId: null,
    });
  }
  let stopped = token.outcome.kind === "allowed" ? undefined : "no token was obtained to try with";
  for (const operation of vaultOperations.filter((one) => operations.includes(one))) {
    const limitMs = probeLimitMs - (deps.elapsedMs() - startedMs);
    const at = deps.now().toISOString();
    if (stopped) {
      results.push({
        operation,
        outcome: { kind: "unknown", because: stopped },
        tookMs: 0,
        at,
        requestId: null,
      });
      continue;
    }
    const answer = await tries[operation](azure, question, limitMs);
    results.push({
      operation,
      at,
      outcome: answer.outcome,
      tookMs: answer.tookMs,
      requestId: answer.requestId,
    });
    stopped = reasonToStop(answer.outcome);
  }
  return results;
}

type Try = (azure: Azure, question: ProbeQuestion, limitMs: number) => Promise<VaultAnswer<unknown>>;

/** How each operation of a vault is tried: the cheapest request that shows whether it is allowed. */
const tries: Record<VaultOperation, Try> = {
  async list(azure, { choice, vault }, limitMs) {
    const answer = await azure.vaults.listPage({ choice, vault, limitMs }, { size: 1 });
    return answer.outcome.kind === "allowed"
      ? { ...answer, outcome: { kind: "allowed", proof: "listed" } }
      : answer;
  },
  async get(azure, { choice, vault, secretName }, limitMs) {
    const name = secretName ?? `latchkey-probe-${randomBytes(16).toString("hex")}`;
    const answer = await azure.vaults.read({ choice, vault, limitMs }, name);
    // Key Vault checks access before existence: "not found" for a name that cannot exist proves that reading is allowed.
    return secretName === undefined && answer.outcome.kind === "secret-not-found"
      ? { ...answer, outcome: { kind: "allowed", proof: "not-found" } }
      : answer;
  },
};

/** A vault that does not answer, or asks to be left alone, is not asked a second time. */
function reasonToStop(outcome: Outcome): string | undefined {
  if (outcome.kind === "unreachable")
    return "it was not tried, as the vault could not be reached a moment before";
  if (outcome.kind === "throttled") return "it was not tried, as the vault throttles";
  return undefined;
}
