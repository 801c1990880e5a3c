import {
  assignUserAssigned,
  changeHostedSite,
  changeVault,
  grantOnVault,
  grantRole,
  identityNamed,
  setAccessPolicy,
  setAppSettings,
} from "../world/changes.ts";
import { hostedSite } from "../world/find.ts";
import { resourceGroupId } from "../world/resource-ids.ts";
import type { World } from "../world/schema.ts";
import type { Step, WorldDefinition } from "./definition.ts";
import { ordersSecrets } from "./mixed-secrets.ts";
import { ordinarySecrets } from "./ordinary-secrets.ts";
import { emptyWorld, vaultUri, withSystemAssigned, withUserAssigned, withVault } from "./parts.ts";

const steps: Step[] = [
  {
    id: "grant-get-list-on-kv-orders-to-id-reporting",
    title: "Give id-reporting Get and List on kv-orders by access policy",
    apply: (world) =>
      setAccessPolicy(world, { vault: "kv-orders", to: "id-reporting", secrets: ["get", "list"] }),
  },
  {
    id: "grant-secrets-user-on-kv-payments-to-system",
    title: "Give the system-assigned identity Key Vault Secrets User on kv-payments",
    apply: (world) => grantOnVault(world, "system", "Key Vault Secrets User", "kv-payments"),
  },
  {
    id: "grant-secrets-user-on-kv-payments-to-id-reporting",
    title: "Give id-reporting Key Vault Secrets User on kv-payments",
    apply: (world) => grantOnVault(world, "id-reporting", "Key Vault Secrets User", "kv-payments"),
  },
  {
    id: "admit-address-on-kv-archive",
    title: "Admit the app's outbound addresses through the firewall of kv-archive",
    apply: (world) =>
      changeVault(world, "kv-archive", (vault) => ({
        ...vault,
        networkAcls: {
          bypass: "AzureServices",
          defaultAction: "Deny",
          virtualNetworkRules: [],
          ipRules: hostedSite(world).possibleOutboundAddresses.map((address) => `${address}/32`),
        },
      })),
  },
  {
    id: "use-private-dns-for-kv-partner",
    title: "Link the private DNS zone, so that the app reaches kv-partner by private link",
    apply: (world) =>
      changeVault(world, "kv-partner", (vault) => ({
        ...vault,
        ...(vault.privateEndpoint
          ? { privateEndpoint: { ...vault.privateEndpoint, reachedByApp: true } }
          : {}),
      })),
  },
];

/**
 * Three identities and four vaults with most outcomes that there are.
 * kv-orders (access policies): system get and list, id-orders get only, id-reporting nothing.
 * kv-payments (RBAC): system nothing, id-orders Secrets User, id-reporting Reader (list, no get).
 * kv-archive (RBAC): everybody granted, the firewall does not admit the app. kv-partner: granted, private link only.
 */
export const mixed: WorldDefinition = {
  name: "mixed",
  title: "Three identities, four vaults, most outcomes at once",
  about: "story",
  steps: () => steps,
  build: (ids) => {
    let world = withSystemAssigned(emptyWorld(ids, "mixed"), ids);
    world = assignUserAssigned(withUserAssigned(world, ids, ["id-orders", "id-reporting"]), [
      "id-orders",
      "id-reporting",
    ]);
    const secrets = (vault: string) => ({ kind: "listed" as const, secrets: ordinarySecrets(ids, vault) });
    world = withVault(world, {
      name: "kv-orders",
      permissionModel: "access-policy",
      secrets: { kind: "listed", secrets: ordersSecrets(ids) },
    });
    world = withVault(world, {
      name: "kv-payments",
      permissionModel: "rbac",
      sku: "premium",
      secrets: secrets("kv-payments"),
    });
    world = withVault(world, {
      name: "kv-archive",
      permissionModel: "rbac",
      softDeleteRetentionDays: 7,
      networkAcls: {
        bypass: "AzureServices",
        defaultAction: "Deny",
        ipRules: ["20.77.0.0/24"],
        virtualNetworkRules: [],
      },
      secrets: secrets("kv-archive"),
    });
    world = withVault(world, {
      name: "kv-partner",
      permissionModel: "rbac",
      publicNetworkAccess: "Disabled",
      privateEndpoint: { name: "pe-kv-partner", address: "10.20.2.5", reachedByApp: false },
      secrets: secrets("kv-partner"),
    });
    // Integrated with a virtual network, whose private DNS zone for vaults nobody linked.
    world = changeHostedSite(world, (site) => ({ ...site, privateAddress: "10.20.1.4" }));
    return withSettings(withGrants(world));
  },
};

function withGrants(start: World): World {
  let world = setAccessPolicy(start, { vault: "kv-orders", to: "system", secrets: ["get", "list"] });
  world = setAccessPolicy(world, { vault: "kv-orders", to: "id-orders", secrets: ["get"] });
  world = grantOnVault(world, "id-orders", "Key Vault Secrets User", "kv-payments");
  world = grantOnVault(world, "id-reporting", "Key Vault Reader", "kv-payments");
  for (const to of ["system", "id-orders", "id-reporting"]) {
    world = grantOnVault(world, to, "Key Vault Secrets User", "kv-archive");
    world = grantOnVault(world, to, "Key Vault Secrets User", "kv-partner");
  }
  return grantRole(world, { to: "system", role: "Reader", scope: resourceGroupId(world, "rg-orders") });
}

const withSettings = (world: World): World =>
  setAppSettings(world, {
    AZURE_CLIENT_ID: identityNamed(world, "id-orders").clientId,
    KEY_VAULT_URLS: ["kv-orders", "kv-payments", "kv-archive", "kv-partner"].map(vaultUri).join(","),
    ORDERS_DB_CONNECTION: `@Microsoft.KeyVault(SecretUri=${vaultUri("kv-orders")}/secrets/orders-db-connection/)`,
    PAYMENTS_API_KEY: "@Microsoft.KeyVault(VaultName=kv-payments;SecretName=api-key)",
  });
