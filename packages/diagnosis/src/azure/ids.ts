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

/** Is this one of the applications that people sign in with? Then a person called, not the app. */
export function isPeoplesTool(clientId: string): boolean {
  return /^(?:Azure CLI|Azure PowerShell|Visual Studio):/.test(
    microsoftApplications[clientId.toLowerCase()] ?? "",
  );
}

/** Ids are compared without regard to case; an absent one equals nothing. */
export const sameId = (left: string | null | undefined, right: string | null | undefined): boolean =>
  !!left && !!right && left.toLowerCase() === right.toLowerCase();
