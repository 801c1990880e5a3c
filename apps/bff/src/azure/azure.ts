import type { TokenCredential } from "@azure/core-auth";
import type { Clock } from "../clock.ts";
import type { Settings } from "../settings/settings.ts";
import { type ArmReader, createArmReader } from "./arm.ts";
import { type ArmLists, createArmLists } from "./arm-lists.ts";
import { azureAgent } from "./connect.ts";
import { type RequestCount, withExchange } from "./exchange.ts";
import type { IdentityChoice } from "./identity-choice.ts";
import { createVaultReader, type VaultReader } from "./key-vault.ts";
import { createTokens, type Tokens } from "./tokens.ts";
import { createVaultNetwork, type VaultNetwork } from "./vault-network.ts";

/** Gives tokens of one identity for ARM, inside the SDK clients only. */
export type ArmCredential = TokenCredential;

/** Everything that talks to Azure, for the identities of this process. */
export type Azure = {
  tokens: Tokens;
  /** Resource URIs without trailing slash, fixed by the cloud and never taken from an answer. */
  audiences: { vault: string; arm: string };
  vaults: VaultReader;
  arm: ArmReader;
  lists: ArmLists;
  network: VaultNetwork;
  armCredential(choice: IdentityChoice): ArmCredential;
  /** Runs `work` and says how many requests it caused. */
  counted<Value>(work: () => Promise<Value>): Promise<{ value: Value; count: RequestCount }>;
};

/** What a verb takes that asks Azure. The SDKs load right after the start, so this may wait; it never rejects on its own. */
export type WithAzure = { azure: () => Promise<Azure> };

/** Puts the real SDK clients behind our types. Importing this file loads the Azure SDKs. */
export function connectAzure(settings: Settings, clock: Clock, userAgent: string): Azure {
  const agent = azureAgent(settings);
  const tokens = createTokens(settings.identityEndpoint, clock);
  const audiences = { vault: `https://${settings.cloud.vaultSuffix}`, arm: settings.cloud.armEndpoint };
  return {
    tokens,
    audiences,
    vaults: createVaultReader({
      agent,
      userAgent,
      clock,
      credentialFor: (choice) => tokens.credentialFor(choice, audiences.vault),
    }),
    arm: createArmReader({ agent, userAgent, endpoint: audiences.arm }),
    lists: createArmLists({ agent, userAgent, endpoint: audiences.arm }),
    network: createVaultNetwork({ agent, userAgent, dnsServers: settings.dnsServers }),
    armCredential: (choice) => tokens.credentialFor(choice, audiences.arm),
    counted: (work) => withExchange(async (exchange) => ({ value: await work(), count: exchange.count })),
  };
}
