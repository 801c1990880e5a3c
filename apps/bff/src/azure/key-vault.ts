import type { Agent } from "node:https";
import type { TokenCredential } from "@azure/core-auth";
import { type KeyVaultSecret, SecretClient, type SecretProperties } from "@azure/keyvault-secrets";
import type { Outcome } from "@latchkey/shared/outcome";
import type { SecretItem } from "@latchkey/shared/secret";
import { type Clock, msSince } from "../clock.ts";
import type { ConfiguredVault } from "../settings/configured-vaults.ts";
import { agentPolicy } from "./connect.ts";
import { TimeLimit, within } from "./deadline.ts";
import { type Exchange, exchangePolicy, withExchange } from "./exchange.ts";
import { choiceKey, type IdentityChoice } from "./identity-choice.ts";
import { cursorOf, pageLinkOf, sameOriginPolicy } from "./page-links.ts";
import { secretItem } from "./secret-item.ts";
import { SecretValue } from "./secret-value.ts";
import { vaultOutcome } from "./vault-outcome.ts";

/** What one call to a vault brought. `value` is there when the outcome is `allowed`. */
export type VaultAnswer<Value> = {
  outcome: Outcome;
  requestId: string | null;
  tookMs: number;
  value?: Value;
};

type SecretPage = { items: SecretItem[]; cursor: string | null };

/** A secret that was read: its value, hidden, and what a list shows of it. */
type ReadSecret = { value: SecretValue; version: string | undefined; item: SecretItem };

/** Key Vault's secrets as one identity sees them. No method throws for what a vault can answer. */
export type VaultReader = {
  /** One page: the first of at most `size` secrets (1 to 25), or the one that `cursor` names. */
  listPage(at: At, page: { size: number } | { cursor: string }): Promise<VaultAnswer<SecretPage>>;
  /** All pages in order; ends after the first answer that is not `allowed`. */
  listPages(at: At): AsyncGenerator<VaultAnswer<SecretPage>>;
  read(at: At, name: string): Promise<VaultAnswer<ReadSecret>>;
  /** `allowed` when a secret of this name is soft-deleted, `secret-not-found` when it is not. Nothing of it is kept. */
  findDeleted(at: At, name: string): Promise<VaultAnswer<true>>;
};

/** Which identity asks which vault, and how long it may take in milliseconds. */
type At = { choice: IdentityChoice; vault: ConfiguredVault; limitMs: number; signal?: AbortSignal };

type Options = {
  agent: Agent;
  userAgent: string;
  clock: Clock;
  credentialFor: (choice: IdentityChoice) => TokenCredential;
};

/** One `SecretClient` per identity and vault, kept for the life of the process, so that each is challenged once at most. */
export function createVaultReader(options: Options): VaultReader {
  const clients = new Map<string, SecretClient>();
  const clientAt = ({ choice, vault }: At): SecretClient => {
    const key = `${choiceKey(choice)} ${vault.id}`;
    const client = clients.get(key) ?? newClient(options, options.credentialFor(choice), vault.uri);
    clients.set(key, client);
    return client;
  };
  const call = <Value>(
    at: At,
    work: (exchange: Exchange, signal: AbortSignal) => Promise<Value | undefined>,
  ) => observed(options.clock, at, work);

  return {
    listPage: (at, page) =>
      call(at, async (exchange, abortSignal) => {
        const pages = clientAt(at)
          .listPropertiesOfSecrets({ abortSignal })
          .byPage(pageSettings(at.vault, page));
        return pageOf(await pages.next(), exchange);
      }),
    async *listPages(at) {
      const pages = clientAt(at)
        .listPropertiesOfSecrets(at.signal ? { abortSignal: at.signal } : {})
        .byPage();
      for (let more = true; more; ) {
        const answer = await call(at, async (exchange) => pageOf(await pages.next(), exchange));
        more = answer.outcome.kind === "allowed" && answer.value !== lastPage;
        if (answer.value !== lastPage) yield answer;
      }
    },
    read: (at, name) =>
      call(at, async (_exchange, abortSignal) =>
        readSecret(await clientAt(at).getSecret(name, { abortSignal })),
      ),
    findDeleted: (at, name) =>
      call(at, async (_exchange, abortSignal) => {
        await clientAt(at).getDeletedSecret(name, { abortSignal });
        return true as const;
      }),
  };
}

function newClient({ agent, userAgent }: Options, credential: TokenCredential, uri: string): SecretClient {
  return new SecretClient(uri, credential, {
    retryOptions: { maxRetries: 0 },
    redirectOptions: { maxRetries: 0 },
    userAgentOptions: { userAgentPrefix: userAgent },
    additionalPolicies: [
      { policy: agentPolicy(agent), position: "perCall" },
      { policy: sameOriginPolicy(uri), position: "perCall" },
      { policy: exchangePolicy("vaults"), position: "perRetry" },
    ],
  });
}

/** Runs one call against its time limit and turns what happened into an answer. */
function observed<Value>(
  clock: Clock,
  at: At,
  work: (exchange: Exchange, signal: AbortSignal) => Promise<Value | undefined>,
): Promise<VaultAnswer<Value>> {
  const startedMs = clock.elapsedMs();
  return withExchange(async (exchange) => {
    const answer = (outcome: Outcome, value?: Value): VaultAnswer<Value> => ({
      outcome,
      requestId: exchange.requestId ?? null,
      tookMs: msSince(clock, startedMs),
      ...(value !== undefined && { value }),
    });
    const stop = new AbortController();
    const signal = at.signal ? AbortSignal.any([stop.signal, at.signal]) : stop.signal;
    try {
      const value = await within(at.limitMs, work(exchange, signal));
      if (value === undefined)
        return answer({ kind: "unexpected", why: "malformed-answer", httpStatus: exchange.last?.status });
      return answer({ kind: "allowed", proof: "read" }, value);
    } catch (error) {
      if (error instanceof TimeLimit) stop.abort();
      return answer(vaultOutcome(error, exchange));
    }
  });
}

function pageSettings(vault: ConfiguredVault, page: { size: number } | { cursor: string }) {
  if ("size" in page) return { maxPageSize: page.size };
  return { continuationToken: pageLinkOf(vault.uri, page.cursor) };
}

// What the SDK's iterator gives after the last page.
const lastPage: SecretPage = { items: [], cursor: null };

function pageOf(page: IteratorResult<SecretProperties[]>, exchange: Exchange): SecretPage {
  if (page.done) return lastPage;
  return {
    items: page.value.map(secretItem),
    cursor: exchange.nextLink ? cursorOf(exchange.nextLink) : null,
  };
}

function readSecret({ value, properties }: KeyVaultSecret): ReadSecret | undefined {
  return typeof value === "string"
    ? { value: new SecretValue(value), version: properties.version, item: secretItem(properties) }
    : undefined;
}
