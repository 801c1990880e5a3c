import { type Cloud, nextRequestId } from "../cloud/cloud.ts";
import type { TokenClaims } from "../entra/read-token.ts";
import type { Answer, WireRequest } from "../wire/answer.ts";

/** Everything that answering one ARM request needs, once the caller is known. */
export type ArmExchange = { cloud: Cloud; request: WireRequest; caller: TokenClaims };

/** Source: recorded answers of azure-cli tests. */
function armHeaders(cloud: Cloud): Record<string, string> {
  const requestId = nextRequestId(cloud);
  return {
    "Cache-Control": "no-cache",
    Pragma: "no-cache",
    "Content-Type": "application/json; charset=utf-8",
    Expires: "-1",
    "x-ms-request-id": requestId,
    "x-ms-correlation-request-id": requestId,
    "x-ms-routing-request-id": `WESTEUROPE:${requestId}`,
    "x-ms-ratelimit-remaining-subscription-global-reads": "16499",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
  };
}

export const armReply = (cloud: Cloud, status: number, body: unknown): Answer => ({
  status,
  headers: armHeaders(cloud),
  body: JSON.stringify(body),
  operation: "unknown",
});

export const armError = (cloud: Cloud, status: number, code: string, message: string): Answer =>
  armReply(cloud, status, { error: { code, message } });

/** An error that ARM's own front answers, before any resource provider sees the request. */
export function gatewayError(cloud: Cloud, status: number, code: string, message: string): Answer {
  const answer = armError(cloud, status, code, message);
  answer.headers["x-ms-failure-cause"] = "gateway";
  return answer;
}

/** Source: recorded answer to a get of a vault that is not there (azure-cli tests, 2021). */
export const resourceNotFound = (cloud: Cloud, type: string, name: string, resourceGroup: string): Answer =>
  gatewayError(
    cloud,
    404,
    "ResourceNotFound",
    `The Resource '${type}/${name}' under resource group '${resourceGroup}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
  );

/** Source: wording of Microsoft Learn, "Troubleshoot Azure RBAC". */
export const authorizationFailed = ({ cloud, caller }: ArmExchange, action: string, scope: string): Answer =>
  gatewayError(
    cloud,
    403,
    "AuthorizationFailed",
    `The client '${caller.appid}' with object id '${caller.oid}' does not have authorization to perform action '${action}' over scope '${scope}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
  );

/** 401 in ARM's words. The codes are public knowledge from ARM's error list; `error_description` is shortened. */
export function armUnauthorized(cloud: Cloud, code: string, message: string): Answer {
  const answer = gatewayError(cloud, 401, code, message);
  answer.headers["WWW-Authenticate"] =
    `Bearer authorization_uri="https://login.windows.net/${cloud.world.tenantId}", error="invalid_token", error_description="${message.split(".")[0]}."`;
  return answer;
}
