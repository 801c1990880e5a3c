import { idsOf } from "@latchkey/diagnosis/fix-context";
import { assignIdentity } from "@latchkey/diagnosis/fixes/app";
import { selectIdentity } from "@latchkey/diagnosis/fixes/app-settings";
import { writeFix } from "@latchkey/diagnosis/fixes/fix-draft";
import { grantPolicy, grantRole } from "@latchkey/diagnosis/fixes/grant";
import { contextOf } from "@latchkey/diagnosis/rehearse/rehearse-facts";
import type { IdentityId } from "@latchkey/shared/identity";
import { rehearseAnswerSchema } from "@latchkey/shared/rehearse";
import { reportSchema } from "@latchkey/shared/report";
import { setupAnswerSchema } from "@latchkey/shared/setup";
import type { PermissionModel } from "@latchkey/shared/vault";
import { beforeEach, describe, expect, test } from "vitest";
import type { Azure } from "./azure/azure.ts";
import { cellView } from "./cell/cell-view.ts";
import { fixContext } from "./cell/fix-context.ts";
import { gatherFromArm, gatherFromNetwork } from "./cell/gather.ts";
import { rehearseFacts } from "./cell/rehearse-facts.ts";
import { listIdentities } from "./identities/list-identities.ts";
import { createInventoryStore } from "./inventory/inventory.ts";
import { gatherSetup } from "./setup/gather-setup.ts";
import { shownVault } from "./testing/fake-arm.ts";
import {
  appServiceEnv,
  fakeAzure,
  fakeDeps,
  ordersClientId,
  ordersPrincipalId,
} from "./testing/fake-deps.ts";
import { signedInApp } from "./testing/signed-in.ts";

const systemPrincipalId = "0d6f3a52-0000-4000-8000-0000000000a1";
const tenantId = "72f988bf-0000-4000-8000-0000000000b1";
const group = "/subscriptions/6c1c7d1e-0000-4000-8000-000000000001/resourceGroups/rg-orders/providers";
const resourceId = `${group}/Microsoft.ManagedIdentity/userAssignedIdentities/id-orders`;
// In a slot, with the vault in a subscription and a group of its own: whatever a page leaves out is seen in its commands.
const env = { ...appServiceEnv, WEBSITE_SLOT_NAME: "staging", AZURE_CLIENT_ID: undefined };

/** Code runs as the system-assigned identity, which is let in; id-orders is assigned and refused, with an entry that gives Set. */
function azureWith(model: PermissionModel): Azure {
  const base = fakeAzure();
  const { obtain } = base.tokens;
  const denied = {
    outcome: {
      kind: "denied",
      by: model,
      httpStatus: 403,
      innerCode: model === "rbac" ? "ForbiddenByRbac" : "AccessDenied",
    },
    requestId: "request-1",
    tookMs: 1,
  } as const;
  return {
    ...base,
    tokens: {
      ...base.tokens,
      obtain: async (choice, audience) => ({
        ...(await obtain(choice, audience)),
        claims: choice.clientId
          ? { appid: ordersClientId, oid: ordersPrincipalId, tid: tenantId }
          : { appid: "11111111-1111-4111-8111-111111111111", oid: systemPrincipalId, tid: tenantId },
      }),
    },
    vaults: {
      ...base.vaults,
      listPage: async (at, page) => (at.choice.clientId ? denied : base.vaults.listPage(at, page)),
      read: async (at, name) => (at.choice.clientId ? denied : base.vaults.read(at, name)),
    },
    arm: {
      ...base.arm,
      site: async () => ({
        kind: "read",
        value: {
          resourceId: `${group}/Microsoft.Web/sites/app-orders/slots/staging`,
          systemAssigned: { principalId: systemPrincipalId, tenantId },
          userAssigned: [{ resourceId, principalId: ordersPrincipalId, clientId: ordersClientId }],
          keyVaultReferenceIdentity: undefined,
        },
      }),
      vaults: async () => ({
        kind: "read",
        value: {
          scope: "/subscriptions/6c1c7d1e-0000-4000-8000-000000000001",
          vaults: [
            shownVault({
              name: "kv-Orders",
              resourceId: `/subscriptions/6c1c7d1e-0000-4000-8000-000000000002/resourceGroups/rg-vaults/providers/Microsoft.KeyVault/vaults/kv-Orders`,
              rbac: model === "rbac",
              tenantId,
              policies: [
                {
                  objectId: ordersPrincipalId,
                  applicationId: undefined,
                  secrets: ["set"],
                  keys: [],
                  certificates: [],
                },
              ],
            }),
          ],
        },
      }),
      assignments: async () => ({ kind: "read", value: [] }),
      denies: async () => ({ kind: "read", value: [] }),
    },
  };
}

