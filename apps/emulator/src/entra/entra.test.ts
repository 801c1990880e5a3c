import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from "jose";
import { describe, expect, test } from "vitest";
import { bearer, bodyOf, cloudOf, shapeOf, wireRequest } from "../client/ask-directly.ts";
import { identityNamed } from "../world/changes.ts";
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

describe("the token endpoint", () => {
  const assertion = (claims: object) =>
    ["{}", JSON.stringify(claims), "x"].map((part) => Buffer.from(part).toString("base64url")).join(".");
  const federated = assertion({ iss: "https://cluster.example/", sub: "orders" });
  const cases: [
    what: string,
    clientId: "id-orders" | "unknown",
    form: Record<string, string>,
    status: number,
    code: number,
  ][] = [
    [
      "a federated assertion that no identity trusts",
      "id-orders",
      { client_assertion: federated },
      401,
      700211,
    ],
    ["an assertion that is no JWT", "id-orders", { client_assertion: "text" }, 400, 50027],
    ["no credential", "id-orders", {}, 401, 7000216],
    ["an application that the tenant does not have", "unknown", { client_assertion: federated }, 400, 700016],
  ];
  test.each(cases)("refuses %s", async (_what, name, form, status, code) => {
    const cloud = await cloudOf("mixed");
    const clientId = name === "unknown" ? cloud.world.tenantId : identityNamed(cloud.world, name).clientId;
    const answer = entra(
      cloud,
      wireRequest("entra", `/${cloud.world.tenantId}/oauth2/v2.0/token`, {
        host,
        method: "POST",
        body: new URLSearchParams({
          grant_type: "client_credentials",
          client_id: clientId,
          ...form,
        }).toString(),
      }),
    );
    // Source: Microsoft Learn, OAuth 2.0 client credentials flow, error response.
    expect(shapeOf(bodyOf(answer))).toEqual(["error", "error_codes", "error_description"]);
    expect([answer.status, bodyOf(answer).error_codes]).toEqual([status, [code]]);
    expect(String(bodyOf(answer).error_description)).toMatch(
      new RegExp(`^AADSTS${code}: .+ Trace ID: [0-9a-f-]{36} `),
    );
  });

  test("is named by discovery under the host that was asked, as a sovereign cloud's is", async () => {
    const cloud = await cloudOf("mixed");
    const { tenantId } = cloud.world;
    const path = `/${tenantId}/v2.0/.well-known/openid-configuration`;
    const headers = { host: "localhost:4711" };
    const body = bodyOf(entra(cloud, wireRequest("entra", path, { host: "localhost", headers })));
    expect(body.token_endpoint).toBe(`https://localhost:4711/${tenantId}/oauth2/v2.0/token`);
  });
});
