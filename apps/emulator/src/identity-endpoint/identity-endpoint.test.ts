import { decodeJwt } from "jose";
import { describe, expect, test } from "vitest";
import { bodyOf, cloudOf, shapeOf, wireRequest } from "../client/ask-directly.ts";
import { type Cloud, playStepOn } from "../cloud/cloud.ts";
import { identityNamed } from "../world/changes.ts";
import { hostedSite } from "../world/find.ts";
import { identityEndpoint } from "./identity-endpoint.ts";

const vaultResource = "https%3A%2F%2Fvault.azure.net";
const version = "api-version=2019-08-01";

const ask = (cloud: Cloud, query: string, headers: Record<string, string> = {}) =>
  identityEndpoint(
    cloud,
    wireRequest("identity-endpoint", `/msi/token?${query}`, {
      headers: { "x-identity-header": cloud.identityHeader, ...headers },
    }),
  );

// Source: Microsoft Learn, "How to use managed identities for App Service", token answer.
const tokenMembers = ["access_token", "client_id", "expires_on", "resource", "token_type"];
// Source: azure-sdk-for-net issue 43691, body and headers of a refusal.
const refusalMembers = ["correlationId", "message", "statusCode"];
const headerNames = ["Content-Type", "Server", "X-CORRELATION-ID"];

describe("a token answer", () => {
  test("has the documented members, a string expires_on and the client ID of the identity used", async () => {
    const cloud = await cloudOf("mixed");
    const answer = await ask(cloud, `${version}&resource=${vaultResource}`);
    const body = bodyOf(answer);
    expect(answer.status).toBe(200);
    expect(shapeOf(body)).toEqual(tokenMembers);
    expect(shapeOf(answer.headers)).toEqual(headerNames);
    expect(body.expires_on).toMatch(/^\d{10}$/);
    expect(body.token_type).toBe("Bearer");
    expect(body.resource).toBe("https://vault.azure.net");
    expect(body.client_id).toBe(hostedSite(cloud.world).systemAssigned?.clientId);
  });

  test("carries a v1 token with the claims of a managed identity", async () => {
    const cloud = await cloudOf("mixed");
    const { clientId, principalId } = identityNamed(cloud.world, "id-orders");
    const answer = await ask(cloud, `${version}&resource=${vaultResource}&client_id=${clientId}`);
    const claims = decodeJwt(String(bodyOf(answer).access_token));
    const issuer = `https://sts.windows.net/${cloud.world.tenantId}/`;
    expect(claims).toMatchObject({
      aud: "https://vault.azure.net",
      iss: issuer,
      idp: issuer,
      appid: clientId,
      appidacr: "2",
      oid: principalId,
      sub: principalId,
      tid: cloud.world.tenantId,
      idtyp: "app",
      ver: "1.0",
    });
    expect(claims.xms_mirid).toBe(
      `/subscriptions/${cloud.world.subscription.id}/resourcegroups/rg-orders/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-orders`,
    );
    expect(shapeOf(claims)).toEqual(
      [
        ...[
          "aio",
          "appid",
          "appidacr",
          "aud",
          "exp",
          "iat",
          "idp",
          "idtyp",
          "iss",
          "nbf",
          "oid",
          "rh",
          "sub",
          "tid",
        ],
        ...["uti", "ver", "xms_mirid"],
      ].sort(),
    );
    expect((claims.exp ?? 0) - Date.now() / 1000).toBeGreaterThan(86_000);
  });

  test("is the same token until it is about to expire", async () => {
    const cloud = await cloudOf("mixed");
    const token = async () => bodyOf(await ask(cloud, `${version}&resource=${vaultResource}`)).access_token;
    const first = await token();
    expect(await token()).toBe(first);
    cloud.clock = { offsetSeconds: 24 * 3600 - 200 };
    expect(await token()).not.toBe(first);
  });

  test("keeps a trailing slash of the resource in the audience", async () => {
    const cloud = await cloudOf("mixed");
    const answer = await ask(cloud, `${version}&resource=https%3A%2F%2Fmanagement.azure.com%2F`);
    expect(decodeJwt(String(bodyOf(answer).access_token)).aud).toBe("https://management.azure.com/");
  });
});

test("after a swap the endpoint may give the tokens of the other slot, until the process is started again", async () => {
  const cloud = await cloudOf("slots");
  const [production, staging] = cloud.world.sites;
  const callerOf = async () => (await ask(cloud, `${version}&resource=${vaultResource}`)).callerObjectId;
  expect(await callerOf()).toBe(staging?.systemAssigned?.principalId);
  playStepOn(cloud, "swap-left-wrong-identity");
  expect(await callerOf()).toBe(production?.systemAssigned?.principalId);
  expect(hostedSite(cloud.world).slot).toBe("staging");
  playStepOn(cloud, "restart-slot");
  expect(await callerOf()).toBe(staging?.systemAssigned?.principalId);
});

