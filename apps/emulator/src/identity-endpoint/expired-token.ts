import { z } from "zod";
import type { Cloud } from "../cloud/cloud.ts";
import { issueExpiredToken } from "../entra/tokens.ts";
import { identitiesInProcess } from "../world/find.ts";

const bodySchema = z.looseObject({ client_id: z.string(), resource: z.string() });

/** A token answer with an expired token in place of the good one, as a stale cache would give it. */
export async function expiredTokenBody(cloud: Cloud, body: string): Promise<string> {
  const parsed = bodySchema.parse(JSON.parse(body));
  const identity = identitiesInProcess(cloud.world).find(({ clientId }) => clientId === parsed.client_id);
  if (!identity) return body;
  const expired = await issueExpiredToken(cloud, { identity, resource: parsed.resource });
  return JSON.stringify({
    ...parsed,
    access_token: expired.accessToken,
    expires_on: String(expired.expiresAtSeconds),
  });
}
