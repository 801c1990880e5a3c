import { Agent } from "node:https";
import { connect } from "node:tls";
import { WebSiteManagementClient } from "@azure/arm-appservice";
import { AuthorizationManagementClient } from "@azure/arm-authorization";
import { KeyVaultManagementClient } from "@azure/arm-keyvault";
import { ManagedServiceIdentityClient } from "@azure/arm-msi";
import type { PipelinePolicy } from "@azure/core-rest-pipeline";
import { ManagedIdentityCredential } from "@azure/identity";
import { afterAll, beforeAll, expect, test } from "vitest";
import { azurePort } from "../client/ask.ts";
import { type Emulator, startEmulator } from "../start.ts";

let emulator: Emulator;
let agent: Agent;
let credential: ManagedIdentityCredential;

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

const loopback: PipelinePolicy = {
  name: "loopback",
  sendRequest(request, next) {
    request.agent = agent;
    return next(request);
  },
};
const options = {
  retryOptions: { maxRetries: 0 },
  additionalPolicies: [{ position: "perCall" as const, policy: loopback }],
};

beforeAll(async () => {
  emulator = await startEmulator();
  const { IDENTITY_ENDPOINT, IDENTITY_HEADER } = emulator.appEnvironment();
  Object.assign(process.env, { IDENTITY_ENDPOINT, IDENTITY_HEADER });
  agent = new LoopbackAgent({ ca: emulator.caCertificate, keepAlive: true });
  credential = new ManagedIdentityCredential({ retryOptions: { maxRetries: 0 } });
});

afterAll(async () => {
  agent.destroy();
  await emulator.close();
});

const subscription = () => emulator.world().subscription.id;

async function all<T>(pages: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of pages) items.push(item);
  return items;
}

test("arm-appservice reads the site and its Key Vault references", async () => {
  const client = new WebSiteManagementClient(credential, subscription(), options);
  const site = await client.webApps.get("rg-orders", "app-orders");
  expect(site.identity?.type).toBe("SystemAssigned, UserAssigned");
  expect(Object.keys(site.identity?.userAssignedIdentities ?? {}).length).toBe(2);
  const references = await all(client.webApps.listAppSettingsKeyVaultReferences("rg-orders", "app-orders"));
  expect(references.map(({ status }) => status)).toEqual(["Resolved", "AccessToKeyVaultDenied"]);
  await expect(client.webApps.listApplicationSettings("rg-orders", "app-orders")).rejects.toMatchObject({
    statusCode: 403,
    code: "AuthorizationFailed",
  });
});

test("arm-keyvault reads and lists vaults", async () => {
  const client = new KeyVaultManagementClient(credential, subscription(), options);
  const vault = await client.vaults.get("rg-orders", "kv-archive");
  expect(vault.properties.networkAcls?.defaultAction).toBe("Deny");
  expect(vault.properties.enableRbacAuthorization).toBe(true);
  expect((await all(client.vaults.listBySubscription())).map(({ name }) => name)).toContain("kv-partner");
  expect((await all(client.vaults.listByResourceGroup("rg-orders"))).length).toBe(4);
});

test("arm-msi reads and lists user-assigned identities", async () => {
  const client = new ManagedServiceIdentityClient(credential, subscription(), options);
  const one = await client.userAssignedIdentities.get("rg-orders", "id-orders");
  expect(one.clientId).toBe(emulator.appEnvironment().AZURE_CLIENT_ID);
  expect((await all(client.userAssignedIdentities.listBySubscription())).length).toBe(2);
});

test("arm-authorization lists assignments by filter and reads definitions by ID", async () => {
  const client = new AuthorizationManagementClient(credential, subscription(), options);
  const principalId = emulator.world().sites[0]?.systemAssigned?.principalId ?? "";
  const scope = `/subscriptions/${subscription()}/resourceGroups/rg-orders`;
  const found = await all(
    client.roleAssignments.listForScope(scope, { filter: `assignedTo('${principalId}')` }),
  );
  expect(found.length).toBe(3);
  // This client begins the path with two slashes here; ARM takes it.
  const definition = await client.roleDefinitions.getById(
    `${scope}/providers/Microsoft.Authorization/roleDefinitions/acdd72a7-3385-48ef-bd42-f606fba81ae7`,
  );
  expect(definition.roleName).toBe("Reader");
  expect(await all(client.denyAssignments.listForScope(scope))).toEqual([]);
});
