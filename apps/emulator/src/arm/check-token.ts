import type { Cloud } from "../cloud/cloud.ts";
import { type ReadToken, readToken, type TokenClaims } from "../entra/read-token.ts";
import { issuerOf } from "../entra/tokens.ts";
import { type Answer, headerOf, type WireRequest } from "../wire/answer.ts";
import { armUnauthorized } from "./reply.ts";

/** Source: ARM's own text for a wrong audience, which lists what it takes. */
const audiences = [
  "https://management.core.windows.net/",
  "https://management.core.windows.net",
  "https://management.azure.com/",
  "https://management.azure.com",
];

type Caller = { ok: true; claims: TokenClaims } | { ok: false; answer: Answer };

/** Who calls, or ARM's refusal of the token. */
export async function armCaller(cloud: Cloud, request: WireRequest): Promise<Caller> {
  const token = await readToken(cloud, headerOf(request, "authorization"));
  const refusal = refuse(cloud, token);
  if (refusal) return { ok: false, answer: armUnauthorized(cloud, ...refusal) };
  return token.kind === "read"
    ? { ok: true, claims: token.claims }
    : {
        ok: false,
        answer: armUnauthorized(cloud, "InvalidAuthenticationToken", "The access token is invalid."),
      };
}

/**
 * Codes and texts are as they are told in public reports; no recorded answer of ARM was found for any of these 401s, so
 * none of them is verified word for word.
 */
function refuse(cloud: Cloud, token: ReadToken): [code: string, message: string] | undefined {
  if (token.kind === "absent") {
    return ["AuthenticationFailed", "Authentication failed. The 'Authorization' header is missing."];
  }
  if (token.kind === "malformed") return ["InvalidAuthenticationToken", "The access token is invalid."];
  const { claims, signature, lifetime } = token;
  if (!audiences.includes(claims.aud)) {
    const allowed = audiences.map((audience) => `'${audience}'`).join(",");
    return [
      "InvalidAuthenticationTokenAudience",
      `The access token has been obtained for wrong audience or resource '${claims.aud}'. It should exactly match with one of the allowed audiences ${allowed}.`,
    ];
  }
  const issuer = issuerOf(cloud.world.tenantId);
  if (claims.iss !== issuer) {
    return [
      "InvalidAuthenticationTokenTenant",
      `The access token is from the wrong issuer '${claims.iss}'. It must match the tenant '${issuer}' associated with this subscription.`,
    ];
  }
  if (signature !== "valid") return ["InvalidAuthenticationToken", "The access token is invalid."];
  if (lifetime === "expired") {
    return [
      "ExpiredAuthenticationToken",
      "The access token expiry UTC time is earlier than current UTC time.",
    ];
  }
  return lifetime === "not-yet"
    ? ["InvalidAuthenticationToken", "The access token is not yet valid."]
    : undefined;
}
