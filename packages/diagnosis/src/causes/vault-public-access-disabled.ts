import type { FixMaker } from "../fixes/fix-draft.ts";
import { az, option } from "../fixes/shell.ts";
import { networking, vaultName, vaultResourceId } from "../fixes/targets.ts";
import type { CauseKnowledge } from "./cause.ts";
import { is } from "./condition.ts";

const fix: FixMaker = (context) => ({
  summary: "Reach the vault over an approved private endpoint from the app's virtual network.",
  commands: [
    az(
      "network private-endpoint create",
      option("--resource-group", context.app?.resourceGroup ?? "<resource-group>"),
      option("--name", `pe-${vaultName(context)}`.replace("pe-<vault-name>", "<endpoint-name>")),
      option("--vnet-name", "<vnet-name>"),
      option("--subnet", "<subnet-name>"),
      option("--private-connection-resource-id", vaultResourceId(context)),
      option("--group-id", "vault"),
      option("--connection-name", "<connection-name>"),
    ),
  ],
  ...networking(context),
  changes: "Adds a private endpoint; nothing that exists changes.",
  undo: "Delete the private endpoint again: az network private-endpoint delete.",
  effectiveAfter: "Some minutes, and the app must resolve the vault's name to the private address.",
  risk: "A private endpoint costs money by the hour; without its DNS zone nothing changes for the app.",
  condition: "If there is no approved private endpoint yet",
});

export const vaultPublicAccessDisabled: CauseKnowledge = {
  title: "Public access is off, and the call did not come by private link",
  meaning: "The vault only accepts approved private endpoints and trusted services.",
  next: "Reach the vault over its private endpoint: the app needs virtual network integration and the private DNS zone.",
  gate: "network",
  rules: [
    [0.5, "vault-said", { any: ["connection-of-other-vault"] }],
    [0.9, "vault-said", { any: ["connection-denied"] }, "Key Vault inner error codes"],
    [
      0.7,
      "arm-showed",
      {
        facts: { publicNetworkAccess: is.one("Disabled") },
        unless: { dns: is.one("private") },
        none: ["rbac-denied", "policy-denied", "name-not-resolved"],
      },
    ],
    [-0.5, "arm-showed", { any: ["dns-public-with-private-link"] }, "the private endpoint is there, its name is not used"],
    [0.12, "inferred", { any: ["firewall-denied"] }],
  ],
  alike: [
    { cause: "private-dns-misconfigured", ask: ["privateEndpoint", "dns", "publicNetworkAccess"] },
    { cause: "vault-firewall-denied" },
  ],
  fix,
};
