import type { ServerResponse } from "node:http";
import { type Cloud, nowMs } from "../cloud/cloud.ts";
import { issuerOf, signToken } from "../entra/tokens.ts";
import type { Person } from "../world/people.ts";
import { personClaims } from "./person.ts";

const lifetimeSeconds = 3600;

/** `/.auth/me`: the signed-in person with their tokens, as the token store gives them to their own browser. */
export async function sendMe(cloud: Cloud, person: Person, outgoing: ServerResponse): Promise<void> {
  const { tenantId } = cloud.world;
  const nowSeconds = Math.floor(nowMs(cloud) / 1000);
  const token = (aud: string) =>
    signToken(cloud, {
      aud,
      iss: issuerOf(tenantId),
      iat: nowSeconds,
      nbf: nowSeconds,
      exp: nowSeconds + lifetimeSeconds,
      oid: person.objectId,
      sub: person.objectId,
      tid: tenantId,
      ver: "1.0",
    });
  const expiresOn = new Date((nowSeconds + lifetimeSeconds) * 1000).toISOString();
  const [accessToken, idToken] = await Promise.all([
    token("https://graph.microsoft.com"),
    token(person.objectId),
  ]);
  const me = {
    access_token: accessToken,
    // Seven decimals, as .NET writes an instant.
    expires_on: expiresOn.replace("Z", "0000Z"),
    id_token: idToken,
    provider_name: "aad",
    user_claims: personClaims(person, tenantId),
    user_id: person.userName,
  };
  outgoing.writeHead(200, { "Content-Type": "application/json; charset=utf-8", "Cache-Control": "no-store" });
  outgoing.end(JSON.stringify([me]));
}
