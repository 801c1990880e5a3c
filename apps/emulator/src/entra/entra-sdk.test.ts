import tls from "node:tls";
import { ManagedIdentityCredential } from "@azure/identity";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Emulator, startEmulator } from "../start.ts";

let emulator: Emulator;

beforeAll(async () => {
  emulator = await startEmulator({ world: "entra-rejects-credential" });
  tls.setDefaultCACertificates([...tls.rootCertificates, emulator.caCertificate]);
  for (const [name, value] of Object.entries(emulator.appEnvironment())) {
    if (/^(AZURE|IDENTITY)_/.test(name)) process.env[name] = value;
  }
});
afterAll(() => emulator.close());

test("with left-over workload identity settings the managed identity credential asks Entra, and is refused there", async () => {
  const credential = new ManagedIdentityCredential({
    clientId: process.env.AZURE_CLIENT_ID ?? "",
    retryOptions: { maxRetries: 0 },
  });
  await expect(credential.getToken("https://vault.azure.net/.default")).rejects.toThrow(
    "AADSTS700211: No matching federated identity record found for presented assertion issuer 'https://cluster.example/'",
  );
  expect(emulator.requests().map(({ service, operation }) => [service, operation])).toEqual([
    ["entra", "openid-configuration"],
    ["entra", "token"],
  ]);
});
