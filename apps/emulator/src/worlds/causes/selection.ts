import { identityNamed, removeAppSettings, setAppSettings } from "../../world/changes.ts";
import type { World } from "../../world/schema.ts";
import { withUserAssigned } from "../parts.ts";
import { causeWorld } from "./ready-world.ts";

const selectIdOrders = {
  id: "set-client-id",
  title: "Set AZURE_CLIENT_ID to the client ID of id-orders",
  apply: (world: World) =>
    setAppSettings(world, { AZURE_CLIENT_ID: identityNamed(world, "id-orders").clientId }),
};

/** Worlds in which the process has no endpoint to ask, asks for the wrong identity, or asks in the wrong way. */
export const selectionWorlds = [
  causeWorld({
    name: "identity-endpoint-not-in-process",
    title: "The app has its identities, and a setting that takes the endpoint away from its process",
    broken: (world) => setAppSettings(world, { WEBSITE_DISABLE_MSI: "true" }),
    fix: {
      id: "remove-disable-msi",
      title: "Remove the setting WEBSITE_DISABLE_MSI",
      apply: (world) => removeAppSettings(world, ["WEBSITE_DISABLE_MSI"]),
    },
  }),
  causeWorld({
    name: "client-id-not-assigned",
    title: "AZURE_CLIENT_ID names an identity that is not assigned to this app",
    broken: (world, ids) => {
      const changed = withUserAssigned(world, ids, ["id-reporting"]);
      return setAppSettings(changed, { AZURE_CLIENT_ID: identityNamed(changed, "id-reporting").clientId });
    },
    fix: selectIdOrders,
  }),
  causeWorld({
    name: "principal-id-used-as-client-id",
    title: "AZURE_CLIENT_ID holds the object ID of id-orders",
    broken: (world) =>
      setAppSettings(world, { AZURE_CLIENT_ID: identityNamed(world, "id-orders").principalId }),
    fix: selectIdOrders,
  }),
  causeWorld({
    name: "wrong-identity-selected",
    title: "Nothing selects id-orders, so the system-assigned identity answers, which has no access",
    broken: (world) => removeAppSettings(world, ["AZURE_CLIENT_ID"]),
    fix: selectIdOrders,
  }),
  // Source: @azure/identity: these three settings together make its managed identity credential present the token file to Entra.
  causeWorld({
    name: "entra-rejects-credential",
    title: "Left-over workload identity settings send the library to Entra, which knows no such federation",
    broken: (world) =>
      setAppSettings(world, {
        AZURE_TENANT_ID: world.tenantId,
        AZURE_FEDERATED_TOKEN_FILE: "/mounts/federated-token",
      }),
    fix: {
      id: "remove-workload-identity-settings",
      title: "Remove AZURE_FEDERATED_TOKEN_FILE and AZURE_TENANT_ID, so that the managed identity is used",
      apply: (world) => removeAppSettings(world, ["AZURE_FEDERATED_TOKEN_FILE", "AZURE_TENANT_ID"]),
    },
  }),
  // Source: the order in which @azure/identity looks for a source: this variable beside IDENTITY_ENDPOINT means Service Fabric.
  causeWorld({
    name: "library-cannot-use-identity",
    title: "A left-over setting makes the library speak Service Fabric's protocol to App Service",
    broken: (world, ids) =>
      setAppSettings(world, { IDENTITY_SERVER_THUMBPRINT: ids.hex("thumbprint", 40).toUpperCase() }),
    fix: {
      id: "remove-server-thumbprint",
      title: "Remove the setting IDENTITY_SERVER_THUMBPRINT",
      apply: (world) => removeAppSettings(world, ["IDENTITY_SERVER_THUMBPRINT"]),
    },
  }),
];
