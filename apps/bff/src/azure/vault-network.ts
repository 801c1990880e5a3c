import { lookup, type Resolver } from "node:dns/promises";
import { type Agent, get } from "node:https";
import { isPrivateAddress } from "@latchkey/diagnosis/azure/addresses";
import type { Fact } from "@latchkey/shared/fact";
import type { dnsAnswerSchema } from "@latchkey/shared/vault";
import type { z } from "zod";
import { resolverFor } from "./connect.ts";
import { countRequest } from "./exchange.ts";

export type DnsAnswer = z.infer<typeof dnsAnswerSchema>;

/** What the network shows of a vault, without any token. */
export type VaultNetwork = {
  dns(host: string): Promise<Fact<DnsAnswer>>;
  /** The address that the vault saw us come from. */
  seenAddress(vaultUri: string): Promise<Fact<string>>;
};

const limitMs = 3_000;

export function createVaultNetwork({
  agent,
  dnsServers,
  userAgent,
}: {
  agent: Agent;
  dnsServers: string[];
  userAgent: string;
}): VaultNetwork {
  const resolver = dnsServers.length > 0 ? resolverFor(dnsServers) : undefined;
  return {
    async dns(host) {
      try {
        const addresses = resolver
          ? await resolver.resolve4(host)
          : (await lookup(host, { all: true })).map(({ address }) => address);
        const aliases = await aliasesOf(resolver, host);
        const kind = addresses.some(isPrivateAddress) ? "private" : "public";
        return { state: "known", source: "dns", value: { kind, addresses, aliases } };
      } catch (error) {
        return dnsFailure(error);
      }
    },
    seenAddress: (vaultUri) => healthStatus(agent, userAgent, vaultUri),
  };
}

function dnsFailure(error: unknown): Fact<DnsAnswer> {
  const code = error instanceof Error && "code" in error ? String(error.code) : "an unknown error";
  if (code === "ENOTFOUND" || code === "ENODATA") {
    return { state: "known", source: "dns", value: { kind: "none", addresses: [], aliases: [] } };
  }
  return { state: "unknown", because: `the DNS server did not answer (${code})` };
}

// A resolver of the system gives no CNAME records; then the chain is left empty.
async function aliasesOf(resolver: Resolver | undefined, host: string): Promise<string[]> {
  const aliases: string[] = [];
  for (let name = host; resolver && aliases.length < 5; ) {
    const [next] = await resolver.resolveCname(name).catch(() => []);
    if (!next || next === name || aliases.includes(next)) break;
    aliases.push(next);
    name = next;
  }
  return aliases;
}

/**
 * `GET /healthstatus` needs no token and answers with the caller's address in `x-ms-keyvault-network-info`.
 * Source: Microsoft Learn, "Diagnose private links configuration issues on Azure Key Vault".
 */
function healthStatus(agent: Agent, userAgent: string, vaultUri: string): Promise<Fact<string>> {
  const { promise, resolve } = Promise.withResolvers<Fact<string>>();
  const unknown = (because: string) => resolve({ state: "unknown", because });
  countRequest("vaults");
  const request = get(
    new URL("/healthstatus", vaultUri),
    { agent, headers: { "user-agent": userAgent }, timeout: limitMs },
    (response) => {
      response.resume();
      const info = String(response.headers["x-ms-keyvault-network-info"] ?? "");
      const address = /(?:^|;)\s*addr=([0-9a-f.:]+)/i.exec(info)?.[1];
      if (address) resolve({ state: "known", source: "vault", value: address });
      else unknown(`the vault answered ${response.statusCode ?? "nothing"} without naming our address`);
    },
  );
  request.on("timeout", () => request.destroy());
  request.on("error", () => unknown("the vault could not be reached"));
  const timer = setTimeout(() => request.destroy(), limitMs);
  timer.unref();
  return promise.finally(() => clearTimeout(timer));
}
