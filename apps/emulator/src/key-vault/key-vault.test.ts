import { generateKeyPair, SignJWT } from "jose";
import { describe, expect, test } from "vitest";
import { bearer, bodyOf, cloudOf, shapeOf, wireRequest } from "../client/ask-directly.ts";
import type { Cloud } from "../cloud/cloud.ts";
import { changeVault, identityNamed } from "../world/changes.ts";
import { keyVault } from "./key-vault.ts";

type Question = {
  vault?: string;
  as?: string;
  token?: string;
  method?: string;
  headers?: Record<string, string>;
};

const version = "api%2Dversion=2026-04-01";

/** Asks as the system-assigned identity unless told otherwise; `token: ""` asks without any. */
async function ask(
  cloud: Cloud,
  target: string,
  { vault = "kv-orders", as = "system", ...rest }: Question = {},
) {
  const authorization = rest.token ?? (await bearer(cloud, as));
  return keyVault(
    cloud,
    wireRequest("key-vault", target, {
      host: `${vault}.vault.azure.net`,
      method: rest.method ?? "GET",
      headers: { ...(authorization === "" ? {} : { authorization }), ...rest.headers },
    }),
  );
}

// Source: header names of a recorded challenge (azure-sdk-for-js, keyvault-secrets recordings, 2022), without Date.
const headerNames = [
  ...[
    "Cache-Control",
    "Content-Type",
    "Expires",
    "Pragma",
    "Strict-Transport-Security",
    "X-Content-Type-Options",
  ],
  ...["x-ms-client-request-id", "x-ms-keyvault-network-info", "x-ms-keyvault-region"],
  ...["x-ms-keyvault-service-version", "x-ms-request-id"],
].sort();
const clientRequest = { "x-ms-client-request-id": "1ee59d55-48db-43d2-85d3-0003e6473e08" };

describe("the challenge", () => {
  test("is a 401 with the tenant and the resource, and the recorded headers", async () => {
    const cloud = await cloudOf("mixed");
    const answer = await ask(cloud, `/secrets?${version}`, { token: "", headers: clientRequest });
    expect(answer.status).toBe(401);
    expect(shapeOf(answer.headers)).toEqual([...headerNames, "WWW-Authenticate"].sort());
    expect(answer.headers["WWW-Authenticate"]).toBe(
      `Bearer authorization="https://login.microsoftonline.com/${cloud.world.tenantId}", resource="https://vault.azure.net"`,
    );
    expect(answer.headers["x-ms-client-request-id"]).toBe(clientRequest["x-ms-client-request-id"]);
    expect(answer.headers["x-ms-keyvault-network-info"]).toBe(
      "conn_type=Ipv4;addr=20.50.2.17;act_addr_fam=InterNetwork;",
    );
    expect(bodyOf(answer)).toEqual({
      error: { code: "Unauthorized", message: "AKV10000: Request is missing a Bearer or PoP token." },
    });
  });

  test("comes from a vault behind its firewall, and from one that is private only", async () => {
    const cloud = await cloudOf("mixed");
    for (const vault of ["kv-archive", "kv-partner"]) {
      expect((await ask(cloud, `/secrets?${version}`, { vault, token: "" })).status).toBe(401);
    }
  });
});

/** A token with any claims, signed by a key that this Entra does not know. */
async function foreignToken(claims: Record<string, unknown>) {
  const { privateKey } = await generateKeyPair("RS256");
  const signed = new SignJWT({
    oid: "o",
    appid: "a",
    tid: "t",
    exp: Math.floor(Date.now() / 1000) + 600,
    ...claims,
  });
  return `Bearer ${await signed.setProtectedHeader({ alg: "RS256", typ: "JWT", kid: "unknown" }).sign(privateKey)}`;
}

