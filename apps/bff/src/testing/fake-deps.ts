import type { Azure } from "../azure/azure.ts";
import type { VaultAnswer } from "../azure/key-vault.ts";
import { SecretValue } from "../azure/secret-value.ts";
import type { TokenResult } from "../azure/tokens.ts";
import type { Deps } from "../deps.ts";
import type { BackgroundProbe } from "../history/background-probe.ts";
import type { History } from "../history/history.ts";
import type { LogEvent } from "../http/log.ts";
import { parseSettings } from "../settings/settings.ts";
import { type MemoryAudit, memoryAudit } from "./memory-audit.ts";

export const ordersClientId = "3f0f1f6e-6a53-4a0e-9d55-0a8a6f1f0b11";
export const ordersPrincipalId = "9b1c61a2-18f1-4f19-a5a4-d1a1a49a0a01";
const instant = "2026-06-01T00:00:00.000Z";

/** An environment as App Service gives it, with sign-in on, two vaults and one user-assigned identity selected. */
export const appServiceEnv: Record<string, string> = {
  WEBSITE_SITE_NAME: "app-orders",
  WEBSITE_RESOURCE_GROUP: "rg-orders",
  WEBSITE_OWNER_NAME: "6c1c7d1e-0000-4000-8000-000000000001+rg-orders-WestEuropewebspace-Linux",
  WEBSITE_INSTANCE_ID: "a1b2c3d4e5f6",
  WEBSITE_AUTH_ENABLED: "True",
  REGION_NAME: "West Europe",
  IDENTITY_ENDPOINT: "http://127.0.0.1:1/msi/token",
  IDENTITY_HEADER: "header-value-that-must-not-leak",
  AZURE_CLIENT_ID: ordersClientId,
  KEY_VAULT_URLS: "https://kv-orders.vault.azure.net,https://kv-payments.vault.azure.net",
};

const grantedToken: TokenResult = {
  outcome: { kind: "allowed", proof: "token-obtained" },
  at: instant,
  tookMs: 1,
  expiresAt: "2026-06-02T00:00:00.000Z",
  claims: { appid: ordersClientId, oid: ordersPrincipalId },
};

const answer = <Value>(outcome: VaultAnswer<Value>["outcome"], value?: Value): VaultAnswer<Value> => ({
  outcome,
  requestId: "request-1",
  tookMs: 2,
  ...(value !== undefined && { value }),
});

/** An Azure in which everything is allowed and ARM refuses; give other members to change that. */
export function fakeAzure(changes: Partial<Azure> = {}): Azure {
  const page = { items: [{ kind: "secret" as const, name: "db-password", enabled: true }], cursor: null };
  return {
    tokens: { obtain: async () => grantedToken, credentialFor: () => ({ getToken: async () => null }) },
    audiences: { vault: "https://vault.azure.net", arm: "https://management.azure.com" },
    vaults: {
      listPage: async () => answer({ kind: "allowed", proof: "read" }, page),
      async *listPages() {
        yield answer({ kind: "allowed", proof: "read" }, page);
      },
      findDeleted: async () => answer({ kind: "secret-not-found", httpStatus: 404 }),
      read: async (_at, name) =>
        name.startsWith("latchkey-probe-")
          ? answer({ kind: "secret-not-found", httpStatus: 404 })
          : answer(
              { kind: "allowed", proof: "read" },
              {
                value: new SecretValue("value-that-must-not-leak"),
                version: "v1",
                item: { kind: "secret", name, enabled: true },
              },
            ),
    },
    arm: {
      site: async () => ({
        kind: "denied",
        because: "ARM answered 403",
        missingRight: "Microsoft.Web/sites/read",
      }),
      vaults: async () => ({
        kind: "denied",
        because: "ARM answered 403",
        missingRight: "Microsoft.KeyVault/vaults/read",
      }),
      assignments: async () => ({
        kind: "denied",
        because: "ARM answered 403",
        missingRight: "Microsoft.Authorization/roleAssignments/read",
      }),
      denies: async () => ({ kind: "denied", because: "ARM answered 403" }),
    },
    lists: {
      references: async () => ({ kind: "denied", because: "ARM answered 403" }),
      userAssigned: async () => ({ kind: "denied", because: "ARM answered 403" }),
    },
    network: {
      dns: async () => ({
        state: "known",
        source: "dns",
        value: { kind: "public", addresses: ["20.1.2.3"], aliases: [] },
      }),
      seenAddress: async () => ({ state: "known", source: "vault", value: "20.9.9.9" }),
    },
    armCredential: () => ({ getToken: async () => null }),
    counted: async (work) => ({ value: await work(), count: { identityEndpoint: 0, vaults: 0, arm: 0 } }),
    ...changes,
  };
}

/** A history that keeps nothing. */
const forgetfulHistory: History = {
  keep: () => undefined,
  read: async () => ({ cells: [], changes: [] }),
  problem: () => undefined,
  lastSeenMs: async () => undefined,
  alone: async () => false,
  tidy: async () => undefined,
  close: async () => undefined,
};

const quietBackground: BackgroundProbe = {
  start: () => undefined,
  state: () => ({ state: "off", intervalSeconds: 0, nextAt: null, because: null }),
  stop: () => undefined,
};

export type FakeDeps = Deps & { logged: LogEvent[]; audit: MemoryAudit; advance(ms: number): void };

/** Deps with a clock that stands still unless it is moved. */
export function fakeDeps(
  env: Record<string, string | undefined> = appServiceEnv,
  azure: Azure = fakeAzure(),
): FakeDeps {
  const settings = parseSettings(env);
  const logged: LogEvent[] = [];
  let elapsed = 0;
  return {
    settings,
    startToken: settings.appService.onAppService ? undefined : "start-token-of-the-tests",
    azure: async () => azure,
    now: () => new Date(instant),
    elapsedMs: () => elapsed,
    advance: (ms) => {
      elapsed += ms;
    },
    log: (event) => logged.push(event),
    logged,
    audit: memoryAudit(),
    history: forgetfulHistory,
    background: quietBackground,
    versions: { latchkey: "0.0.0", node: "24.0.0", azureIdentity: "0.0.0", keyVaultSecrets: "0.0.0" },
  };
}
