import { randomBytes } from "node:crypto";
import type { Operation } from "@latchkey/shared/operations";
import type { Outcome } from "@latchkey/shared/outcome";
import type { OperationResult } from "@latchkey/shared/probe";
import type { Azure } from "../azure/azure.ts";
import type { IdentityChoice } from "../azure/identity-choice.ts";
import type { VaultAnswer } from "../azure/key-vault.ts";
import type { TokenResult } from "../azure/tokens.ts";
import type { Clock } from "../clock.ts";
import type { ConfiguredVault } from "../settings/configured-vaults.ts";

/** Milliseconds for one probe: its token, list and get together. */
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
 * Tries the operations in the order token, list, get, one after the other: one connection is enough, and a cold client is challenged
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
  for (const operation of ["list", "get"] as const) {
    if (!operations.includes(operation)) continue;
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
    const answer = await tryOnce(azure, operation, question, limitMs);
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

async function tryOnce(
  azure: Azure,
  operation: "list" | "get",
  question: ProbeQuestion,
  limitMs: number,
): Promise<VaultAnswer<unknown>> {
  const at = { choice: question.choice, vault: question.vault, limitMs };
  if (operation === "list") {
    const answer = await azure.vaults.listPage(at, { size: 1 });
    return answer.outcome.kind === "allowed"
      ? { ...answer, outcome: { kind: "allowed", proof: "listed" } }
      : answer;
  }
  const answer = await azure.vaults.read(
    at,
    question.secretName ?? `latchkey-probe-${randomBytes(16).toString("hex")}`,
  );
  // Key Vault checks access before existence: "not found" for a name that cannot exist proves that reading is allowed.
  if (question.secretName === undefined && answer.outcome.kind === "secret-not-found") {
    return { ...answer, outcome: { kind: "allowed", proof: "not-found" } };
  }
  return answer;
}

/** A vault that does not answer, or asks to be left alone, is not asked a second time. */
function reasonToStop(outcome: Outcome): string | undefined {
  if (outcome.kind === "unreachable")
    return "it was not tried, as the vault could not be reached a moment before";
  if (outcome.kind === "throttled") return "it was not tried, as the vault throttles";
  return undefined;
}