describe("a token is refused with 401", () => {
  const aud = "https://vault.azure.net";
  const message = async (token: string, cloud: Cloud) => {
    const answer = await ask(cloud, `/secrets/x/?${version}`, { token });
    expect(answer.status).toBe(401);
    expect(answer.headers["WWW-Authenticate"]).toContain('resource="https://vault.azure.net"');
    expect(shapeOf(bodyOf(answer).error)).toEqual(["code", "message"]);
    return String(bodyOf(answer).error?.message);
  };

  // Sources of the AKV texts: beside each in check-token.ts.
  test("AKV10022: another audience, the slash included", async () => {
    const cloud = await cloudOf("mixed");
    expect(await message(await bearer(cloud, "system", "https://management.azure.com"), cloud)).toBe(
      "AKV10022: Invalid audience. Expected https://vault.azure.net, found: https://management.azure.com.",
    );
    expect(await message(await bearer(cloud, "system", `${aud}/`), cloud)).toMatch(
      /^AKV10022: .* found: .*net\/\.$/,
    );
  });

  test("AKV10032: another tenant's issuer", async () => {
    const cloud = await cloudOf("mixed");
    const iss = "https://sts.windows.net/22222222-2222-4222-8222-222222222222/";
    expect(await message(await foreignToken({ aud, iss }), cloud)).toBe(
      `AKV10032: Invalid issuer. Expected one of https://sts.windows.net/${cloud.world.tenantId}/, found ${iss}.`,
    );
  });

  test("AKV10032 too, when the vault still names the tenant that it came from", async () => {
    const cloud = await cloudOf("mixed");
    const tenantId = "33333333-3333-4333-8333-333333333333";
    cloud.world = changeVault(cloud.world, "kv-orders", (vault) => ({ ...vault, tenantId }));
    expect(await message(await bearer(cloud, "system"), cloud)).toContain(
      `one of https://sts.windows.net/${tenantId}/`,
    );
  });

  test("AKV10046: a key that Entra does not publish", async () => {
    const cloud = await cloudOf("mixed");
    const token = await foreignToken({ aud, iss: `https://sts.windows.net/${cloud.world.tenantId}/` });
    const encodedHeader = token.slice("Bearer ".length).split(".")[0];
    expect(await message(token, cloud)).toBe(
      `AKV10046: Unable to resolve the key used for signature validation. EncodedJwtHeader: '${encodedHeader}'.`,
    );
  });

  test("expired, not yet valid, altered, or no token at all", async () => {
    const cloud = await cloudOf("mixed");
    const token = await bearer(cloud, "system");
    const [header, claims, signature = ""] = token.split(".");
    const other = signature.startsWith("A") ? "B" : "A";
    expect(await message(`${header}.${claims}.${other}${signature.slice(1)}`, cloud)).toContain("IDX10511");
    expect(await message("Bearer not-a-token", cloud)).toMatch(/^AKV10001/);
    cloud.clock = { offsetSeconds: 25 * 3600 };
    expect(await message(token, cloud)).toContain("[TokenExpired]");
    cloud.clock = { offsetSeconds: -3600 };
    expect(await message(token, cloud)).toContain("[TokenNotYetValid]");
  });
});

const caller = (cloud: Cloud, name: string) => {
  const { clientId, principalId } = identityNamed(cloud.world, name);
  return `appid=${clientId};oid=${principalId};iss=https://sts.windows.net/${cloud.world.tenantId}/`;
};

