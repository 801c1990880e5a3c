import { Resolver } from "node:dns/promises";
import { Agent, type AgentOptions } from "node:https";
import type { LookupFunction } from "node:net";
import type { PipelinePolicy } from "@azure/core-rest-pipeline";
import { type ConnectTo, connectToFor } from "../settings/connect-to.ts";

/** How connections to Azure are made: kept alive, with the configured DNS servers and loopback targets. */
export function azureAgent(settings: { connectTo: ConnectTo[]; dnsServers: string[] }): Agent {
  const { connectTo } = settings;
  const options: AgentOptions = { keepAlive: true, keepAliveMsecs: 30_000, maxSockets: 64 };
  if (connectTo.length > 0 || settings.dnsServers.length > 0) {
    options.lookup = lookupWith(
      settings.dnsServers.length > 0 ? resolverFor(settings.dnsServers) : undefined,
      connectTo,
    );
  }
  const agent = new Agent(options);
  const create = agent.createConnection.bind(agent);
  agent.createConnection = (connection, done) => {
    const target = connectToFor(connectTo, connection.host ?? "");
    return create(target ? { ...connection, port: target.port } : connection, done);
  };
  return agent;
}

/** Gives every request of an SDK client our agent. */
export function agentPolicy(agent: Agent): PipelinePolicy {
  return {
    name: "latchkey-agent",
    sendRequest(request, next) {
      request.agent = agent;
      return next(request);
    },
  };
}

export function resolverFor(servers: string[]): Resolver {
  const resolver = new Resolver({ timeout: 1_500, tries: 2 });
  resolver.setServers(servers);
  return resolver;
}

// A host that has a target is still resolved first where DNS servers are configured: a name that does not exist must not connect.
function lookupWith(resolver: Resolver | undefined, connectTo: ConnectTo[]): LookupFunction {
  const addressOf = async (host: string) => {
    const resolved = resolver ? (await resolver.resolve4(host))[0] : undefined;
    const target = connectToFor(connectTo, host);
    if (target) return target.address;
    if (resolved) return resolved;
    const { lookup } = await import("node:dns/promises");
    return (await lookup(host)).address;
  };
  return (host, options, done) => {
    addressOf(host).then(
      (address) => {
        const family = address.includes(":") ? 6 : 4;
        if (options.all) done(null, [{ address, family }]);
        else done(null, address, family);
      },
      (error: NodeJS.ErrnoException) => done(error, "", 4),
    );
  };
}
