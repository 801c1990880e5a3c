import {
  assignUserAssigned,
  changeHostedSite,
  grantOnVault,
  grantRole,
  identityNamed,
  setAccessPolicy,
  setAppSettings,
} from "../world/changes.ts";
import type { Ids } from "../world/ids.ts";
import { resourceGroupId } from "../world/resource-ids.ts";
import type { Vault, World } from "../world/schema.ts";
import type { Step, WorldDefinition } from "./definition.ts";
import { emptyWorld, secretOf, vaultUri, withSystemAssigned, withUserAssigned, withVault } from "./parts.ts";
import { secretValues } from "./secret-values.ts";

type Model = Vault["permissionModel"];

const grantTo = (world: World, to: string, model: Model) =>
  model === "rbac"
    ? grantOnVault(world, to, "Key Vault Secrets User", "kv-orders")
    : setAccessPolicy(world, { vault: "kv-orders", to, secrets: ["get", "list"] });

const readerOf = (world: World, to: string) =>
  grantRole(world, { to, role: "Reader", scope: resourceGroupId(world, "rg-orders") });

const grantTitles: Record<Model, string> = {
  "access-policy": "Give id-orders Get and List on kv-orders by access policy",
  rbac: "Give id-orders Key Vault Secrets User on kv-orders",
};

/** The system-assigned identity goes; what it was granted stays behind, as in Azure. */
function assignIdentity(world: World): World {
  const assigned = changeHostedSite(
    assignUserAssigned(world, ["id-orders"]),
    ({ systemAssigned: _, ...site }) => site,
  );
  return setAppSettings(assigned, { LATCHKEY_CLIENT_IDS: identityNamed(world, "id-orders").clientId });
}

const createIdentity = (world: World, ids: Ids) =>
  world.userAssignedIdentities.length > 0 ? world : withUserAssigned(world, ids, ["id-orders"]);

const stepsOf = (model: Model, ids: Ids): Step[] => [
  {
    id: "create-identity",
    title: "Create the user-assigned identity id-orders",
    apply: (world) => createIdentity(world, ids),
  },
  {
    id: "grant-access",
    title: `${grantTitles[model]} (and Reader on rg-orders, for this page's own reads)`,
    after: ["create-identity"],
    apply: (world) => readerOf(grantTo(world, "id-orders", model), "id-orders"),
  },
  {
    id: "assign-identity",
    title:
      "Assign id-orders to the app, switch the system-assigned identity off (LATCHKEY_CLIENT_IDS lets Latchkey list id-orders and selects nothing)",
    after: ["create-identity"],
    apply: assignIdentity,
  },
  {
    id: "set-connection-string",
    title: "Set AzureServicesAuthConnectionString to RunAs=App;AppId={client ID of id-orders}",
    after: ["create-identity"],
    apply: (world) =>
      setAppSettings(world, {
        AzureServicesAuthConnectionString: `RunAs=App;AppId=${identityNamed(world, "id-orders").clientId}`,
      }),
  },
  {
    id: "set-client-id",
    title: "Set AZURE_CLIENT_ID to the client ID of id-orders",
    after: ["create-identity"],
    apply: (world) => setAppSettings(world, { AZURE_CLIENT_ID: identityNamed(world, "id-orders").clientId }),
  },
];

/**
 * The story that Latchkey grew out of: an app reads one secret with its system-assigned identity and moves to a
 * user-assigned one. Every step is right, and after `assign-identity` it fails all the same until `set-client-id`,
 * because nothing tells it which identity to use; the connection string is of a library that has gone.
 */
const articleWorld = (name: string, title: string, model: Model): WorldDefinition => ({
  name,
  title,
  about: "story",
  steps: (ids) => stepsOf(model, ids),
  build: (ids) => {
    const secret = secretOf(ids, "kv-orders/TopSecret", secretValues.password(ids, "top secret"));
    let world = withSystemAssigned(emptyWorld(ids, name), ids);
    world = withVault(world, {
      name: "kv-orders",
      permissionModel: model,
      secrets: { kind: "listed", secrets: [secret] },
    });
    world = readerOf(grantTo(world, "system", model), "system");
    return setAppSettings(world, { KEY_VAULT_URLS: vaultUri("kv-orders") });
  },
});

export const article = articleWorld(
  "article",
  "From the system-assigned identity to a user-assigned one, step by step",
  "access-policy",
);

export const articleRbac = articleWorld("article-rbac", "The same on a vault that uses Azure RBAC", "rbac");
