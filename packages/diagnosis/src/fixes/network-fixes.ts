import { isPublicAddress } from "../azure/addresses.ts";
import type { FixContext } from "../fix-context.ts";
import { effects, type FixMaker } from "./fix-draft.ts";
import { withPortal } from "./grant-fixes.ts";
import { inProse, option } from "./shell.ts";
import {
  appOptions,
  portalLink,
  vaultGroupOptions,
  vaultName,
  vaultResourceId,
  vaultSubscriptionOptions,
} from "./targets.ts";

const isPublic = (address: string | undefined): boolean => address !== undefined && isPublicAddress(address);

const networking = (context: FixContext) =>
  withPortal(portalLink("Networking of the vault", vaultResourceId(context), "networking"));

/** Adds one rule; rules that exist stay. A subnet is steadier, an address is what is known. */
export const admitAddress: FixMaker = (context) => {
  const rule = isPublic(context.address)
    ? option("--ip-address", `${context.address}`)
    : option("--subnet", "<subnet-resource-id>");
  const words = (verb: string): string[] => [
    "az",
    "keyvault",
    "network-rule",
    verb,
    ...option("--name", vaultName(context)),
    ...vaultGroupOptions(context),
    ...vaultSubscriptionOptions(context),
    ...rule,
  ];
  return {
    summary: isPublic(context.address)
      ? `Admit the address ${context.address} in the vault's firewall.`
      : "Admit the app's integration subnet (with the service endpoint Microsoft.KeyVault) in the vault's firewall.",
    commands: [words("add")],
    ...networking(context),
    changes: "Adds one network rule. Rules that exist stay.",
    undo: inProse(words("remove")),
    effectiveAfter: effects.network,
    risk: "An App Service app has several outbound addresses, shared with others and subject to change: all of them are needed, and a subnet is safer.",
    note: `"Allow trusted Microsoft services" does not admit App Service. All addresses: ${inProse(["az", "webapp", "show", ...appOptions(context), "--query", "possibleOutboundIpAddresses"])}`,
  };
};

export const createPrivateEndpoint: FixMaker = (context) => ({
  summary: "Reach the vault over an approved private endpoint from the app's virtual network.",
  commands: [
    [
      "az",
      "network",
      "private-endpoint",
      "create",
      ...option("--resource-group", context.app?.resourceGroup ?? "<resource-group>"),
      ...option("--name", `pe-${vaultName(context)}`.replace("pe-<vault-name>", "<endpoint-name>")),
      "--vnet-name",
      "<vnet-name>",
      "--subnet",
      "<subnet-name>",
      ...option("--private-connection-resource-id", vaultResourceId(context)),
      "--group-id",
      "vault",
      "--connection-name",
      "<connection-name>",
    ],
  ],
  ...networking(context),
  changes: "Adds a private endpoint; nothing that exists changes.",
  undo: "Delete the private endpoint again: az network private-endpoint delete.",
  effectiveAfter: "Some minutes, and the app must resolve the vault's name to the private address.",
  risk: "A private endpoint costs money by the hour; without its DNS zone nothing changes for the app.",
  condition: "If there is no approved private endpoint yet",
});

export const linkPrivateZone: FixMaker = (context) => ({
  summary:
    "Link the zone privatelink.vaultcore.azure.net to the app's virtual network, and forward custom DNS to 168.63.129.16.",
  commands: [
    [
      "az",
      "network",
      "private-dns",
      "link",
      "vnet",
      "create",
      "--resource-group",
      "<dns-resource-group>",
      "--zone-name",
      "privatelink.vaultcore.azure.net",
      "--name",
      "<link-name>",
      "--virtual-network",
      "<vnet-resource-id>",
      "--registration-enabled",
      "false",
    ],
  ],
  ...networking(context),
  changes: "Adds one link between the zone and the network.",
  undo: "az network private-dns link vnet delete with the same names.",
  effectiveAfter: "When cached answers have run out; restart the app to be sure.",
  risk: "From then on every vault with a record in that zone resolves to its private address in this network.",
});

export const openOutbound: FixMaker = () => ({
  summary:
    "Allow outbound TCP 443 from the app's subnet to the service tag AzureKeyVault, or to the private endpoint.",
  commands: [
    [
      "az",
      "network",
      "nsg",
      "rule",
      "create",
      "--resource-group",
      "<resource-group>",
      "--nsg-name",
      "<nsg-name>",
      "--name",
      "allow-key-vault",
      "--priority",
      "<priority>",
      "--direction",
      "Outbound",
      "--access",
      "Allow",
      "--protocol",
      "Tcp",
      "--destination-address-prefixes",
      "AzureKeyVault",
      "--destination-port-ranges",
      "443",
    ],
  ],
  changes: "Adds one outbound rule to the network security group.",
  undo: "az network nsg rule delete with the same names.",
  effectiveAfter: effects.network,
  risk: "The subnet can then reach any key vault; the vaults' own rules still apply.",
  condition:
    "If a network security group is what stops it; a firewall or route table is changed where it is kept",
});
