import { type TokenClaims, tokenClaimsSchema } from "@latchkey/shared/identity";
import { decodeJwt } from "jose";

/**
 * The claims of an access token that may be shown; undefined when it is not a readable JWT. The token is not verified: it is
 * the vault that does that, we only say what is written in it.
 */
export function shownClaims(token: string): TokenClaims | undefined {
  try {
    return tokenClaimsSchema.safeParse(decodeJwt(token)).data;
  } catch {
    return undefined;
  }
}