describe("a caller without the right is refused with 403", () => {
  const refusal = async (cloud: Cloud, target: string, question: Question) => {
    const answer = await ask(cloud, target, { ...question, headers: clientRequest });
    const { error } = bodyOf(answer);
    expect(answer.status).toBe(403);
    expect(shapeOf(answer.headers)).toEqual(headerNames);
    expect(shapeOf(error)).toEqual(["code", "innererror", "message"]);
    expect(error?.code).toBe("Forbidden");
    return { inner: error?.innererror?.code, message: String(error?.message) };
  };

  test("AccessDenied by access policy, naming caller, permission and vault", async () => {
    const cloud = await cloudOf("mixed");
    const text = (name: string, permission: string) =>
      `The user, group or application '${caller(cloud, name)}' does not have secrets ${permission} permission on key vault 'kv-orders;location=westeurope'. For help resolving this issue, please see https://go.microsoft.com/fwlink/?linkid=2125287`;
    expect(await refusal(cloud, `/secrets?${version}`, { as: "id-orders" })).toEqual({
      inner: "AccessDenied",
      message: text("id-orders", "list"),
    });
    expect(await refusal(cloud, `/secrets/empty-value/?${version}`, { as: "id-reporting" })).toEqual({
      inner: "AccessDenied",
      message: text("id-reporting", "get"),
    });
  });

  test("ForbiddenByPolicy when the entry names an application", async () => {
    const cloud = await cloudOf("mixed");
    const { principalId, clientId } = identityNamed(cloud.world, "id-reporting");
    cloud.world = changeVault(cloud.world, "kv-orders", (vault) => ({
      ...vault,
      accessPolicies: [
        {
          tenantId: cloud.world.tenantId,
          objectId: principalId,
          applicationId: clientId,
          secrets: ["get"],
          keys: [],
          certificates: [],
        },
      ],
    }));
    const { inner, message } = await refusal(cloud, `/secrets/empty-value/?${version}`, {
      as: "id-reporting",
    });
    expect(inner).toBe("ForbiddenByPolicy");
    expect(message).toContain(
      `requires the caller '${caller(cloud, "id-reporting")}' to use on-behalf-of (OBO) flow`,
    );
  });

  test("ForbiddenByRbac, naming caller, action, resource and vault in the recorded lines", async () => {
    const cloud = await cloudOf("mixed");
    const { inner, message } = await refusal(cloud, `/secrets/api-key/?${version}`, { vault: "kv-payments" });
    expect(inner).toBe("ForbiddenByRbac");
    expect(message.split("\r\n")).toEqual([
      "Caller is not authorized to perform action on resource.",
      "If role assignments, deny assignments or role definitions were changed recently, please observe propagation time.",
      `Caller: ${caller(cloud, "system")}`,
      "Action: 'Microsoft.KeyVault/vaults/secrets/getSecret/action'",
      `Resource: '/subscriptions/${cloud.world.subscription.id}/resourcegroups/rg-orders/providers/microsoft.keyvault/vaults/kv-payments/secrets/api-key'`,
      "Assignment: (not found)",
      "DenyAssignmentId: null",
      "DecisionReason: 'DeniedWithNoValidRBAC' ",
      "Vault: kv-payments;location=westeurope",
      "",
    ]);
  });

  test("ForbiddenByFirewall with the address, ForbiddenByConnection for a private vault", async () => {
    const cloud = await cloudOf("mixed");
    expect(await refusal(cloud, `/secrets?${version}`, { vault: "kv-archive" })).toEqual({
      inner: "ForbiddenByFirewall",
      message: `Client address is not authorized and caller is not a trusted service.\r\nClient address: 20.50.2.17\r\nCaller: ${caller(cloud, "system")}\r\nVault: kv-archive;location=westeurope`,
    });
    expect(await refusal(cloud, `/secrets?${version}`, { vault: "kv-partner" })).toEqual({
      inner: "ForbiddenByConnection",
      message: `Public network access is disabled and request is not from a trusted service nor via an approved private link.\r\nCaller: ${caller(cloud, "system")}\r\nVault: kv-partner;location=westeurope`,
    });
  });

  test("SecretDisabled for a disabled secret, AccessDenied for one that is deleted as well", async () => {
    const cloud = await cloudOf("mixed");
    expect(await refusal(cloud, `/secrets/feature-flag-key/?${version}`, {})).toEqual({
      inner: "SecretDisabled",
      message: "Operation get is not allowed on a disabled secret.",
    });
    expect(await refusal(cloud, `/deletedsecrets/retired-flag-key?${version}`, {})).toEqual({
      inner: "AccessDenied",
      message: "Operation get is not permitted on this object.",
    });
  });
});

