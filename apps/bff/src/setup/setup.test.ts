import { setupAnswerSchema } from "@latchkey/shared/setup";
import { expect, test } from "vitest";
import type { ArmVault } from "../azure/arm.ts";
import type { Azure } from "../azure/azure.ts";
import { appServiceEnv, fakeAzure, fakeDeps, ordersClientId } from "../testing/fake-deps.ts";
import { signedInApp } from "../testing/signed-in.ts";

const principalId = "9b1c61a2-18f1-4f19-a5a4-d1a1a49a0a01";
const resourceId =
  "/subscriptions/s/resourceGroups/rg-orders/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-orders";

async function answered(azure: Azure, env = appServiceEnv, query = "") {
  const app = signedInApp(fakeDeps(env, azure), ["Latchkey.Viewer"]);
  const response = await app.request(`/api/setup${query}`);
  expect(response.status).toBe(200);
  const answer = setupAnswerSchema.parse(await response.json());
  return { ...answer, byId: new Map(answer.steps.map((step) => [step.id, step])) };
}

function vaultWith(more: Partial<ArmVault>): Pick<Azure, "arm"> {
  const { arm } = fakeAzure();
  const vault: ArmVault = {
    resourceId: "/subscriptions/s/resourceGroups/rg-orders/providers/Microsoft.KeyVault/vaults/kv-orders",
    name: "kv-orders",
    location: "westeurope",
    rbac: false,
    publicNetworkAccess: "Enabled",
    networkAcls: undefined,
    privateEndpoints: 0,
    softDelete: { enabled: true, retentionDays: 90 },
    tenantId: undefined,
    policies: [],
    ...more,
  };
  return {
    arm: {
      ...arm,
      site: async () => ({
        kind: "read",
        value: {
          resourceId: "/subscriptions/s/resourceGroups/rg-orders/providers/Microsoft.Web/sites/app-orders",
          systemAssigned: null,
          userAssigned: [{ resourceId, principalId, clientId: ordersClientId }],
          keyVaultReferenceIdentity: undefined,
        },
      }),
      vaults: async () => ({ kind: "read", value: { scope: "/subscriptions/s", vaults: [vault] } }),
    },
  };
}

const refused = (by: "access-policy" | "rbac" | "firewall"): Pick<Azure, "vaults"> => {
  const answer = async () => ({
    outcome: { kind: "denied" as const, by, httpStatus: 403, innerCode: "AccessDenied" },
    requestId: "request-1",
    tookMs: 1,
  });
  return { vaults: { ...fakeAzure().vaults, listPage: answer, read: answer } };
};

test("without any right in ARM the token and the probe decide, and what is hidden names its right", async () => {
  const { byId, nextStep, permissionModel } = await answered(fakeAzure());
  expect(byId.get("assign-identity")).toMatchObject({ state: "done", basis: "endpoint-said" });
  expect(byId.get("grant-access")).toMatchObject({ state: "done", basis: "vault-said" });
  expect(byId.get("select-identity")).toMatchObject({ state: "done", basis: "environment-showed" });
  expect(byId.get("check-access")).toMatchObject({ state: "done", basis: "vault-said" });
  expect(permissionModel).toMatchObject({ state: "unknown", missingRight: "Microsoft.KeyVault/vaults/read" });
  expect(nextStep).toBeNull();
});

test("without ARM and refused by the vault, the grant is open by the vault's own word, and no step is guessed", async () => {
  const { byId, summary } = await answered(fakeAzure(refused("rbac")));
  expect(byId.get("grant-access")).toMatchObject({ state: "open", basis: "vault-said" });
  expect(byId.get("check-access")).toMatchObject({ state: "failed" });
  expect(summary).toContain("Next: Give it Get and List");
});

test.each<[string, ArmVault["policies"], string, RegExp]>([
  [
    "a policy with the client ID in the place of the object ID",
    [
      {
        objectId: ordersClientId,
        applicationId: undefined,
        secrets: ["get", "list"],
        keys: [],
        certificates: [],
      },
    ],
    "failed",
    /no effect/,
  ],
  [
    "a policy with Get alone",
    [{ objectId: principalId, applicationId: undefined, secrets: ["get"], keys: [], certificates: [] }],
    "open",
    /has Get, but not List/,
  ],
  ["no policy", [], "open", /no access to secrets/],
])("%s is judged by what it gives", async (_title, policies, state, because) => {
  const step = (
    await answered(fakeAzure({ ...vaultWith({ policies }), ...refused("access-policy") }))
  ).byId.get("grant-access");
  expect(step).toMatchObject({ state });
  expect(step?.because).toMatch(because);
});

test("a firewall's denial does not undo a grant that ARM shows", async () => {
  const policies = [
    { objectId: principalId, applicationId: undefined, secrets: ["get", "list"], keys: [], certificates: [] },
  ];
  const { byId } = await answered(fakeAzure({ ...vaultWith({ policies }), ...refused("firewall") }));
  expect(byId.get("grant-access")).toMatchObject({ state: "done", basis: "arm-showed" });
  expect(byId.get("check-access")).toMatchObject({ state: "failed" });
});

test.each([
  [
    "an object ID where the client ID belongs",
    { AZURE_CLIENT_ID: principalId },
    "failed",
    /Object \(principal\) ID/,
  ],
  [
    "another identity",
    { AZURE_CLIENT_ID: "11111111-1111-4111-8111-111111111111" },
    "failed",
    /another identity/,
  ],
  ["nothing", { AZURE_CLIENT_ID: "" }, "open", /not set|AZURE_CLIENT_ID/],
  [
    "the old connection string alone",
    { AZURE_CLIENT_ID: "", AzureServicesAuthConnectionString: `RunAs=App;AppId=${ordersClientId}` },
    "failed",
    /ignore it/,
  ],
])("selected by %s is told for what it is", async (_title, env, state, because) => {
  const query = `?identityId=${ordersClientId}`;
  const { byId } = await answered(fakeAzure(vaultWith({})), { ...appServiceEnv, ...env }, query);
  expect(byId.get("select-identity")).toMatchObject({ state });
  expect(byId.get("select-identity")?.because).toMatch(because);
});

test("every step has an az command for both shells, but for the check, which Latchkey does itself", async () => {
  const { steps } = await answered(fakeAzure({ ...vaultWith({}), ...refused("access-policy") }));
  for (const { id, command } of steps) {
    if (id === "check-access") expect(command).toBeNull();
    else {
      expect(command?.bash).toMatch(/^(?:#.*\n)?az /);
      expect(command?.powershell).toMatch(/^(?:#.*\n)?az /);
    }
  }
});
