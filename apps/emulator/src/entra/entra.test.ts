import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from "jose";
import { expect, test } from "vitest";
import { bearer, bodyOf, cloudOf, shapeOf, wireRequest } from "../client/ask-directly.ts";
import { entra } from "./entra.ts";

const host = "login.microsoftonline.com";

// Source: members of a recorded answer of /{tenant}/v2.0/.well-known/openid-configuration (2022).
const discoveryMembers = [
  ...["token_endpoint", "token_endpoint_auth_methods_supported", "jwks_uri", "response_modes_supported"],
  ...["subject_types_supported", "id_token_signing_alg_values_supported", "response_types_supported"],
  ...["scopes_supported", "issuer", "request_uri_parameter_supported", "userinfo_endpoint"],
  ...["authorization_endpoint", "device_authorization_endpoint", "http_logout_supported"],
  ...["frontchannel_logout_supported", "end_session_endpoint", "claims_supported", "kerberos_endpoint"],
  ...["tenant_region_scope", "cloud_instance_name", "cloud_graph_host_name", "msgraph_host", "rbac_url"],
].sort();

test("OpenID discovery has the recorded members and names the tenant", async () => {
  const cloud = await cloudOf("mixed");
  const { tenantId } = cloud.world;
  const answer = entra(
    cloud,
    wireRequest("entra", `/${tenantId}/v2.0/.well-known/openid-configuration`, { host }),
  );
  const body = bodyOf(answer);
  expect(answer.status).toBe(200);
  expect(answer.headers["Cache-Control"]).toBe("max-age=86400, private");
  expect(shapeOf(body)).toEqual(discoveryMembers);
  expect(body.issuer).toBe(`https://login.microsoftonline.com/${tenantId}/v2.0`);
});

test("the published keys verify the tokens that are handed out", async () => {
  const cloud = await cloudOf("mixed");
  const answer = entra(cloud, wireRequest("entra", `/${cloud.world.tenantId}/discovery/v2.0/keys`, { host }));
  const keys = JSON.parse(answer.body) as JSONWebKeySet;
  const token = (await bearer(cloud, "system")).slice("Bearer ".length);
  const { protectedHeader } = await jwtVerify(token, createLocalJWKSet(keys));
  expect(shapeOf(protectedHeader)).toEqual(["alg", "kid", "typ", "x5t"]);
  expect(answer.body).not.toContain('"d"');
});

test("instance discovery lists the clouds and their aliases", async () => {
  const cloud = await cloudOf("mixed");
  const answer = entra(
    cloud,
    wireRequest(
      "entra",
      "/common/discovery/instance?api-version=1.1&authorization_endpoint=https://x/abc/authorize",
    ),
  );
  const body = bodyOf(answer);
  expect(shapeOf(body)).toEqual(["api-version", "metadata", "tenant_discovery_endpoint"]);
  expect(shapeOf(body.metadata?.[0])).toEqual(["aliases", "preferred_cache", "preferred_network"]);
  expect(body.metadata?.[0]?.preferred_cache).toBe("login.windows.net");
});

test("an unknown tenant is refused as AADSTS90002, an unknown path with 404", async () => {
  const cloud = await cloudOf("mixed");
  const unknown = entra(cloud, wireRequest("entra", "/nobody/v2.0/.well-known/openid-configuration"));
  expect(unknown.status).toBe(400);
  expect(bodyOf(unknown).error_description).toContain("AADSTS90002");
  expect(entra(cloud, wireRequest("entra", `/${cloud.world.tenantId}/elsewhere`)).status).toBe(404);
});
