import type { ReadToken, TokenClaims } from "../entra/read-token.ts";
import { issuerOf } from "../entra/tokens.ts";
import type { Vault } from "../world/schema.ts";

export type CheckedToken = { ok: true; claims: TokenClaims } | { ok: false; message: string };

const audience = "https://vault.azure.net";

/** Source: recorded challenge (2022). */
export const missingToken = "AKV10000: Request is missing a Bearer or PoP token.";

/** Not recorded anywhere public: what the vault says to a bearer token that is no JWT. Code and wording are ours. */
export const malformedToken = "AKV10001: The bearer token could not be read.";

/**
 * Judges a token as a vault does: audience, issuer, key, signature, lifetime.
 * Sources: AKV10022 from a public write-up, AKV10032 from the .NET SDK's test data, AKV10046 from azuresandbox issue 188.
 * What is said of a wrong signature and of an expired token is not recorded; the IDX codes are those of the token
 * library that Microsoft's services use.
 */
export function checkToken(token: Extract<ReadToken, { kind: "read" }>, vault: Vault): CheckedToken {
  const { claims, signature, lifetime, encodedHeader } = token;
  if (claims.aud !== audience) {
    return refuse(`AKV10022: Invalid audience. Expected ${audience}, found: ${claims.aud}.`);
  }
  const issuer = issuerOf(vault.tenantId);
  if (claims.iss !== issuer) {
    return refuse(`AKV10032: Invalid issuer. Expected one of ${issuer}, found ${claims.iss}.`);
  }
  if (signature === "unknown-key" || vault.missingSigningKeys) {
    return refuse(
      `AKV10046: Unable to resolve the key used for signature validation. EncodedJwtHeader: '${encodedHeader}'.`,
    );
  }
  if (signature === "invalid") return refuse("[TokenSignatureInvalid] Error validating token: 'IDX10511'.");
  if (lifetime === "expired") return refuse("[TokenExpired] Error validating token: 'IDX10223'.");
  if (lifetime === "not-yet") return refuse("[TokenNotYetValid] Error validating token: 'IDX10222'.");
  return { ok: true, claims };
}

const refuse = (message: string): CheckedToken => ({ ok: false, message });
