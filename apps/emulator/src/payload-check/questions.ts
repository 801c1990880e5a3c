import { decodeJwt, decodeProtectedHeader, generateKeyPair, SignJWT } from "jose";
import { askAzure, askToken, askUrl, type Reply } from "../client/ask.ts";
import { bearer, cloudOf, wireRequest } from "../client/ask-directly.ts";
import type { Cloud } from "../cloud/cloud.ts";
import { signInHeaders } from "../front-door/person.ts";
import { keyVault } from "../key-vault/key-vault.ts";
import type { Emulator } from "../start.ts";
import { changeVault } from "../world/changes.ts";
import type { Vault } from "../world/schema.ts";
import type { Actual } from "./compare.ts";

export type Question = {
  /** Members and headers that this answer rightly lacks, with the reason. */
  lacks?: Record<string, string>;
  ask(emulator: Emulator): Promise<Actual>;
};

const armVersion = "api-version=2024-11-30";
const vaultVersion = "api-version=7.5";
const groupPath = (emulator: Emulator) =>
  `/subscriptions/${emulator.world().subscription.id}/resourceGroups/rg-orders`;

const parsed = ({ status, headerNames, body }: Reply): Actual => ({
  status,
  headers: headerNames,
  body: body === "" ? undefined : JSON.parse(body),
});

type VaultQuestion = { vault?: string; clientOf?: string; token?: string; method?: string };

const vault =
  (path: string, { vault: name = "kv-orders", clientOf, token, method = "GET" }: VaultQuestion = {}) =>
  async (emulator: Emulator): Promise<Actual> => {
    const client = emulator.world().userAssignedIdentities.find((identity) => identity.name === clientOf);
    const own = token ?? (await askToken(emulator, client ? { client_id: client.clientId } : {}));
    const authorization: Record<string, string> = own === "" ? {} : { Authorization: `Bearer ${own}` };
    const headers = { "x-ms-client-request-id": "1", ...authorization };
    return parsed(await askAzure(emulator, `${name}.vault.azure.net`, { path, method, headers }));
  };

/** For states that no world is in. */
const changedVault =
  (target: string, method: string, change: (vault: Vault) => Vault) => async (): Promise<Actual> => {
    const cloud: Cloud = await cloudOf("mixed");
    cloud.world = changeVault(cloud.world, "kv-orders", change);
    const headers = { authorization: await bearer(cloud, "system"), "x-ms-client-request-id": "1" };
    const host = "kv-orders.vault.azure.net";
    const answer = await keyVault(cloud, wireRequest("key-vault", target, { host, method, headers }));
    // The two that the HTTP server itself adds.
    const names = [...Object.keys(answer.headers), "Content-Length", "Date"];
    return { status: answer.status, headers: names, body: JSON.parse(answer.body) };
  };

const identity = (query: string) => async (emulator: Emulator) => {
  const { IDENTITY_ENDPOINT, IDENTITY_HEADER = "" } = emulator.appEnvironment();
  const headers = { "X-IDENTITY-HEADER": IDENTITY_HEADER };
  return parsed(await askUrl(`${IDENTITY_ENDPOINT}?api-version=2019-08-01&${query}`, { headers }));
};

const arm = (path: (group: string) => string, clientOf?: string) => async (emulator: Emulator) => {
  const client = emulator.world().userAssignedIdentities.find(({ name }) => name === clientOf);
  const token = await askToken(emulator, {
    resource: "https://management.azure.com",
    ...(client ? { client_id: client.clientId } : {}),
  });
  const headers = { Authorization: `Bearer ${token}` };
  return parsed(
    await askAzure(emulator, "management.azure.com", { path: path(groupPath(emulator)), headers }),
  );
};

const entra = (path: (tenant: string) => string) => async (emulator: Emulator) =>
  parsed(await askAzure(emulator, "login.microsoftonline.com", { path: path(emulator.world().tenantId) }));

async function foreignToken(iss: string) {
  const { privateKey } = await generateKeyPair("RS256");
  const claims = { aud: "https://vault.azure.net", iss, oid: "o", appid: "a", tid: "t", exp: 4_000_000_000 };
  return new SignJWT(claims).setProtectedHeader({ alg: "RS256", kid: "unknown" }).sign(privateKey);
}

