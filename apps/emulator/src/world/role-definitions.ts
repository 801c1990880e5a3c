export type RoleDefinition = {
  /** The GUID that is the same in every tenant. */
  name: string;
  roleName: string;
  description: string;
  actions: string[];
  notActions: string[];
  dataActions: string[];
  notDataActions: string[];
};

const vaultReads = [
  "Microsoft.Authorization/*/read",
  "Microsoft.Insights/alertRules/*",
  "Microsoft.Resources/deployments/*",
  "Microsoft.Resources/subscriptions/resourceGroups/read",
  "Microsoft.Support/*",
  "Microsoft.KeyVault/checkNameAvailability/read",
  "Microsoft.KeyVault/deletedVaults/read",
  "Microsoft.KeyVault/locations/*/read",
  "Microsoft.KeyVault/vaults/*/read",
  "Microsoft.KeyVault/operations/read",
];

type Rights = Partial<Pick<RoleDefinition, "actions" | "notActions" | "dataActions" | "notDataActions">>;

const role = (name: string, roleName: string, description: string, rights: Rights): RoleDefinition => ({
  name,
  roleName,
  description,
  actions: [],
  notActions: [],
  dataActions: [],
  notDataActions: [],
  ...rights,
});

/**
 * The built-in roles that matter to a vault or to reading a subscription, with the actions that decide.
 * Source: Microsoft Learn, Azure built-in roles (General, Security, Web and Mobile, Identity).
 */
export const roleDefinitions: readonly RoleDefinition[] = [
  role("4633458b-17de-408a-b874-0445c86b69e6", "Key Vault Secrets User", "Reads the contents of secrets.", {
    dataActions: [
      "Microsoft.KeyVault/vaults/secrets/getSecret/action",
      "Microsoft.KeyVault/vaults/secrets/readMetadata/action",
    ],
  }),
  role("21090545-7ca7-4776-b22c-e363652d74d2", "Key Vault Reader", "Reads metadata, never a value.", {
    actions: vaultReads,
    dataActions: [
      "Microsoft.KeyVault/vaults/*/read",
      "Microsoft.KeyVault/vaults/secrets/readMetadata/action",
    ],
  }),
  role("b86a8fe4-44ce-4948-aee5-eccb2c155cd7", "Key Vault Secrets Officer", "Does anything with secrets.", {
    actions: vaultReads,
    dataActions: ["Microsoft.KeyVault/vaults/secrets/*"],
  }),
  role(
    "00482a5a-887f-4fb3-b363-3b7fe8e74483",
    "Key Vault Administrator",
    "Does anything with a vault's data.",
    {
      actions: vaultReads,
      dataActions: ["Microsoft.KeyVault/vaults/*"],
    },
  ),
  role("db79e9a7-68ee-4b58-9aeb-b90e7c24fcba", "Key Vault Certificate User", "Reads certificates.", {
    dataActions: [
      "Microsoft.KeyVault/vaults/certificates/read",
      "Microsoft.KeyVault/vaults/secrets/getSecret/action",
      "Microsoft.KeyVault/vaults/secrets/readMetadata/action",
      "Microsoft.KeyVault/vaults/keys/read",
    ],
  }),
  role("12338af0-0e69-4776-bea7-57ae8d297424", "Key Vault Crypto User", "Uses keys.", {
    dataActions: [
      "Microsoft.KeyVault/vaults/keys/read",
      "Microsoft.KeyVault/vaults/keys/update/action",
      "Microsoft.KeyVault/vaults/keys/backup/action",
      "Microsoft.KeyVault/vaults/keys/encrypt/action",
      "Microsoft.KeyVault/vaults/keys/decrypt/action",
      "Microsoft.KeyVault/vaults/keys/wrap/action",
      "Microsoft.KeyVault/vaults/keys/unwrap/action",
      "Microsoft.KeyVault/vaults/keys/sign/action",
      "Microsoft.KeyVault/vaults/keys/verify/action",
    ],
  }),
  role("f25e0fa2-a7c8-4377-a976-54943a77a395", "Key Vault Contributor", "Manages vaults, not their data.", {
    actions: [
      "Microsoft.Authorization/*/read",
      "Microsoft.Insights/alertRules/*",
      "Microsoft.KeyVault/*",
      "Microsoft.Resources/deployments/*",
      "Microsoft.Resources/subscriptions/resourceGroups/read",
      "Microsoft.Support/*",
    ],
    notActions: [
      "Microsoft.KeyVault/locations/deletedVaults/purge/action",
      "Microsoft.KeyVault/hsmPools/*",
      "Microsoft.KeyVault/managedHsms/*",
    ],
  }),
  role("acdd72a7-3385-48ef-bd42-f606fba81ae7", "Reader", "Views everything, changes nothing.", {
    actions: ["*/read"],
  }),
  role("b24988ac-6180-42a0-ab88-20f7382dd24c", "Contributor", "Manages everything but access.", {
    actions: ["*"],
    notActions: [
      "Microsoft.Authorization/*/Delete",
      "Microsoft.Authorization/*/Write",
      "Microsoft.Authorization/elevateAccess/Action",
    ],
  }),
  role("8e3af657-a8ff-443c-a75c-2fe8c4bcb635", "Owner", "Manages everything, access included.", {
    actions: ["*"],
  }),
  role("18d7d88d-d35e-4fb5-a5c3-7773c20a72d9", "User Access Administrator", "Manages access.", {
    actions: ["*/read", "Microsoft.Authorization/*", "Microsoft.Support/*"],
  }),
  role("de139f84-1756-47ae-9be6-808fbbe84772", "Website Contributor", "Manages web apps.", {
    actions: [
      "Microsoft.Authorization/*/read",
      "Microsoft.Insights/alertRules/*",
      "Microsoft.Insights/components/*",
      "Microsoft.Resources/deployments/*",
      "Microsoft.Resources/subscriptions/resourceGroups/read",
      "Microsoft.Support/*",
      "Microsoft.Web/certificates/*",
      "Microsoft.Web/serverFarms/read",
      "Microsoft.Web/sites/*",
    ],
  }),
];

/** @throws when the role is not among `roleDefinitions`. */
export function roleNamed(roleName: string): RoleDefinition {
  const found = roleDefinitions.find((definition) => definition.roleName === roleName);
  if (!found) throw new Error(`No role definition is named ${roleName}.`);
  return found;
}