describe("an identity is selected by", () => {
  const cases = ["client_id", "principal_id", "object_id", "mi_res_id"] as const;
  test.each(cases)("%s, whatever its case", async (parameter) => {
    const cloud = await cloudOf("mixed");
    const { clientId, principalId } = identityNamed(cloud.world, "id-reporting");
    const resourceId = `/subscriptions/${cloud.world.subscription.id}/resourcegroups/RG-ORDERS/providers/microsoft.managedidentity/userassignedidentities/ID-Reporting`;
    const values = {
      client_id: clientId,
      principal_id: principalId,
      object_id: principalId,
      mi_res_id: resourceId,
    };
    const id = encodeURIComponent(values[parameter].toUpperCase());
    const answer = await ask(cloud, `${version}&resource=${vaultResource}&${parameter}=${id}`);
    expect(answer.status).toBe(200);
    expect(bodyOf(answer).client_id).toBe(clientId);
    expect(answer.callerObjectId).toBe(principalId);
  });
});

describe("a refusal", () => {
  // Texts and codes: azure-sdk-for-net issue 43691; azure-search-openai-demo issue 2148; MSAL .NET error page.
  const noUserAssigned =
    "No User Assigned or Delegated Managed Identity found for specified ClientId/ResourceId/PrincipalId.";
  const cases: { when: string; world: string; query: string; status: number; message: string | RegExp }[] = [
    {
      when: "no id and no system-assigned identity, though there is a user-assigned one",
      world: "user-assigned-not-selected",
      query: `${version}&resource=${vaultResource}`,
      status: 400,
      message: "Unable to load the proper Managed Identity.",
    },
    {
      when: "a client ID that is not assigned",
      world: "mixed",
      query: `${version}&resource=${vaultResource}&client_id=11111111-1111-4111-8111-111111111111`,
      status: 400,
      message: noUserAssigned,
    },
    {
      when: "a resource ID that is not assigned",
      world: "mixed",
      query: `${version}&resource=${vaultResource}&mi_res_id=%2Fsubscriptions%2Fx`,
      status: 400,
      message: noUserAssigned,
    },
    {
      when: "two ids",
      world: "mixed",
      query: `${version}&resource=${vaultResource}&client_id=a&object_id=b`,
      status: 400,
      message: /Only one of/,
    },
    {
      when: "no api-version",
      world: "mixed",
      query: `resource=${vaultResource}`,
      status: 400,
      message: /api-version/,
    },
    {
      when: "the 2017 protocol",
      world: "mixed",
      query: `api-version=2017-09-01&resource=${vaultResource}`,
      status: 400,
      message: /api-version/,
    },
    {
      when: "a resource that nobody knows",
      world: "mixed",
      query: `${version}&resource=https%3A%2F%2Fvault.example`,
      status: 500,
      message: "An unexpected error occured while fetching the AAD Token.",
    },
    {
      when: "no resource",
      world: "mixed",
      query: version,
      status: 500,
      message: "An unexpected error occured while fetching the AAD Token.",
    },
  ];
  test.each(cases)("$when: $status", async ({ world, query, status, message }) => {
    const answer = await ask(await cloudOf(world), query);
    const body = bodyOf(answer);
    expect(answer.status).toBe(status);
    expect(shapeOf(body)).toEqual(refusalMembers);
    expect(shapeOf(answer.headers)).toEqual(headerNames);
    expect(body.statusCode).toBe(status);
    expect(body.message).toEqual(typeof message === "string" ? message : expect.stringMatching(message));
    expect(body.correlationId).toBe(answer.headers["X-CORRELATION-ID"]);
  });

  test.each([
    ["missing", {}],
    ["wrong", { "x-identity-header": "x" }],
  ])("a %s X-IDENTITY-HEADER: 401", async (_, headers) => {
    const cloud = await cloudOf("mixed");
    const request = wireRequest("identity-endpoint", `/msi/token?${version}&resource=${vaultResource}`, {
      headers,
    });
    const answer = await identityEndpoint(cloud, request);
    expect(answer.status).toBe(401);
    expect(shapeOf(bodyOf(answer))).toEqual(refusalMembers);
  });

  test("another path or method is no token request", async () => {
    const cloud = await cloudOf("mixed");
    const headers = { "x-identity-header": cloud.identityHeader };
    const path = await identityEndpoint(cloud, wireRequest("identity-endpoint", "/other", { headers }));
    const method = await identityEndpoint(
      cloud,
      wireRequest("identity-endpoint", "/msi/token", { headers, method: "POST" }),
    );
    expect([path.status, method.status]).toEqual([404, 405]);
  });
});
