import {
  changeHostedSite,
  changeVault,
  grantOnVault,
  setAppSettings,
  withFaults,
} from "../../world/changes.ts";
import { findVault, hostedSite } from "../../world/find.ts";
import type { Ids } from "../../world/ids.ts";
import type { World } from "../../world/schema.ts";
import { ordinarySecrets } from "../ordinary-secrets.ts";
import { vaultUri, withVault } from "../parts.ts";
import { causeWorld } from "./ready-world.ts";

const inVirtualNetwork = (world: World) =>
  changeHostedSite(world, (site) => ({ ...site, privateAddress: "10.20.1.4" }));

const privateOnly = (world: World) =>
  changeVault(inVirtualNetwork(world), "kv-payments", (vault) => ({
    ...vault,
    publicNetworkAccess: "Disabled",
  }));

const privateEndpoint = (world: World, reachedByApp: boolean) =>
  changeVault(world, "kv-payments", (vault) => ({
    ...vault,
    privateEndpoint: { name: "pe-kv-payments", address: "10.20.2.6", reachedByApp },
  }));

function createArchive(world: World, ids: Ids): World {
  if (findVault(world, "kv-archive")) return world;
  const secrets = { kind: "listed" as const, secrets: ordinarySecrets(ids, "kv-archive") };
  const created = withVault(world, { name: "kv-archive", permissionModel: "rbac", secrets });
  return grantOnVault(created, "id-orders", "Key Vault Secrets User", "kv-archive");
}

/** Worlds in which the app does not get to a vault, or the vault does not let its address in. */
export const networkWorlds = [
  causeWorld({
    name: "vault-host-not-found",
    title: "The settings name kv-archive, a vault that does not exist",
    broken: (world) =>
      setAppSettings(world, {
        KEY_VAULT_URLS: ["kv-orders", "kv-payments", "kv-archive"].map(vaultUri).join(","),
      }),
    fix: { id: "create-vault", title: "Create kv-archive and give id-orders access", apply: createArchive },
  }),
  causeWorld({
    name: "private-dns-misconfigured",
    title: "kv-payments has a private endpoint, and DNS leads this app to its public address",
    broken: (world) => privateEndpoint(privateOnly(world), false),
    fix: {
      id: "link-private-dns-zone",
      title: "Link the private DNS zone to the app's virtual network",
      apply: (world) => privateEndpoint(world, true),
    },
  }),
  causeWorld({
    name: "vault-unreachable",
    title: "A firewall on the way out resets every connection to kv-payments",
    broken: (world) => withFaults(world, [{ service: "key-vault", vault: "kv-payments", kind: "refuse" }]),
    fix: {
      id: "allow-outbound",
      title: "Allow outbound 443 to Key Vault",
      apply: (world) => withFaults(world, []),
    },
  }),
  causeWorld({
    name: "tls-interception",
    title: "A proxy opens the TLS connection to kv-payments and shows a certificate of its own",
    broken: (world) => changeVault(world, "kv-payments", (vault) => ({ ...vault, interceptedTls: true })),
    fix: {
      id: "exempt-vault-from-inspection",
      title: "Exempt kv-payments from TLS inspection",
      apply: (world) => changeVault(world, "kv-payments", ({ interceptedTls: _, ...vault }) => vault),
    },
  }),
  causeWorld({
    name: "vault-firewall-denied",
    title: "The firewall of kv-payments admits other addresses than the app's",
    broken: (world) =>
      changeVault(world, "kv-payments", (vault) => ({
        ...vault,
        networkAcls: {
          bypass: "AzureServices",
          defaultAction: "Deny",
          ipRules: ["20.77.0.0/24"],
          virtualNetworkRules: [],
        },
      })),
    fix: { id: "admit-address", title: "Admit the app's outbound addresses", apply: admitAddresses },
  }),
  causeWorld({
    name: "vault-public-access-disabled",
    title: "kv-payments takes private connections only, and has no private endpoint",
    broken: privateOnly,
    fix: {
      id: "create-private-endpoint",
      title: "Create a private endpoint for kv-payments in the app's virtual network, with its DNS zone",
      apply: (world) => privateEndpoint(world, true),
    },
  }),
];

function admitAddresses(world: World): World {
  const admitted = hostedSite(world).possibleOutboundAddresses.map((address) => `${address}/32`);
  return changeVault(world, "kv-payments", (vault) => ({
    ...vault,
    ...(vault.networkAcls ? { networkAcls: { ...vault.networkAcls, ipRules: admitted } } : {}),
  }));
}