const foreign = (issuer: (tenant: string) => string) => async (emulator: Emulator) =>
  vault(`/secrets/x/?${vaultVersion}`, { token: await foreignToken(issuer(emulator.world().tenantId)) })(
    emulator,
  );

const oldFront = {
  "header X-Powered-By": "sent by the vaults of 2021, not by those of 2022",
  "header X-AspNet-Version": "sent by the vaults of 2020, not by those of 2022",
};
const exampleOnly = (...paths: string[]) =>
  Object.fromEntries(paths.map((path) => [path, "optional; there only because the example has one"]));

const resource = "resource=https%3A%2F%2Fvault.azure.net";
const noApp = "client_id=11111111-1111-4111-8111-111111111111";

/** How each payload's answer is had from the desk cloud in world `mixed`, by file name. */
export const questions: Record<string, Question> = {
  "identity-token-200": { ask: identity(resource) },
  "identity-400-no-user-assigned": { ask: identity(`${resource}&${noApp}`) },
  "identity-500-aad-token": { ask: identity("resource=unknown") },
  "identity-400-unable-to-load": {
    ask: async (emulator) => {
      await emulator.useWorld("user-assigned-not-selected");
      return identity(resource)(emulator).finally(() => emulator.useWorld("mixed"));
    },
  },
  "identity-400-legacy-pascal-case": {
    ask: async (emulator) => {
      await emulator.setFaults([{ service: "identity-endpoint", kind: "pascal-case", times: 1 }]);
      return identity(resource)(emulator);
    },
  },
  "kv-401-challenge": { ask: vault(`/secrets/?${vaultVersion}`, { token: "", method: "PUT" }) },
  "kv-401-invalid-audience": {
    ask: async (emulator) => {
      const token = await askToken(emulator, { resource: "https://management.azure.com" });
      return vault(`/secrets/flag/?${vaultVersion}`, { token })(emulator);
    },
  },
  "kv-401-invalid-issuer": { ask: foreign(() => "https://sts.windows.net/other/") },
  "kv-401-unknown-signing-key": { ask: foreign((tenant) => `https://sts.windows.net/${tenant}/`) },
  "kv-403-access-policy": { ask: vault(`/secrets/note/?${vaultVersion}`, { clientOf: "id-reporting" }) },
  "kv-403-firewall": { ask: vault(`/secrets/api-key/?${vaultVersion}`, { vault: "kv-archive" }) },
  "kv-403-public-access-disabled": {
    ask: vault(`/secrets/api-key/?${vaultVersion}`, { vault: "kv-partner" }),
  },
  "kv-403-rbac": { ask: vault(`/secrets/api-key/?${vaultVersion}`, { vault: "kv-payments" }) },
  "kv-403-secret-disabled": { lacks: oldFront, ask: vault(`/secrets/feature-flag-key/?${vaultVersion}`) },
  "kv-403-operation-not-permitted-on-object": {
    lacks: oldFront,
    ask: vault(`/deletedsecrets/retired-flag-key?${vaultVersion}`),
  },
  "kv-404-secret-not-found": { lacks: oldFront, ask: vault(`/secrets/none/?${vaultVersion}`) },
  "kv-404-deleted-secret-not-found": { lacks: oldFront, ask: vault(`/deletedsecrets/none?${vaultVersion}`) },
  "kv-405-method-not-allowed": { ask: vault(`/secrets/?${vaultVersion}`, { method: "PUT" }) },
  "kv-409-deleted-but-recoverable": {
    ask: changedVault(`/secrets/retired-key?${vaultVersion}`, "PUT", (orders) => ({
      ...orders,
      accessPolicies: orders.accessPolicies.map((entry) => ({ ...entry, secrets: ["all"] })),
    })),
  },
  "kv-429-throttled": {
    ask: changedVault(`/secrets?${vaultVersion}`, "GET", (orders) => ({
      ...orders,
      throttled: "VaultRequestTypeLimitReached",
    })),
  },
  "kv-deleted-secret-200": { lacks: oldFront, ask: vault(`/deletedsecrets/retired-key?${vaultVersion}`) },
  "kv-healthstatus-200": { ask: vault("/healthstatus", { token: "" }) },
  "kv-secret-200": { lacks: oldFront, ask: vault(`/secrets/webhook-url?${vaultVersion}`) },
  "kv-secrets-list-200": { lacks: oldFront, ask: vault(`/secrets?${vaultVersion}`) },
  "kv-secrets-list-page-with-nextlink": {
    lacks: exampleOnly("body.value[0].contentType"),
    ask: vault(`/secrets?${vaultVersion}&maxresults=1`),
  },
  "entra-openid-configuration-v2": {
    ask: entra((tenant) => `/${tenant}/v2.0/.well-known/openid-configuration`),
  },
  "entra-instance-discovery": { ask: entra(() => "/common/discovery/instance?api-version=1.1") },
  "entra-vault-token-claims": {
    ask: async (emulator) => {
      const token = await askToken(emulator);
      return {
        status: 200,
        headers: [],
        body: { header: decodeProtectedHeader(token), payload: decodeJwt(token) },
      };
    },
  },
  "arm-403-authorization-failed": {
    ask: arm((group) => `${group}/providers/Microsoft.KeyVault/vaults?${armVersion}`, "id-orders"),
  },
  "arm-404-resource-not-found": {
    ask: arm((group) => `${group}/providers/Microsoft.KeyVault/vaults/none?${armVersion}`),
  },
  ...Object.fromEntries(
    ["live", "mixed", "spec"].map((form) => [
      `arm-configreferences-appsettings-${form}`,
      {
        lacks: exampleOnly("body.value[0].properties.secretVersion"),
        ask: arm(
          (group) =>
            `${group}/providers/Microsoft.Web/sites/app-orders/config/configreferences/appsettings?${armVersion}`,
        ),
      },
    ]),
  ),
  "arm-site-get-system-and-user-assigned": {
    ask: arm((group) => `${group}/providers/Microsoft.Web/sites/app-orders?${armVersion}`),
  },
  "arm-user-assigned-identity-get": {
    ask: arm(
      (group) =>
        `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-orders?${armVersion}`,
    ),
  },
  "arm-user-assigned-identity-list": {
    lacks: exampleOnly("body.nextLink"),
    ask: arm((group) => `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities?${armVersion}`),
  },
  "arm-vault-get-access-policies": {
    ask: arm((group) => `${group}/providers/Microsoft.KeyVault/vaults/kv-orders?${armVersion}`),
  },
  "arm-vault-get-rbac-firewall": {
    ask: arm((group) => `${group}/providers/Microsoft.KeyVault/vaults/kv-archive?${armVersion}`),
  },
  "arm-vault-list": {
    lacks: exampleOnly(
      "body.nextLink",
      "body.value[0].properties.enabledForDiskEncryption",
      "body.value[0].properties.enabledForTemplateDeployment",
      "body.value[0].properties.hsmPoolResourceId",
    ),
    ask: arm((group) => `${group}/providers/Microsoft.KeyVault/vaults?${armVersion}`),
  },
  ...Object.fromEntries(
    ["arm-role-assignments-list", "arm-role-assignments-list-spec"].map((name) => [
      name,
      { ask: arm((group) => `${group}/providers/Microsoft.Authorization/roleAssignments?${armVersion}`) },
    ]),
  ),
  "easyauth-client-principal-decoded": {
    ask: async (emulator) => {
      const person = { objectId: "o", name: "n", userName: "u", roles: ["r"] };
      const encoded = signInHeaders(person, emulator.world().tenantId)["x-ms-client-principal"] ?? "";
      return { status: 200, headers: [], body: JSON.parse(Buffer.from(encoded, "base64").toString("utf8")) };
    },
  },
  "easyauth-me-200": { ask: async (emulator) => parsed(await askUrl(`${emulator.frontDoorUrl}/.auth/me`)) },
};

/** Payload files that are no answer of an imitated service. */
export const notCompared: Record<string, string> = {
  "arm-resourcegraph-resources-200": "Resource Graph is not imitated",
  "arm-role-assignment-secrets-user-az-cli": "as az prints it, not as ARM answers",
  "arm-role-definitions-key-vault": "as the documentation prints it, not as ARM answers",
  "spike-sdk-errors-as-seen": "what the client libraries make of answers",
};
