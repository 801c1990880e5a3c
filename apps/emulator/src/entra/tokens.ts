import { SignJWT } from "jose";
import { type Cloud, type IssuedToken, nextRequestId, nowMs } from "../cloud/cloud.ts";
import type { AssignedIdentity } from "../world/find.ts";
import { withLowerCaseGroups } from "../world/resource-ids.ts";

/** 24 hours, seen for managed identities; tokens are handed out again until five minutes before their end. */
const lifetimeSeconds = 24 * 3600;
const renewBeforeSeconds = 5 * 60;
/** Entra dates tokens back by five minutes. */
const backdatedSeconds = 5 * 60;

type Claims = Record<string, unknown>;

/** Signs `claims` as Entra does and remembers the token for the leak tests. */
export async function signToken(cloud: Cloud, claims: Claims): Promise<string> {
  const { kid, privateKey } = cloud.signingKey;
  const token = await new SignJWT(claims)
    .setProtectedHeader({ typ: "JWT", alg: "RS256", x5t: kid, kid })
    .sign(privateKey);
  cloud.handedOut.add(token);
  return token;
}

export const issuerOf = (tenantId: string) => `https://sts.windows.net/${tenantId}/`;

/**
 * The claims of a managed identity's v1 access token.
 * Source: Microsoft Learn, Key Vault REST error codes (decoded token) and Entra's token claims pages; `xms_mirid`
 * from public libraries that read it.
 */
function managedIdentityClaims(
  cloud: Cloud,
  {
    identity,
    resource,
    issuedAtSeconds,
  }: { identity: AssignedIdentity; resource: string; issuedAtSeconds: number },
): Claims {
  const { tenantId } = cloud.world;
  const uniqueId = nextRequestId(cloud);
  return {
    aud: resource,
    iss: issuerOf(tenantId),
    iat: issuedAtSeconds - backdatedSeconds,
    nbf: issuedAtSeconds - backdatedSeconds,
    exp: issuedAtSeconds + lifetimeSeconds,
    aio: Buffer.from(uniqueId).toString("base64").slice(0, 32),
    appid: identity.clientId,
    appidacr: "2",
    idp: issuerOf(tenantId),
    idtyp: "app",
    oid: identity.principalId,
    rh: `1.${Buffer.from(tenantId).toString("base64url").slice(0, 28)}.`,
    sub: identity.principalId,
    tid: tenantId,
    uti: Buffer.from(uniqueId.replaceAll("-", ""), "hex").toString("base64url"),
    ver: "1.0",
    xms_mirid: withLowerCaseGroups(identity.resourceId),
  };
}

/** A token that was good until an hour ago. */
export async function issueExpiredToken(
  cloud: Cloud,
  { identity, resource }: { identity: AssignedIdentity; resource: string },
): Promise<IssuedToken> {
  const issuedAtSeconds = Math.floor(nowMs(cloud) / 1000) - lifetimeSeconds - 3600;
  const claims = managedIdentityClaims(cloud, { identity, resource, issuedAtSeconds });
  return { accessToken: await signToken(cloud, claims), expiresAtSeconds: issuedAtSeconds + lifetimeSeconds };
}

/** The token of an identity for a resource: the one handed out before, until it is about to end, else a new one. */
export async function tokenFor(
  cloud: Cloud,
  { identity, resource }: { identity: AssignedIdentity; resource: string },
): Promise<IssuedToken> {
  const nowSeconds = Math.floor(nowMs(cloud) / 1000);
  const key = `${identity.principalId} ${resource}`;
  const kept = cloud.tokens.get(key);
  if (kept && kept.expiresAtSeconds - renewBeforeSeconds > nowSeconds) return kept;
  const claims = managedIdentityClaims(cloud, { identity, resource, issuedAtSeconds: nowSeconds });
  const issued = {
    accessToken: await signToken(cloud, claims),
    expiresAtSeconds: nowSeconds + lifetimeSeconds,
  };
  cloud.tokens.set(key, issued);
  return issued;
}
