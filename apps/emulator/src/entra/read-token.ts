import { compactVerify } from "jose";
import { z } from "zod";
import { type Cloud, nowMs } from "../cloud/cloud.ts";

const claimsSchema = z.looseObject({
  aud: z.string(),
  iss: z.string(),
  exp: z.number(),
  nbf: z.number().optional(),
  oid: z.string(),
  appid: z.string(),
  tid: z.string(),
});

export type TokenClaims = z.infer<typeof claimsSchema>;

/** What a service can tell about the bearer token that it was sent. */
export type ReadToken =
  | { kind: "absent" }
  | { kind: "malformed" }
  | {
      kind: "read";
      claims: TokenClaims;
      encodedHeader: string;
      signature: "valid" | "unknown-key" | "invalid";
      lifetime: "current" | "expired" | "not-yet";
    };

const headerSchema = z.looseObject({ kid: z.string().optional() });

function decode<T>(schema: z.ZodType<T>, part: string): T | undefined {
  try {
    return schema.parse(JSON.parse(Buffer.from(part, "base64url").toString("utf8")));
  } catch {
    return undefined;
  }
}

/** Reads an Authorization header; judging audience and issuer is up to the service. */
export async function readToken(cloud: Cloud, authorization: string | undefined): Promise<ReadToken> {
  const token = /^Bearer\s+(\S+)$/i.exec(authorization ?? "")?.[1];
  if (authorization === undefined || authorization.trim() === "") return { kind: "absent" };
  const [encodedHeader = "", encodedClaims = ""] = token?.split(".") ?? [];
  const header = decode(headerSchema, encodedHeader);
  const claims = decode(claimsSchema, encodedClaims);
  if (!token || !header || !claims) return { kind: "malformed" };
  const nowSeconds = nowMs(cloud) / 1000;
  const lifetime =
    claims.exp <= nowSeconds ? "expired" : (claims.nbf ?? 0) > nowSeconds ? "not-yet" : "current";
  return {
    kind: "read",
    claims,
    encodedHeader,
    signature: await checkSignature(cloud, token, header.kid),
    lifetime,
  };
}

async function checkSignature(cloud: Cloud, token: string, kid: string | undefined) {
  if (kid !== cloud.signingKey.kid) return "unknown-key";
  // What was signed here needs no proof; at hundreds of requests the proof would be most of the answer's cost.
  if (cloud.handedOut.has(token)) return "valid";
  try {
    await compactVerify(token, cloud.signingKey.publicKey);
    return "valid";
  } catch {
    return "invalid";
  }
}
