import { describe, expect, test } from "vitest";
import { bodyOf, cloudOf, wireRequest } from "./client/ask-directly.ts";
import { type Cloud, listSteps, playStepOn } from "./cloud/cloud.ts";
import { appEnvironment } from "./host/app-environment.ts";
import { identityEndpoint } from "./identity-endpoint/identity-endpoint.ts";
import { keyVault } from "./key-vault/key-vault.ts";
import { hostedSite } from "./world/find.ts";
import { resolveReferences } from "./world/key-vault-references.ts";
import { worldCatalogue } from "./worlds/catalogue.ts";

/** Plays the one step of a cause's world. */
function repair(cloud: Cloud) {
  const [step, ...others] = listSteps(cloud.definition, cloud.seed);
  expect(others).toEqual([]);
  playStepOn(cloud, step?.id ?? "");
}

const environment = (cloud: Cloud) =>
  appEnvironment({
    cloud,
    ports: { identityEndpoint: 1, vaults: 2, azure: 3, dns: 4 },
    appPort: 5,
    caCertificatePath: "",
    inherited: {},
  });

/** The text of the identity endpoint's refusal, or the token, as the app's settings select an identity. */
async function askToken(cloud: Cloud): Promise<{ refused: string } | { token: string }> {
  const { AZURE_CLIENT_ID = "" } = environment(cloud);
  const query = new URLSearchParams({
    "api-version": "2019-08-01",
    resource: "https://vault.azure.net",
    client_id: AZURE_CLIENT_ID,
  });
  const headers = { "x-identity-header": cloud.identityHeader };
  const answer = await identityEndpoint(
    cloud,
    wireRequest("identity-endpoint", `/msi/token?${query}`, { headers }),
  );
  const body = bodyOf(answer);
  return answer.status === 200
    ? { token: String(body.access_token) }
    : { refused: `${answer.status} ${body.message}` };
}

/** What the vault answers to As configured: a status with its code, or the refusal of the token. */
async function asConfigured(cloud: Cloud, vault: string, secret = "latchkey-probe"): Promise<string> {
  const asked = await askToken(cloud);
  if ("refused" in asked) return asked.refused;
  const answer = await keyVault(
    cloud,
    wireRequest("key-vault", `/secrets/${secret}/?api-version=2026-04-01`, {
      host: `${vault}.vault.azure.net`,
      headers: { authorization: `Bearer ${asked.token}` },
    }),
  );
  const { error } = bodyOf(answer);
  const code = error?.innererror?.code ?? error?.code ?? "";
  const akv = /AKV\d+/.exec(String(error?.message ?? ""))?.[0] ?? "";
  return [answer.status, code, akv].filter((part) => part !== "").join(" ");
}

const open = "404 SecretNotFound";
const notAssigned =
  "400 No User Assigned or Delegated Managed Identity found for specified ClientId/ResourceId/PrincipalId.";

/** What decides here is the desk cloud itself; what faults and connections do is tested where they are played. */
test.each<[world: string, vault: string, refusal: string, secret?: string]>([
  ["user-assigned-not-selected", "kv-payments", "400 Unable to load the proper Managed Identity."],
  ["client-id-not-assigned", "kv-orders", notAssigned],
  ["principal-id-used-as-client-id", "kv-orders", notAssigned],
  ["wrong-identity-selected", "kv-orders", "403 AccessDenied"],
  ["wrong-identity-selected", "kv-payments", "403 ForbiddenByRbac"],
  ["token-missing-or-invalid", "kv-payments", "401 Unauthorized AKV10046"],
  ["token-wrong-tenant", "kv-payments", "401 Unauthorized AKV10032"],
  ["private-dns-misconfigured", "kv-payments", "403 ForbiddenByConnection"],
  ["vault-firewall-denied", "kv-payments", "403 ForbiddenByFirewall"],
  ["vault-public-access-disabled", "kv-payments", "403 ForbiddenByConnection"],
  ["access-policy-missing", "kv-orders", "403 AccessDenied"],
  ["access-policy-compound-identity", "kv-orders", "403 ForbiddenByPolicy"],
  ["rbac-role-missing", "kv-payments", "403 ForbiddenByRbac"],
  ["role-without-secret-read", "kv-payments", "403 ForbiddenByRbac"],
  ["permission-model-mismatch", "kv-orders", "403 AccessDenied"],
  ["permission-model-mismatch", "kv-payments", "403 ForbiddenByRbac"],
  ["grant-on-wrong-principal", "kv-orders", "403 AccessDenied"],
  ["change-not-yet-effective", "kv-payments", "403 ForbiddenByRbac"],
  ["secret-not-found", "kv-payments", "404 SecretNotFound", "shipping-key"],
  ["secret-disabled", "kv-payments", "403 SecretDisabled", "shipping-key"],
  ["secret-soft-deleted", "kv-payments", "404 SecretNotFound", "shipping-key"],
  ["vault-throttled", "kv-payments", "429 Throttled"],
])("%s: %s answers %s until the step", async (world, vault, refusal, secret) => {
  const cloud = await cloudOf(world);
  expect(await asConfigured(cloud, vault, secret)).toBe(refusal);
  repair(cloud);
  expect(await asConfigured(cloud, vault, secret)).toBe(secret === undefined ? open : "200");
});

describe("references", () => {
  const status = (cloud: Cloud) =>
    resolveReferences(cloud.world, hostedSite(cloud.world)).map((one) => one.status);

  test.each([
    ["invalid-name-or-reference", "InvalidSyntax"],
    ["reference-identity-not-selected", "AccessToKeyVaultDenied"],
  ])("%s: the status is %s and the process sees the literal, until the step", async (world, refusal) => {
    const cloud = await cloudOf(world);
    expect(status(cloud)).toEqual([refusal]);
    expect(environment(cloud).PAYMENTS_API_KEY).toMatch(/^@Microsoft\.KeyVault\(/);
    repair(cloud);
    expect(status(cloud)).toEqual(["Resolved"]);
  });
});

test("identity-endpoint-not-in-process: ARM shows the identities, the environment lacks the endpoint", async () => {
  const cloud = await cloudOf("identity-endpoint-not-in-process");
  expect(hostedSite(cloud.world).systemAssigned).toBeDefined();
  expect(environment(cloud).IDENTITY_ENDPOINT).toBeUndefined();
  expect(environment(cloud).WEBSITE_DISABLE_MSI).toBe("true");
  playStepOn(cloud, "remove-disable-msi");
  expect(environment(cloud).IDENTITY_ENDPOINT).toMatch(/^http:/);
});

test("wrong-token-resource: the other cloud's resource is unknown to this cloud's token service", async () => {
  const cloud = await cloudOf("wrong-token-resource");
  expect(environment(cloud)).toMatchObject({ AZURE_CLOUD: "AzureChinaCloud", KEY_VAULT_NAME: "kv-payments" });
  const query = "api-version=2019-08-01&resource=https%3A%2F%2Fvault.azure.cn";
  const headers = { "x-identity-header": cloud.identityHeader };
  const request = wireRequest("identity-endpoint", `/msi/token?${query}`, { headers });
  expect((await identityEndpoint(cloud, request)).status).toBe(500);
});

test("every cause that can be staged has a world", () => {
  const causes = worldCatalogue.filter(({ about }) => about === "cause").map(({ name }) => name);
  expect(new Set(causes).size).toBe(33);
});
