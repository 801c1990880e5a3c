import type { Cloud } from "../cloud/cloud.ts";
import { readToken } from "../entra/read-token.ts";
import { type Answer, headerOf, type WireRequest } from "../wire/answer.ts";
import { decideNetwork, decideVaultAccess } from "../world/decide-vault-access.ts";
import { findVault } from "../world/find.ts";
import { checkToken, malformedToken, missingToken } from "./check-token.ts";
import {
  accessError,
  connectionError,
  firewallError,
  methodNotAllowed,
  missingApiVersion,
  throttled,
} from "./errors.ts";
import { findOperation, type VaultOperation } from "./operations.ts";
import { type VaultExchange, vaultError, vaultReply, vaultUnauthorized } from "./reply.ts";

/** The Key Vault secrets data plane. @throws when the host names no vault of the world; the router checks that. */
export async function keyVault(cloud: Cloud, request: WireRequest): Promise<Answer> {
  const vault = findVault(cloud.world, request.host.split(".")[0] ?? "");
  if (!vault) throw new Error(`There is no vault at ${request.host}.`);
  const exchange: VaultExchange = { cloud, request, vault, operation: "health" };
  // Needs no token and passes the firewall: it tells callers which address the vault sees.
  if (request.path.toLowerCase() === "/healthstatus") return vaultReply(exchange, 200, true);
  const operation = findOperation(request.method, request.path);
  const answer = await answerWithToken({ ...exchange, operation: operation?.name ?? "unknown" }, operation);
  return answer;
}

/**
 * Firewall, then token, then permission (Microsoft Learn, Key Vault authentication). The anonymous first call gets the
 * challenge even from a vault behind its firewall: the recorded firewall texts name the caller, so a token was there.
 */
async function answerWithToken(
  exchange: VaultExchange,
  operation: VaultOperation | undefined,
): Promise<Answer> {
  const { cloud, request, vault } = exchange;
  const token = await readToken(cloud, headerOf(request, "authorization"));
  if (token.kind === "absent")
    return vaultUnauthorized({ ...exchange, operation: "challenge" }, missingToken);
  if (token.kind === "malformed") return vaultUnauthorized(exchange, malformedToken);
  const callerObjectId = token.claims.oid;
  const network = decideNetwork(cloud.world, vault);
  if (network.verdict === "denied-by-firewall") {
    return {
      ...vaultError(exchange, firewallError(vault, token.claims, network.callerAddress)),
      callerObjectId,
    };
  }
  if (network.verdict === "public-access-disabled") {
    return { ...vaultError(exchange, connectionError(vault, token.claims)), callerObjectId };
  }
  const checked = checkToken(token, vault);
  if (!checked.ok) return { ...vaultUnauthorized(exchange, checked.message), callerObjectId };
  return { ...authorize(exchange, operation, checked.claims), callerObjectId };
}

function authorize(
  exchange: VaultExchange,
  operation: VaultOperation | undefined,
  claims: Parameters<typeof accessError>[1],
): Answer {
  const { cloud, request, vault } = exchange;
  if (!operation) return vaultError(exchange, methodNotAllowed(request.method));
  if (!request.query.get("api-version")) return vaultError(exchange, missingApiVersion);
  if (vault.throttled) return vaultError(exchange, throttled(vault.throttled));
  const access = decideVaultAccess(cloud.world, {
    vault,
    caller: { principalId: claims.oid, tenantId: claims.tid },
    operation: operation.needs,
    ...(operation.secretName === undefined ? {} : { secretName: operation.secretName }),
  });
  if (access.kind !== "allowed") return vaultError(exchange, accessError(vault, claims, access));
  return operation.answer(exchange);
}
