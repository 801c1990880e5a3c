import { isAdmitted, isPrivateAddress } from "../azure/addresses.ts";
import type { Opinion, PredictionFacts } from "./prediction.ts";

/** Does the vault's network let this call in? Network rules are checked before any grant. */
export function networkOpinion({ network, address }: PredictionFacts): Opinion {
  if (!network) return { access: "unknown", reason: "The vault's network rules could not be read." };
  const isClosed = network.publicNetworkAccess === "Disabled";
  if (!isClosed && network.defaultAction !== "Deny") return { access: "allowed", reason: "" };
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
    return isPrivateAddress(address)
      ? { access: "allowed", reason: "Public network access is disabled; the vault sees a private address." }
      : {
          access: "denied",
          reason: `Public network access is disabled; the vault sees the public address ${address}.`,
        };
  }
  if (address && isAdmitted(address, network.ipRules))
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
