import { type CryptoKey, calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from "jose";

export type SigningKey = { kid: string; privateKey: CryptoKey; publicKey: CryptoKey; jwk: JWK };

/** A new RS256 key: tokens of an earlier start are signed by a key that nobody knows any more. */
export async function createSigningKey(): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair("RS256", { modulusLength: 2048 });
  const jwk = await exportJWK(publicKey);
  const kid = (await calculateJwkThumbprint(jwk, "sha256")).slice(0, 27);
  return { kid, privateKey, publicKey, jwk: { ...jwk, use: "sig", kid, x5t: kid } };
}
