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
