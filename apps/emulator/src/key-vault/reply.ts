import { type Cloud, nextRequestId } from "../cloud/cloud.ts";
import { type Answer, headerOf, type WireRequest } from "../wire/answer.ts";
import { decideNetwork } from "../world/decide-vault-access.ts";
import type { Vault } from "../world/schema.ts";

/** Everything that answering one vault request needs. */
export type VaultExchange = { cloud: Cloud; request: WireRequest; vault: Vault; operation: string };

/** The headers of every vault answer. Source: recorded answers of keyvault-secrets tests (2022). */
function vaultHeaders({ cloud, request, vault }: VaultExchange): Record<string, string> {
  const { route, callerAddress } = decideNetwork(cloud.world, vault);
  const [connection, family] =
    route === "private-link" ? ["PrivateLink", "InterNetworkV6"] : ["Ipv4", "InterNetwork"];
  const clientRequestId = headerOf(request, "x-ms-client-request-id");
  return {
    "Cache-Control": "no-cache",
    Pragma: "no-cache",
    "Content-Type": "application/json; charset=utf-8",
    Expires: "-1",
    "x-ms-keyvault-region": vault.location,
    ...(clientRequestId === undefined ? {} : { "x-ms-client-request-id": clientRequestId }),
    "x-ms-request-id": nextRequestId(cloud),
    "x-ms-keyvault-service-version": "1.9.2450.1",
    "x-ms-keyvault-network-info": `conn_type=${connection};addr=${callerAddress};act_addr_fam=${family};`,
    "X-Content-Type-Options": "nosniff",
    "Strict-Transport-Security": "max-age=31536000;includeSubDomains",
  };
}

export const vaultReply = (exchange: VaultExchange, status: number, body: unknown): Answer => ({
  status,
  headers: vaultHeaders(exchange),
  body: JSON.stringify(body),
  operation: exchange.operation,
  vault: exchange.vault.name,
});

/** A refusal as the vault words it. */
export type VaultError = {
  status: number;
  code: string;
  message: string;
  innerCode?: string;
};

export const vaultError = (
  exchange: VaultExchange,
  { status, code, message, innerCode }: VaultError,
): Answer =>
  vaultReply(exchange, status, {
    error: { code, message, ...(innerCode === undefined ? {} : { innererror: { code: innerCode } }) },
  });

/** 401 with the challenge that tells a client where to get a token, and for which resource. */
export function vaultUnauthorized(exchange: VaultExchange, message: string): Answer {
  const answer = vaultError(exchange, { status: 401, code: "Unauthorized", message });
  const authority = `https://login.microsoftonline.com/${exchange.vault.tenantId}`;
  answer.headers["WWW-Authenticate"] =
    `Bearer authorization="${authority}", resource="https://vault.azure.net"`;
  return answer;
}