describe("other refusals", () => {
  // Sources: beside each text in errors.ts.
  const cases: {
    when: string;
    target: string;
    question?: Question;
    status: number;
    code: string;
    text: string;
  }[] = [
    {
      when: "a secret that is not there",
      target: `/secrets/No-Such/?${version}`,
      status: 404,
      code: "SecretNotFound",
      text: "A secret with (name/id) No-Such was not found in this key vault. If you recently deleted this secret you may be able to recover it using the correct recovery command. For help resolving this issue, please see https://go.microsoft.com/fwlink/?linkid=2125182",
    },
    {
      when: "a soft-deleted secret",
      target: `/secrets/retired-key?${version}`,
      status: 404,
      code: "SecretNotFound",
      text: "A secret with (name/id) retired-key was not found in this key vault. If you recently deleted this secret you may be able to recover it using the correct recovery command. For help resolving this issue, please see https://go.microsoft.com/fwlink/?linkid=2125182",
    },
    {
      when: "a deleted secret that is not there",
      target: `/deletedsecrets/never-was?${version}`,
      status: 404,
      code: "SecretNotFound",
      text: "Deleted Secret not found: never-was",
    },
    {
      when: "another method",
      target: `/secrets/?${version}`,
      question: { method: "PUT" },
      status: 405,
      code: "MethodNotAllowed",
      text: "HTTP PUT not allowed",
    },
    {
      when: "no api-version",
      target: "/secrets",
      status: 400,
      code: "BadParameter",
      text: "api-version must be specified",
    },
    {
      when: "a name with an underscore",
      target: `/secrets/a_b/?${version}`,
      status: 400,
      code: "BadParameter",
      text: "The request URI contains an invalid name: a_b",
    },
    {
      when: "a page larger than 25",
      target: `/secrets?${version}&maxresults=26`,
      status: 400,
      code: "BadParameter",
      text: "maxresults or $skiptoken is not valid.",
    },
    {
      when: "a skip token that nobody gave",
      target: `/secrets?${version}&$skiptoken=abc`,
      status: 400,
      code: "BadParameter",
      text: "maxresults or $skiptoken is not valid.",
    },
  ];
  test.each(cases)("$when: $status $code", async ({ target, question, status, code, text }) => {
    const answer = await ask(await cloudOf("mixed"), target, { ...question, headers: clientRequest });
    expect(answer.status).toBe(status);
    expect(shapeOf(answer.headers)).toEqual(headerNames);
    expect(bodyOf(answer)).toEqual({ error: { code, message: text } });
  });

  test("a throttled vault: 429 without Retry-After", async () => {
    const cloud = await cloudOf("mixed");
    const throttled = "VaultRequestTypeLimitReached" as const;
    cloud.world = changeVault(cloud.world, "kv-orders", (vault) => ({ ...vault, throttled }));
    const answer = await ask(cloud, `/secrets?${version}`, { headers: clientRequest });
    expect(answer.status).toBe(429);
    expect(shapeOf(answer.headers)).toEqual(headerNames);
    expect(bodyOf(answer)).toEqual({
      error: {
        code: "Throttled",
        message:
          "Request was not processed because too many requests were received. Reason: VaultRequestTypeLimitReached",
      },
    });
  });

  test("writing a name that is deleted but recoverable: 409, for a caller who may write", async () => {
    const cloud = await cloudOf("mixed");
    const question = { method: "PUT", headers: clientRequest };
    expect((await ask(cloud, `/secrets/retired-key?${version}`, question)).status).toBe(403);
    cloud.world = changeVault(cloud.world, "kv-orders", (vault) => ({
      ...vault,
      accessPolicies: vault.accessPolicies.map((entry) => ({ ...entry, secrets: ["all"] })),
    }));
    const answer = await ask(cloud, `/secrets/retired-key?${version}`, question);
    expect(answer.status).toBe(409);
    expect(bodyOf(answer)).toEqual({
      error: {
        code: "Conflict",
        message:
          "Secret retired-key is currently in a deleted but recoverable state, and its name cannot be reused; in this state, the secret can only be recovered or purged.",
        innererror: { code: "ObjectIsDeletedButRecoverable" },
      },
    });
  });
});
