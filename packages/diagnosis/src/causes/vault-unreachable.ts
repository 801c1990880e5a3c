import { effects, type FixMaker } from "../fixes/fix-draft.ts";
import { az, option } from "../fixes/shell.ts";
import type { CauseKnowledge } from "./cause.ts";
import { atVault } from "./condition.ts";

const fix: FixMaker = () => ({
  summary: "Allow outbound TCP 443 from the app's subnet to the service tag AzureKeyVault, or to the private endpoint.",
  commands: [
    az(
      "network nsg rule create",
      option("--resource-group", "<resource-group>"),
      option("--nsg-name", "<nsg-name>"),
      option("--name", "allow-key-vault"),
      option("--priority", "<priority>"),
      option("--direction", "Outbound"),
      option("--access", "Allow"),
      option("--protocol", "Tcp"),
      option("--destination-address-prefixes", "AzureKeyVault"),
      option("--destination-port-ranges", "443"),
    ),
  ],
  changes: "Adds one outbound rule to the network security group.",
  undo: "az network nsg rule delete with the same names.",
  effectiveAfter: effects.network,
  risk: "The subnet can then reach any key vault; the vaults' own rules still apply.",
  condition: "If a network security group is what stops it; a firewall or route table is changed where it is kept",
});

export const vaultUnreachable: CauseKnowledge = {
  title: "The vault's name resolves, no connection is made",
  meaning: "Port 443 of the vault cannot be reached: an outbound firewall, network security group or route is in between.",
  next: "Check the network path from this app to the vault, then check again.",
  gate: "network",
  rules: [
    [
      0.82,
      "inferred",
      {
        any: ["connection-timed-out", "connection-cut"],
        stage: [...atVault, "config", "vault"],
        none: ["endpoint-time-out", "imds-unavailable", "endpoint-refused"],
      },
    ],
    [
      0.7,
      "inferred",
      {
        any: ["connection-refused"],
        stage: [...atVault, "config", "vault"],
        none: ["endpoint-refused", "about-imds", "endpoint-time-out"],
      },
    ],
    [0.4, "inferred", { any: ["proxy-answered"], stage: atVault }, "something else answered in the vault's place"],
    [0.5, "arm-showed", { any: ["reference-timed-out"] }, "ResolveStatus FetchTimedOut"],
    [-0.5, "inferred", { any: ["name-not-resolved"] }],
  ],
  alike: [
    {
      cause: "identity-endpoint-unreachable",
      ask: ["dns", "env", "credential"],
      settledBy: ["dns", "credential"],
      when: { any: ["connection-timed-out", "connection-cut", "connection-refused"], none: ["about-vault", "about-https-port"] },
    },
    { cause: "private-dns-misconfigured" },
  ],
  fix,
};
