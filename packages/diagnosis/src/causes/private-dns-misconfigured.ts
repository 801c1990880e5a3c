import type { FixMaker } from "../fixes/fix-draft.ts";
import { az, option } from "../fixes/shell.ts";
import { networking } from "../fixes/targets.ts";
import type { CauseKnowledge } from "./cause.ts";
import { is } from "./condition.ts";

const fix: FixMaker = (context) => ({
  summary: "Link the zone privatelink.vaultcore.azure.net to the app's virtual network, and forward custom DNS to 168.63.129.16.",
  commands: [
    az(
      "network private-dns link vnet create",
      option("--resource-group", "<dns-resource-group>"),
      option("--zone-name", "privatelink.vaultcore.azure.net"),
      option("--name", "<link-name>"),
      option("--virtual-network", "<vnet-resource-id>"),
      option("--registration-enabled", "false"),
    ),
  ],
  ...networking(context),
  changes: "Adds one link between the zone and the network.",
  undo: "az network private-dns link vnet delete with the same names.",
  effectiveAfter: "When cached answers have run out; restart the app to be sure.",
  risk: "From then on every vault with a record in that zone resolves to its private address in this network.",
});

export const privateDnsMisconfigured: CauseKnowledge = {
  title: "The private endpoint exists, DNS leads elsewhere",
  meaning: "From this app the vault's name resolves to its public address or not at all, not to its private endpoint.",
  next: "Link the private DNS zone to the app's virtual network, and look under Vaults at what DNS answers.",
  gate: "network",
  rules: [
    [0.85, "vault-said", { any: ["connection-of-other-vault"] }, "the name leads to the private endpoint of another vault"],
    [0.3, "inferred", { all: ["tls-name-mismatch", "private-link-in-name"] }],
    [0.35, "inferred", { any: ["name-not-resolved"], unless: { privateEndpoint: is.no } }],
    [0.85, "arm-showed", { any: ["name-not-resolved"], facts: { privateEndpoint: is.yes } }],
    [
      0.7,
      "inferred",
      { any: ["name-not-resolved"], all: ["private-link-in-name"] },
      "Microsoft Learn, Diagnose private links configuration issues on Azure Key Vault",
    ],
    [0.9, "arm-showed", { any: ["dns-public-with-private-link"] }],
    [0.85, "arm-showed", { facts: { privateEndpoint: is.yes, dns: is.one("public", "none") } }],
    [
      0.65,
      "arm-showed",
      { any: ["connection-denied", "firewall-denied"], facts: { privateEndpoint: is.yes }, unless: { dns: is.one("private") } },
    ],
    [0.65, "inferred", { any: ["connection-denied"], facts: { dns: is.one("public") } }],
    [0.3, "inferred", { any: ["connection-denied"], unless: { privateEndpoint: is.no, dns: is.one("private") } }],
    [0.5, "inferred", { knownStage: ["config"], facts: { dns: is.one("public") } }],
    [-0.8, "inferred", { facts: { dns: is.one("private") } }],
    [-0.8, "arm-showed", { facts: { privateEndpoint: is.no } }],
  ],
  alike: [
    { cause: "vault-host-not-found", ask: ["privateEndpoint", "dns"], when: { any: ["name-not-resolved"] } },
    {
      cause: "vault-public-access-disabled",
      ask: ["dns", "privateEndpoint"],
      settledBy: ["dns"],
      when: { any: ["connection-of-other-vault"] },
    },
  ],
  fix,
};
