import { type Emulator, startEmulator } from "@latchkey/emulator/start";
import { type SetupAnswer, setupAnswerSchema } from "@latchkey/shared/setup";
import { type WhichIdentityAnswer, whichIdentityAnswerSchema } from "@latchkey/shared/which-identity";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { entry } from "../testing/start-bff.ts";

let emulator: Emulator;

beforeAll(async () => {
  emulator = await startEmulator({
    world: "article",
    app: { command: process.execPath, args: [entry()] },
  });
  await emulator.restartApp();
});
afterAll(() => emulator.close());

const get = async (path: string) => (await fetch(emulator.frontDoorUrl + path)).json();
const setup = async (): Promise<SetupAnswer> => setupAnswerSchema.parse(await get("/api/setup"));
const which = async (): Promise<WhichIdentityAnswer> =>
  whichIdentityAnswerSchema.parse(await get("/api/which-identity"));

function states({ steps }: SetupAnswer): string {
  return steps.map(({ id, state }) => `${id} ${state}`).join(", ");
}

function stepOf({ steps }: SetupAnswer, id: string) {
  return steps.find((step) => step.id === id);
}

describe.each(["article", "article-rbac"] as const)("%s", (world) => {
  beforeAll(() => emulator.useWorld(world));

  test("at first there is no identity, and the code works as the system-assigned one", async () => {
    const answer = await setup();
    expect(answer.identity).toBeNull();
    expect(states(answer)).toBe(
      "create-identity open, grant-access open, assign-identity open, select-identity open, check-access open",
    );
    expect(answer.nextStep).toBe("create-identity");
    expect(stepOf(answer, "create-identity")?.command?.bash).toMatch(
      /^az identity create --resource-group rg-orders --name id-app-orders/,
    );
  });

  test("an identity that is not assigned yet is seen in ARM, with its ids in the commands", async () => {
    await emulator.playStep("create-identity");
    await expect.poll(async () => states(await setup())).toMatch(/^create-identity done, grant-access open/);
    const answer = await setup();
    expect(answer.identity?.name).toBe("id-orders");
    expect(answer.identity?.assigned).toMatchObject({ value: false });
    expect(stepOf(answer, "assign-identity")?.state).toBe("open");
    const principalId = emulator.world().userAssignedIdentities[0]?.principalId;
    expect(stepOf(answer, "grant-access")?.command?.bash).toContain(principalId);
  });

  test("a grant is seen before the identity is assigned, in the model that counts", async () => {
    await emulator.playStep("grant-access");
    await expect
      .poll(async () => stepOf(await setup(), "grant-access")?.state, { timeout: 5_000 })
      .toBe("done");
    expect(stepOf(await setup(), "grant-access")).toMatchObject({
      state: "done",
      basis: "arm-showed",
      articleForm: { works: world === "article", present: world === "article" ? "yes" : "no" },
      todayForm: { works: world === "article-rbac", present: world === "article-rbac" ? "yes" : "no" },
    });
  });

  test("assigned but not selected, the check fails and is explained, while the identity's own row is green", async () => {
    await emulator.playStep("assign-identity");
    const answer = await setup();
    expect(states(answer)).toBe(
      "create-identity done, grant-access done, assign-identity done, select-identity open, check-access failed",
    );
    expect(stepOf(answer, "grant-access")?.basis).toBe("vault-said");
    expect(stepOf(answer, "check-access")?.explainsCell).toMatchObject({
      identityId: "default",
      vaultId: "kv-orders",
      cause: "user-assigned-not-selected",
    });
    const row = (await which()).rows.find(({ id }) => id === "default-azure-credential-js");
    expect(row).toMatchObject({
      answer: { kind: "failure" },
      decidedBy: { setting: "AZURE_CLIENT_ID", value: null },
      verified: { agrees: true, observedIdentityId: null },
    });
  });

  test("the article's setting does nothing for today's libraries, and all say so", async () => {
    await emulator.playStep("set-connection-string");
    const clientId = emulator.world().userAssignedIdentities[0]?.clientId;
    const answer = await setup();
    expect(stepOf(answer, "select-identity")).toMatchObject({
      state: "failed",
      articleForm: { present: "yes", works: false },
      todayForm: { present: "no", works: true },
    });
    expect(answer.warnings.join()).toContain("AzureServicesAuthConnectionString does nothing here");
    const { connectionString, rows, findings } = await which();
    expect(connectionString).toMatchObject({
      state: "valid",
      connection: { kind: "managed-identity", clientId },
      replacement: { settings: [{ name: "AZURE_CLIENT_ID", value: clientId }] },
    });
    expect(rows.find(({ id }) => id === "app-authentication")?.answer).toMatchObject({
      kind: "identity",
      identityId: clientId,
    });
    expect(rows.find(({ id }) => id === "default-azure-credential-js")?.answer.kind).toBe("failure");
    expect(findings.map(({ id }) => id)).toContain("legacy-setting-without-effect");
  });

  test("AZURE_CLIENT_ID makes it green", async () => {
    await emulator.playStep("set-client-id");
    const answer = await setup();
    expect(answer.nextStep).toBeNull();
    expect(stepOf(answer, "check-access")).toMatchObject({ state: "done", basis: "vault-said" });
    const row = (await which()).rows.find(({ id }) => id === "default-azure-credential-js");
    expect(row).toMatchObject({
      answer: { kind: "identity", name: "id-orders" },
      verified: { agrees: true },
    });
  });
});

test("without ARM, what cannot be seen says which right is missing, and the probe still decides the last step", async () => {
  await emulator.useWorld("arm-permission-or-scope");
  const answer = await setup();
  const hidden = answer.steps.filter(({ state }) => state === "cannot-tell");
  for (const step of hidden) expect(step.because).toMatch(/^Cannot tell, because /);
  expect(stepOf(answer, "check-access")?.state).not.toBe("cannot-tell");
});

test("an identity that is not known is a 404, and so is a vault that is not configured", async () => {
  for (const query of ["identityId=11111111-1111-4111-8111-111111111111", "vaultId=kv-elsewhere"]) {
    const response = await fetch(`${emulator.frontDoorUrl}/api/setup?${query}`);
    expect(response.status).toBe(404);
  }
});

test("a swap that left the other slot's identity in the process is found", async () => {
  await emulator.useWorld("slots");
  expect((await which()).findings).toEqual([]);
  await emulator.playStep("swap-left-wrong-identity");
  const [finding] = (await which()).findings;
  expect(finding).toMatchObject({ id: "slot-identity-differs", severity: "error" });
  expect(finding?.sentence).toContain("the production slot of app-orders");
  await emulator.playStep("restart-slot");
  expect((await which()).findings).toEqual([]);
});
