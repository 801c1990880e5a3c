import type { Cloud } from "../cloud/cloud.ts";
import type { Answer, WireRequest } from "../wire/answer.ts";
import { instanceDiscovery, openIdConfiguration } from "./discovery.ts";

/** Source: headers of recorded discovery answers. */
const headers = {
  "Content-Type": "application/json; charset=utf-8",
  "Cache-Control": "max-age=86400, private",
  "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
  "X-Content-Type-Options": "nosniff",
  "Access-Control-Allow-Origin": "*",
};

const reply = (status: number, body: unknown, operation: string): Answer => ({
  status,
  headers,
  body: JSON.stringify(body),
  operation,
});

/** The public documents of Entra: OpenID discovery, signing keys, instance discovery. It issues nothing here. */
export function entra(cloud: Cloud, { path, query }: WireRequest): Answer {
  if (path.toLowerCase() === "/common/discovery/instance") {
    const endpoint = query.get("authorization_endpoint") ?? "";
    const tenant = /^https:\/\/[^/]+\/([^/]+)\//.exec(endpoint)?.[1] ?? cloud.world.tenantId;
    return reply(200, instanceDiscovery(tenant), "instance-discovery");
  }
  const [, tenant = "", ...rest] = path.toLowerCase().split("/");
  const known = tenant === cloud.world.tenantId || tenant === "common" || tenant === "organizations";
  if (!known) return unknownTenant(tenant);
  switch (rest.join("/")) {
    case "v2.0/.well-known/openid-configuration":
    case ".well-known/openid-configuration":
      return reply(200, openIdConfiguration(cloud.world.tenantId), "openid-configuration");
    case "discovery/v2.0/keys":
    case "discovery/keys":
      return reply(200, { keys: [cloud.signingKey.jwk] }, "keys");
    default:
      return reply(
        404,
        { error: "not_found", error_description: "There is nothing at this path." },
        "unknown",
      );
  }
}

/** Source: Entra's list of error codes, AADSTS90002. */
const unknownTenant = (tenant: string): Answer =>
  reply(
    400,
    {
      error: "invalid_tenant",
      error_description: `AADSTS90002: Tenant '${tenant}' not found.`,
      error_codes: [90002],
    },
    "openid-configuration",
  );
