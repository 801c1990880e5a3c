import { type Emulator, startEmulator } from "@latchkey/emulator/start";
import { referencesAnswerSchema } from "@latchkey/shared/references";
import { afterAll, beforeAll, expect, test } from "vitest";
import { appServiceEnv, fakeAzure, fakeDeps } from "../testing/fake-deps.ts";
import { signedInApp } from "../testing/signed-in.ts";
import { entry } from "../testing/start-bff.ts";

let emulator: Emulator;

beforeAll(async () => {
  emulator = await startEmulator({
    world: "mixed",
    app: { command: process.execPath, args: [entry()] },
  });
  await emulator.restartApp();
});
afterAll(() => emulator.close());

const answered = async () => (await fetch(`${emulator.frontDoorUrl}/api/references`)).text();

test("ARM's list and this process are one list, with the identity that references use and a direct read", async () => {
  const { arm, referenceIdentity, references } = referencesAnswerSchema.parse(JSON.parse(await answered()));
  expect(arm).toMatchObject({ state: "known", value: 2 });
  expect(referenceIdentity).toMatchObject({ state: "known", value: "SystemAssigned" });
  const [orders, payments] = references;
  // The system-assigned identity reads kv-orders, whatever AZURE_CLIENT_ID says.
  expect(orders).toMatchObject({
    setting: "ORDERS_DB_CONNECTION",
    foundIn: ["arm", "environment"],
    syntax: { kind: "secret-uri" },
    status: { value: { name: "Resolved" } },
    identity: { value: { identityId: "system" } },
    inProcess: "resolved",
    directRead: { state: "tried", identityId: "system", outcome: { kind: "allowed" } },
    latestVersion: { state: "known", source: "vault" },
    verdict: { kind: "works", basis: "vault-said" },
  });
  expect(payments).toMatchObject({
    setting: "PAYMENTS_API_KEY",
    syntax: { kind: "vault-name" },
    status: { value: { name: "AccessToKeyVaultDenied" } },
    inProcess: "literal",
    directRead: { outcome: { kind: "denied" } },
    verdict: { kind: "broken", basis: "arm-showed" },
  });
});

test("once the vault lets the identity in, the verdict says that only App Service has not asked again", async () => {
  await emulator.playStep("grant-secrets-user-on-kv-payments-to-system");
  const { references } = referencesAnswerSchema.parse(JSON.parse(await answered()));
  expect(references[1]?.verdict).toMatchObject({ kind: "broken", basis: "vault-said" });
  expect(references[1]?.verdict.next).toContain("Change any app setting");
});

test("no value, token or identity header is in the answer", async () => {
  const text = await answered();
  for (const canary of emulator.canaries()) expect(text).not.toContain(canary);
});

const env = {
  ...appServiceEnv,
  DB: "@Microsoft.KeyVault(VaultName=kv-orders;SecretName=db)",
  API_KEY: "resolved-value-that-must-not-leak",
  BROKEN: "@Microsoft.KeyVault(VaultName=kv-orders)",
  WEBSITE_KEYVAULT_REFERENCES: JSON.stringify({
    API_KEY: {
      rawReference: "@Microsoft.KeyVault(VaultName=kv-orders;SecretName=api-key)",
      status: "Resolved",
    },
    DB: { status: "AccessToKeyVaultDenied", identityType: "SystemAssigned" },
  }),
};

test("without ARM the environment tells what it can, and never a value", async () => {
  const response = await signedInApp(fakeDeps(env)).request("/api/references");
  const text = await response.text();
  expect(text).not.toContain("must-not-leak");
  const { arm, references } = referencesAnswerSchema.parse(JSON.parse(text));
  expect(arm.state).toBe("unknown");
  expect(references.map(({ setting, inProcess, verdict }) => [setting, inProcess, verdict.kind])).toEqual([
    ["API_KEY", "resolved", "works"],
    ["BROKEN", "literal", "broken"],
    ["DB", "literal", "broken"],
  ]);
});

test("a viewer sees all but the direct read, which reads a secret by name", async () => {
  let reads = 0;
  const { vaults, ...rest } = fakeAzure();
  const counted = {
    ...vaults,
    read: (...all: Parameters<typeof vaults.read>) => {
      reads += 1;
      return vaults.read(...all);
    },
  };
  const app = signedInApp(fakeDeps(env, { ...rest, vaults: counted }), ["Latchkey.Viewer"]);
  const { references } = referencesAnswerSchema.parse(await (await app.request("/api/references")).json());
  expect(references.every(({ directRead }) => directRead.state === "not-tried")).toBe(true);
  expect(reads).toBe(0);
});
