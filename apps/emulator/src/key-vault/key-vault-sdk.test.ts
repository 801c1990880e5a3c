import { Agent } from "node:https";
import { connect } from "node:tls";
import { ManagedIdentityCredential } from "@azure/identity";
import { SecretClient } from "@azure/keyvault-secrets";
import { afterAll, beforeAll, expect, test } from "vitest";
import { azurePort } from "../client/ask.ts";
import { type Emulator, startEmulator } from "../start.ts";

let emulator: Emulator;
let agent: Agent;
let credentials: Record<"system" | "id-orders" | "id-reporting", ManagedIdentityCredential>;

/** Sends every name to the desk cloud's port; the name is still what the certificate and the challenge are checked with. */
class LoopbackAgent extends Agent {
  override createConnection(options: { host?: string }) {
    return connect({
      ...options,
      host: "127.0.0.1",
      port: azurePort(emulator),
      servername: options.host ?? "",
    });
  }
}

const clientFor = (vault: string, identity: keyof typeof credentials) =>
  new SecretClient(`https://${vault}.vault.azure.net`, credentials[identity], {
    retryOptions: { maxRetries: 0 },
    additionalPolicies: [
      {
        position: "perCall",
        policy: {
          name: "loopback",
          sendRequest(request, next) {
            request.agent = agent;
            return next(request);
          },
        },
      },
    ],
  });

async function names(client: SecretClient) {
  const found: string[] = [];
  for await (const { name } of client.listPropertiesOfSecrets()) found.push(name);
  return found;
}

beforeAll(async () => {
  emulator = await startEmulator();
  const { IDENTITY_ENDPOINT, IDENTITY_HEADER } = emulator.appEnvironment();
  Object.assign(process.env, { IDENTITY_ENDPOINT, IDENTITY_HEADER });
  agent = new LoopbackAgent({ ca: emulator.caCertificate, keepAlive: true });
  const clientId = (name: string) => userAssigned(name).clientId;
  credentials = {
    system: new ManagedIdentityCredential({ retryOptions: { maxRetries: 0 } }),
    "id-orders": new ManagedIdentityCredential({ clientId: clientId("id-orders") }),
    "id-reporting": new ManagedIdentityCredential({ resourceId: userAssigned("id-reporting").resourceId }),
  };
});

afterAll(async () => {
  agent.destroy();
  await emulator.close();
});

function userAssigned(name: string) {
  const { subscription, userAssignedIdentities } = emulator.world();
  const identity = userAssignedIdentities.find((candidate) => candidate.name === name);
  const resourceId = `/subscriptions/${subscription.id}/resourceGroups/rg-orders/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${name}`;
  return { clientId: identity?.clientId ?? "", resourceId };
}

test("the system-assigned identity lists and reads kv-orders in the recorded number of round trips", async () => {
  emulator.clearRequests();
  const client = clientFor("kv-orders", "system");
  const listed = await names(client);
  expect(listed.length).toBe(21);
  expect(listed).not.toContain("retired-key");
  const secret = await client.getSecret("orders-db-password");
  expect(secret.value).toMatch(/!9$/);
  expect(secret.properties.tags).toEqual({ owner: "team-orders", rotation: "90d" });
  const seen = emulator
    .requests()
    .map(({ service, operation, status }) => `${service} ${operation} ${status}`);
  expect(seen).toEqual([
    "key-vault challenge 401",
    "identity-endpoint token 200",
    "key-vault list 200",
    "key-vault get 200",
  ]);
});

test("the client's own errors name the refusal that the vault gave", async () => {
  const refused = async (vault: string, identity: keyof typeof credentials, name: string) => {
    const error = await clientFor(vault, identity)
      .getSecret(name)
      .catch((caught: unknown) => caught);
    const { code, statusCode, details } = error as {
      code: string;
      statusCode: number;
      details: { error: { innerError?: { code: string } } };
    };
    return [statusCode, code, details.error.innerError?.code];
  };
  expect(await refused("kv-orders", "id-reporting", "note")).toEqual([403, "Forbidden", "AccessDenied"]);
  expect(await refused("kv-payments", "system", "api-key")).toEqual([403, "Forbidden", "ForbiddenByRbac"]);
  expect(await refused("kv-archive", "system", "api-key")).toEqual([403, "Forbidden", "ForbiddenByFirewall"]);
  expect(await refused("kv-partner", "system", "api-key")).toEqual([
    403,
    "Forbidden",
    "ForbiddenByConnection",
  ]);
  expect(await refused("kv-orders", "system", "feature-flag-key")).toEqual([
    403,
    "Forbidden",
    "SecretDisabled",
  ]);
  expect(await refused("kv-orders", "system", "retired-key")).toEqual([404, "SecretNotFound", undefined]);
});

test("each identity has the access of its own grants", async () => {
  expect((await names(clientFor("kv-payments", "id-orders"))).length).toBe(11);
  expect((await clientFor("kv-orders", "id-orders").getSecret("webhook-url")).value).toMatch(/^https:/);
  await expect(names(clientFor("kv-orders", "id-orders"))).rejects.toMatchObject({ statusCode: 403 });
  expect((await names(clientFor("kv-payments", "id-reporting"))).length).toBe(11);
});

test("pages, versions and deleted secrets are read by the client", async () => {
  const client = clientFor("kv-orders", "system");
  const sizes: number[] = [];
  for await (const page of client.listPropertiesOfSecrets().byPage({ maxPageSize: 8 }))
    sizes.push(page.length);
  expect(sizes).toEqual([8, 8, 5]);
  const versions: (string | undefined)[] = [];
  for await (const { version } of client.listPropertiesOfSecretVersions("orders-db-connection"))
    versions.push(version);
  expect(versions.length).toBe(2);
  const deleted = await client.getDeletedSecret("retired-key");
  expect(deleted.deletedOn?.getTime()).toBeLessThan(Date.now());
});

test("a challenge for another resource is caught by the client before it asks for a token", async () => {
  await emulator.setFaults([{ service: "key-vault", kind: "challenge-other-resource" }]);
  await expect(clientFor("kv-orders", "system").getSecret("note")).rejects.toThrow(
    /does not match the requested domain/,
  );
  await emulator.setFaults([]);
});

test("an identity that is not assigned is refused with the endpoint's own words", async () => {
  const credential = new ManagedIdentityCredential({ clientId: "11111111-1111-4111-8111-111111111111" });
  await expect(credential.getToken("https://vault.azure.net/.default")).rejects.toThrow(
    /No User Assigned or Delegated Managed Identity found/,
  );
});