describe.each<PermissionModel>(["rbac", "access-policy"])("at a vault with %s", (model) => {
  const makers = { grantPolicy, grantRole, assignIdentity, selectIdentity };
  let contexts: Record<"overview" | "setup" | "rehearse", ReturnType<typeof fixContext>>;

  beforeEach(async () => {
    const azure = azureWith(model);
    const deps = fakeDeps(env, azure);
    const { settings } = deps;
    const inventory = createInventoryStore(deps);
    const ready = await listIdentities(deps, inventory);
    const identity = ready.find(({ known }) => known.id === ordersClientId)?.shown;
    const vault = settings.vaults[0];
    if (!identity || !vault) throw new Error("The fake has no such cell.");
    const around = {
      ...(await gatherFromArm(inventory.snapshot(), [identity])),
      network: await gatherFromNetwork(azure, [vault]),
    };
    const view = cellView({ settings, around, vault, identity: idsOf(identity) });
    const report = reportSchema.parse(await (await signedInApp(deps).request("/api/report")).json());
    const change = { kind: "set-client-id", identityId: ordersClientId as IdentityId } as const;
    const facts = rehearseFacts(settings, { report, change, ready, around, references: [] });
    const [rehearsed] = facts.identities.filter(({ id }) => id === ordersClientId);
    contexts = {
      overview: fixContext(view, { operation: "list" }),
      setup: (await gatherSetup(deps, inventory, { identityId: ordersClientId, vault })).facts.context,
      rehearse: contextOf(facts, rehearsed, facts.vaults[0]),
    };
  });

  test.each(Object.keys(makers) as (keyof typeof makers)[])("%s is the same fix on every page", (name) => {
    const overview = writeFix(makers[name], contexts.overview);
    expect(overview.commands.bash).not.toMatch(/<[a-z-]+>/);
    expect(overview.commands.powershell).not.toBe("");
    expect(writeFix(makers[name], contexts.setup)).toEqual(overview);
    expect(writeFix(makers[name], contexts.rehearse)).toEqual(overview);
  });

  test("the pages print the same commands for the grant and for the setting", async () => {
    const app = signedInApp(fakeDeps(env, azureWith(model)));
    const get = async (path: string) => (await app.request(path)).json();
    const { cells } = reportSchema.parse(await get("/api/report"));
    const setup = setupAnswerSchema.parse(await get(`/api/setup?identityId=${ordersClientId}`));
    const rehearsed = rehearseAnswerSchema.parse(
      await get(`/api/rehearse?change=set-client-id&identityId=${ordersClientId}`),
    );
    const cell = cells.find(
      ({ identityId, vaultId }) => identityId === ordersClientId && vaultId === "kv-orders",
    );
    const step = (id: string) => setup.steps.find((one) => one.id === id)?.command;
    const plan = (kind: string) => rehearsed.plan.find((one) => one.kind === kind)?.command;
    const printed = cell?.diagnosis?.causes[0]?.fix?.commands;
    expect(printed?.bash).toContain(ordersPrincipalId);
    expect(step("grant-access")).toEqual(printed);
    expect(plan("grant")).toEqual(printed);
    expect(step("select-identity")?.bash).toContain(`AZURE_CLIENT_ID=${ordersClientId}`);
    expect(plan("change")).toEqual(step("select-identity"));
  });
});
