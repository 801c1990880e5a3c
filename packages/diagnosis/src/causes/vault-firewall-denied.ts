import { isPublicAddress } from "../azure/addresses.ts";
import { effects, type FixMaker } from "../fixes/fix-draft.ts";
import { az, inProse, option } from "../fixes/shell.ts";
import { appOptions, networking, vaultGroupOptions, vaultName, vaultSubscriptionOptions } from "../fixes/targets.ts";
import type { CauseKnowledge } from "./cause.ts";
import { atVault, is } from "./condition.ts";

/** Adds one rule; rules that exist stay. A subnet is steadier, an address is what is known. */
const fix: FixMaker = (context) => {
  const address = context.address && isPublicAddress(context.address) ? context.address : undefined;
  const rule = address ? option("--ip-address", address) : option("--subnet", "<subnet-resource-id>");
  const words = (verb: string): string[] =>
    az(
      `keyvault network-rule ${verb}`,
      option("--name", vaultName(context)),
      vaultGroupOptions(context),
      vaultSubscriptionOptions(context),
      rule,
    );
  return {
    summary: address
      ? `Admit the address ${address} in the vault's firewall.`
      : "Admit the app's integration subnet (with the service endpoint Microsoft.KeyVault) in the vault's firewall.",
    commands: [words("add")],
    ...networking(context),
    changes: "Adds one network rule. Rules that exist stay.",
    undo: inProse(words("remove")),
    effectiveAfter: effects.network,
    risk: "An App Service app has several outbound addresses, shared with others and subject to change: all of them are needed, and a subnet is safer.",
    note: `"Allow trusted Microsoft services" does not admit App Service. All addresses: ${inProse(az("webapp show", appOptions(context), option("--query", "possibleOutboundIpAddresses")))}`,
  };
};

export const vaultFirewallDenied: CauseKnowledge = {
  title: "The vault's firewall does not admit this address",
  meaning:
    "The network rules deny by default, and the app's outbound address or subnet is not among those allowed. App Service is not a trusted service for its own secret reads.",
  next: "Admit the app's outbound addresses in the vault's firewall, or reach the vault over a virtual network.",
  gate: "network",
  rules: [
    [0.92, "vault-said", { any: ["firewall-denied"] }, "Key Vault inner error codes"],
    [
      0.7,
      "arm-showed",
      {
        any: ["vault-forbidden", "reference-denied"],
        facts: { networkDefaultAction: is.one("Deny") },
        unless: { callerAddressAllowed: is.yes },
      },
    ],
    [
      0.6,
      "arm-showed",
      {
        knownStage: ["reference", ...atVault],
        facts: { networkDefaultAction: is.one("Deny") },
        none: ["rbac-denied", "policy-denied", "connection-denied"],
      },
    ],
    [0.6, "arm-showed", { any: ["vault-forbidden", "reference-denied"], facts: { callerAddressAllowed: is.no } }],
    [
      0.6,
      "arm-showed",
      { knownStage: ["reference"], facts: { trustedServicesBypass: is.yes } },
      "App Service is no trusted service for its own secret reads",
    ],
    [0.35, "arm-showed", { any: ["connection-denied"], facts: { publicNetworkAccess: is.one("Enabled") } }],
    [0.3, "inferred", { any: ["connection-denied"], unless: { publicNetworkAccess: is.one("Disabled") } }],
    [0.2, "inferred", { any: ["vault-forbidden", "reference-denied"] }],
    [-0.6, "arm-showed", { facts: { networkDefaultAction: is.one("Allow") }, none: ["firewall-denied"] }],
    [-0.7, "vault-said", { any: ["rbac-denied", "policy-denied"] }, "the firewall is checked first"],
    [0.1, "inferred", { any: ["reference-literal"] }, "Microsoft Learn, Use Key Vault references as app settings"],
  ],
  alike: [{ cause: "vault-public-access-disabled" }, { cause: "private-dns-misconfigured" }],
  fix,
};
