import type { Opinion, PredictionFacts } from "./predict.ts";

/** Does the vault's network let this call in? Network rules are checked before any grant. */
export function networkOpinion({ network, address }: PredictionFacts): Opinion {
  if (!network) return { access: "unknown", reason: "The vault's network rules could not be read." };
  const isClosed = network.publicNetworkAccess.toLowerCase() === "disabled";
  if (!isClosed && network.defaultAction.toLowerCase() !== "deny") return { access: "allowed", reason: "" };
  if (isClosed && network.privateEndpoints === 0)
    return {
      access: "denied",
      reason: "Public network access is disabled and there is no private endpoint.",
    };
  if (isClosed) {
    if (!address)
      return {
        access: "unknown",
        reason: "Public network access is disabled; whether the call comes by private endpoint is not known.",
      };
    return isPrivate(address)
      ? { access: "allowed", reason: "Public network access is disabled; the vault sees a private address." }
      : {
          access: "denied",
          reason: `Public network access is disabled; the vault sees the public address ${address}.`,
        };
  }
  if (address && network.ipRules.some((rule) => admits(rule, address)))
    return { access: "allowed", reason: `The firewall admits ${address}.` };
  if (network.virtualNetworkRules > 0 || network.privateEndpoints > 0)
    return {
      access: "unknown",
      reason:
        "The firewall denies by default; a virtual network rule or a private endpoint may admit the call.",
    };
  return address
    ? { access: "denied", reason: `The firewall denies by default and does not list ${address}.` }
    : { access: "unknown", reason: "The firewall denies by default; our address is not known." };
}

function isPrivate(address: string): boolean {
  return /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|f[cd][0-9a-f]{2}:)/i.test(address);
}

/** One IPv4 address or CIDR range of the vault's rules. */
function admits(rule: string, address: string): boolean {
  const [base = "", bits = "32"] = rule.split("/");
  const [left, right] = [base, address].map(toNumber);
  const width = Number(bits);
  if (left === undefined || right === undefined || !(width >= 0 && width <= 32)) return base === address;
  const size = 2 ** (32 - width);
  return Math.floor(left / size) === Math.floor(right / size);
}

function toNumber(address: string): number | undefined {
  const parts = address.split(".").map(Number);
  if (parts.length !== 4 || parts.some((part) => !(part >= 0 && part <= 255))) return undefined;
  return parts.reduce((sum, part) => sum * 256 + part, 0);
}
