import { type Answer, type DecodedPacket, decode, encode } from "dns-packet";
import type { Cloud } from "../cloud/cloud.ts";
import { takeFault } from "../faults/apply-faults.ts";
import { findVault } from "../world/find.ts";
import type { Vault } from "../world/schema.ts";

const ttlSeconds = 5;
const authoritative = 1 << 10;
const recursion = (1 << 8) | (1 << 7);
const rcodes = { NOERROR: 0, NXDOMAIN: 3, REFUSED: 5 };

type Rcode = keyof typeof rcodes;

/** Addresses that look like Azure's public ones; nothing connects to them. */
const fixedHosts: Record<string, string> = {
  "management.azure.com": "20.61.98.10",
  "login.microsoftonline.com": "20.190.160.14",
  "login.windows.net": "20.190.160.15",
  "sts.windows.net": "20.190.160.16",
};

const privateZone = "privatelink.vaultcore.azure.net";

const address = (name: string, data: string): Answer => ({ type: "A", name, ttl: ttlSeconds, data });

/** A vault with a private endpoint answers by way of the private zone, to everybody; who is inside gets its address. */
function vaultAnswers(name: string, vault: Vault): Answer[] {
  const endpoint = vault.privateEndpoint;
  if (!endpoint) return [address(name, vault.publicAddress)];
  const alias = `${vault.name}.${privateZone}`;
  const target = endpoint.reachedByApp ? endpoint.address : vault.publicAddress;
  return [{ type: "CNAME", name, ttl: ttlSeconds, data: alias }, address(alias, target)];
}

function vaultOf(cloud: Cloud, name: string): Vault | undefined {
  const label = /^([^.]+)\.(?:vault|privatelink\.vaultcore)\.azure\.net$/.exec(name)?.[1];
  return label === undefined ? undefined : findVault(cloud.world, label);
}

function lookUp(cloud: Cloud, name: string): { rcode: Rcode; answers: Answer[] } {
  const fixed = fixedHosts[name];
  if (fixed !== undefined) return { rcode: "NOERROR", answers: [address(name, fixed)] };
  const vault = vaultOf(cloud, name);
  if (!vault) return { rcode: "NXDOMAIN", answers: [] };
  if (name.endsWith(privateZone)) {
    const inside = vault.privateEndpoint?.reachedByApp ? vault.privateEndpoint.address : vault.publicAddress;
    return { rcode: "NOERROR", answers: [address(name, inside)] };
  }
  return { rcode: "NOERROR", answers: vaultAnswers(name, vault) };
}

function packet(query: DecodedPacket, rcode: Rcode, answers: Answer[]): Buffer {
  return encode({
    type: "response",
    id: query.id ?? 0,
    flags: authoritative | recursion | rcodes[rcode],
    questions: query.questions ?? [],
    answers,
  });
}

/** The reply to one DNS message; undefined = none is sent (not a query, or a fault swallowed it). */
export function dnsReply(cloud: Cloud, message: Buffer): Buffer | undefined {
  let query: DecodedPacket;
  try {
    query = decode(message);
  } catch {
    return undefined;
  }
  const question = query.questions?.[0];
  if (query.type !== "query" || !question) return undefined;
  const name = question.name.toLowerCase();
  const finished = cloud.log.arrived({
    service: "dns",
    method: question.type,
    host: name,
    path: "",
    query: {},
    headers: {},
  });
  const { rcode, answers } = lookUp(cloud, name);
  const subject = { service: "dns" as const, operation: question.type, vault: vaultOf(cloud, name)?.name };
  const fault = takeFault(cloud, subject, ({ kind }) => kind in dnsFaults);
  const spoiled = fault ? dnsFaults[fault.kind] : undefined;
  if (spoiled === "silence") return undefined;
  const said = spoiled ?? rcode;
  finished({ operation: said, status: rcodes[said] });
  // Nothing here has an IPv6 address: the name exists, the answer is empty.
  const wanted = said !== "NOERROR" || question.type === "AAAA" ? [] : answers;
  return packet(query, said, wanted);
}

/** What a fault does to a DNS answer. Kinds that are not here do not strike DNS. */
const dnsFaults: Record<string, Rcode | "silence"> = {
  nxdomain: "NXDOMAIN",
  refuse: "REFUSED",
  hang: "silence",
};
