/** Built-in roles that matter for vaults and identities (Microsoft Learn, Azure built-in roles). */
export const builtInRoles: Readonly<Record<string, string>> = {
  "4633458b-17de-408a-b874-0445c86b69e6": "Key Vault Secrets User",
  "21090545-7ca7-4776-b22c-e363652d74d2": "Key Vault Reader",
  "b86a8fe4-44ce-4948-aee5-eccb2c155cd7": "Key Vault Secrets Officer",
  "00482a5a-887f-4fb3-b363-3b7fe8e74483": "Key Vault Administrator",
  "db79e9a7-68ee-4b58-9aeb-b90e7c24fcba": "Key Vault Certificate User",
  "a4417e6f-fecd-4de8-b567-7b0420556985": "Key Vault Certificates Officer",
  "14b46e9e-c2b7-41b4-b07b-48a6ebf60603": "Key Vault Crypto Officer",
  "12338af0-0e69-4776-bea7-57ae8d297424": "Key Vault Crypto User",
  "e147488a-f6f5-4113-8e2d-b22465e65bf6": "Key Vault Crypto Service Encryption User",
  "f25e0fa2-a7c8-4377-a976-54943a77a395": "Key Vault Contributor",
  "8e3af657-a8ff-443c-a75c-2fe8c4bcb635": "Owner",
  "b24988ac-6180-42a0-ab88-20f7382dd24c": "Contributor",
  "acdd72a7-3385-48ef-bd42-f606fba81ae7": "Reader",
  "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9": "User Access Administrator",
  "f58310d9-a9f6-439a-9e8d-f62e7b41a168": "Role Based Access Control Administrator",
  "f1a07417-d97a-45cb-824c-7a7467783830": "Managed Identity Operator",
  "e40ec5ca-96e0-45a2-b4ff-59039f2c2b59": "Managed Identity Contributor",
  "de139f84-1756-47ae-9be6-808fbbe84772": "Website Contributor",
};

/** Microsoft's own applications that appear in error texts (Microsoft Learn, Verify first-party Microsoft applications). */
export const microsoftApplications: Readonly<Record<string, string>> = {
  "cfa8b339-82a2-471a-a3c9-0fc0be7a4093": "Azure Key Vault (the resource that tokens are for)",
  "797f4846-ba00-4fd7-ba43-dac1f8f63013": "Azure Resource Manager (Windows Azure Service Management API)",
  "00000003-0000-0000-c000-000000000000": "Microsoft Graph",
  "04b07795-8ddb-461a-bbee-02f9e1bf7b46": "Azure CLI: a person who signed in with az login",
  "1950a258-227b-4e31-a9cf-717495945fc2": "Azure PowerShell: a person who signed in with Connect-AzAccount",
  "872cd9fa-d31f-45e0-9eab-6e460a02d1f1": "Visual Studio: a person who signed in there",
  "abfa0a7c-a6b6-4736-8310-5855508787cd": "Microsoft Azure App Service (its own resource provider)",
};

/** Ids are compared without regard to case; an absent one equals nothing. */
export const sameId = (left: string | null | undefined, right: string | null | undefined): boolean =>
  !!left && !!right && left.toLowerCase() === right.toLowerCase();
