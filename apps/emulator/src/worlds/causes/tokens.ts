import { changeVault, removeAppSettings, setAppSettings, withFaults } from "../../world/changes.ts";
import type { World } from "../../world/schema.ts";
import { causeWorld } from "./ready-world.ts";

const withoutFaults = (world: World) => withFaults(world, []);

/** Worlds in which the identity endpoint gives no token, or one that the vault does not take. */
export const tokenWorlds = [
  causeWorld({
    name: "identity-endpoint-unreachable",
    title: "Nothing listens at the address in IDENTITY_ENDPOINT",
    broken: (world) => withFaults(world, [{ service: "identity-endpoint", kind: "refuse" }]),
    fix: { id: "bring-endpoint-back", title: "The identity endpoint listens again", apply: withoutFaults },
  }),
  causeWorld({
    name: "identity-endpoint-failing",
    title: "The identity endpoint answers 500 to every request",
    broken: (world) => withFaults(world, [{ service: "identity-endpoint", kind: "status", status: 500 }]),
    fix: { id: "repair-endpoint", title: "The platform's token service works again", apply: withoutFaults },
  }),
  // Vault and identity endpoint are this cloud's; the token is asked for with another cloud's resource.
  causeWorld({
    name: "wrong-token-resource",
    title: "AZURE_CLOUD names another cloud, so the token is asked for that cloud's vaults",
    broken: (world) =>
      setAppSettings(removeAppSettings(world, ["KEY_VAULT_URLS"]), {
        AZURE_CLOUD: "AzureChinaCloud",
        KEY_VAULT_NAME: "kv-payments",
      }),
    fix: {
      id: "remove-azure-cloud",
      title: "Remove the setting AZURE_CLOUD, so that the public cloud is meant",
      apply: (world) => removeAppSettings(world, ["AZURE_CLOUD"]),
    },
  }),
  // Source: azuresandbox issue 188: a node of the vault that does not know Entra's new signing key.
  causeWorld({
    name: "token-missing-or-invalid",
    title: "kv-payments does not know the key that Entra signs tokens with, and refuses them",
    broken: (world) => changeVault(world, "kv-payments", (vault) => ({ ...vault, missingSigningKeys: true })),
    fix: {
      id: "fetch-signing-keys",
      title: "kv-payments fetches Entra's signing keys",
      apply: (world) => changeVault(world, "kv-payments", ({ missingSigningKeys: _, ...vault }) => vault),
    },
  }),
  causeWorld({
    name: "token-wrong-tenant",
    title: "The subscription moved to another tenant, and kv-payments still trusts the old one",
    broken: (world, ids) =>
      changeVault(world, "kv-payments", (vault) => ({ ...vault, tenantId: ids.guid("former tenant") })),
    fix: {
      id: "update-vault-tenant",
      title: "Set the tenant of kv-payments to the subscription's",
      apply: (world) =>
        changeVault(world, "kv-payments", (vault) => ({ ...vault, tenantId: world.tenantId })),
    },
  }),
];
