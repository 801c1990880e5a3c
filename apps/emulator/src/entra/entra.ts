import type { Cloud } from "../cloud/cloud.ts";
import { type Answer, headerOf, type WireRequest } from "../wire/answer.ts";
import { instanceDiscovery, openIdConfiguration } from "./discovery.ts";
import { refuseCredential } from "./refuse-credential.ts";
import { entraRefusal, entraReply } from "./reply.ts";

/**
 * The public documents of Entra (OpenID discovery, signing keys, instance discovery) and its token endpoint, which
 * refuses: managed identities get their tokens elsewhere, and this tenant trusts no other credential.
 */
export function entra(cloud: Cloud, request: WireRequest): Answer {
  const { path, query } = request;
  if (path.toLowerCase() === "/common/discovery/instance") {
    const endpoint = query.get("authorization_endpoint") ?? "";
    const tenant = /^https:\/\/[^/]+\/([^/]+)\//.exec(endpoint)?.[1] ?? cloud.world.tenantId;
    return entraReply(200, instanceDiscovery(tenant), "instance-discovery");
  }
  const [, tenant = "", ...rest] = path.toLowerCase().split("/");
  const known = tenant === cloud.world.tenantId || tenant === "common" || tenant === "organizations";
  if (!known) return unknownTenant(tenant);
  switch (rest.join("/")) {
    case "v2.0/.well-known/openid-configuration":
    case ".well-known/openid-configuration":
      return entraReply(
        200,
        openIdConfiguration(authorityHostOf(request), cloud.world.tenantId),
        "openid-configuration",
      );
    case "discovery/v2.0/keys":
    case "discovery/keys":
      return entraReply(200, { keys: [cloud.signingKey.jwk] }, "keys");
    case "oauth2/v2.0/token":
      return refuseCredential(cloud, request);
    default:
      return entraReply(
        404,
        { error: "not_found", error_description: "There is nothing at this path." },
        "unknown",
      );
  }
}

/** On the desk Entra has a name of this machine, with a port; its documents then name that, as they name a sovereign cloud's. */
const authorityHostOf = (request: WireRequest) =>
  request.host === "localhost" ? (headerOf(request, "host") ?? request.host) : "login.microsoftonline.com";

/** Source: Entra's list of error codes, AADSTS90002. */
const unknownTenant = (tenant: string): Answer => ({
  ...entraRefusal(400, "invalid_tenant", 90002, `Tenant '${tenant}' not found.`),
  operation: "openid-configuration",
});
