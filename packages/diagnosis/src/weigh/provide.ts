import type { FactKey } from "@latchkey/shared/diagnosis";
import type { SettledFacts } from "../facts.ts";

/** For each fact the right or the command that would provide it, as a sentence. */
const provide: Readonly<Record<FactKey, string>> = {
  host: "Say where the code runs: App Service, Functions, Container Apps, AKS, a virtual machine, or a developer's machine.",
  env: "Read the variables inside the app's own process: printenv | grep -E 'IDENTITY_|MSI_|AZURE_' (names only; keep their values to yourself).",
  systemAssigned:
    "az webapp identity show --name <app> --resource-group <resource-group> (needs Microsoft.Web/sites/read).",
  userAssignedCount:
    "az webapp identity show --name <app> --resource-group <resource-group> (needs Microsoft.Web/sites/read).",
  selectedId:
    "Look at how the code or AZURE_CLIENT_ID selects the identity: not at all, by Client ID, or by another id.",
  selectedIdAssigned:
    "Compare the selected id with az webapp identity show --name <app> --resource-group <resource-group> (needs Microsoft.Web/sites/read).",
  library: "Name the client library and its version, for example from the package lock file.",
  credential: "Name the credential class that the code creates, or the one whose error comes first.",
  tokenAudience: "Decode the token's aud claim, or look at the resource or scope that the code asks for.",
  tokenTenantMatchesVault:
    "Compare the token's tid claim with az keyvault show --name <vault-name> --query properties.tenantId (needs Microsoft.KeyVault/vaults/read).",
  tokenObjectIdIsGranted:
    "Compare the caller's oid with the vault's policies and role assignments (needs Microsoft.KeyVault/vaults/read and Microsoft.Authorization/roleAssignments/read).",
  permissionModel:
    "az keyvault show --name <vault-name> --query properties.enableRbacAuthorization (needs Microsoft.KeyVault/vaults/read).",
  callerAccessPolicy:
    "az keyvault show --name <vault-name> --query properties.accessPolicies (needs Microsoft.KeyVault/vaults/read).",
  callerRoles:
    "az role assignment list --assignee <principal-id> --scope <vault-id> --include-inherited --include-groups (needs Microsoft.Authorization/roleAssignments/read).",
  grantAgeSeconds:
    "Look at createdOn of the role assignment: az role assignment list --scope <vault-id> (needs Microsoft.Authorization/roleAssignments/read).",
  grantedTo:
    "Compare the id that the grant names with the identity's object (principal) ID and Client ID (needs Microsoft.KeyVault/vaults/read or Microsoft.Authorization/roleAssignments/read).",
  networkDefaultAction:
    "az keyvault show --name <vault-name> --query properties.networkAcls.defaultAction (needs Microsoft.KeyVault/vaults/read).",
  publicNetworkAccess:
    "az keyvault show --name <vault-name> --query properties.publicNetworkAccess (needs Microsoft.KeyVault/vaults/read).",
  trustedServicesBypass:
    "az keyvault show --name <vault-name> --query properties.networkAcls.bypass (needs Microsoft.KeyVault/vaults/read).",
  privateEndpoint:
    "az keyvault show --name <vault-name> --query properties.privateEndpointConnections (needs Microsoft.KeyVault/vaults/read).",
  callerAddressAllowed:
    "Compare the address in https://<vault-name>.vault.azure.net/healthstatus (needs no token) with az keyvault network-rule list --name <vault-name>.",
  dns: "Resolve <vault-name>.vault.azure.net from inside the app, for example with nameresolver or nslookup in its console.",
  secretState:
    "az keyvault secret list --vault-name <vault-name> --include-managed and az keyvault secret list-deleted --vault-name <vault-name> (need the secret permission List).",
  referenceIdentity:
    "az webapp show --name <app> --resource-group <resource-group> --query keyVaultReferenceIdentity (needs Microsoft.Web/sites/read).",
  intermittent: "Try several times over some minutes: does it fail always, or only at times?",
  restartFixes: "Restart the app once and try again.",
  clockSkew:
    "Compare the machine's clock with the Date header of any answer, and the token's nbf and exp with both.",
};

/** The sentence for a fact; when ARM refused a read for it, that action and scope come first. */
export function provideFact(fact: FactKey, { armDenials = [] }: SettledFacts): string {
  const denial = armDenials.find(({ facts }) => facts.includes(fact));
  if (!denial) return provide[fact];
  const scope = denial.scope ? ` on ${denial.scope}` : "";
  return `Azure Resource Manager refused ${denial.action}${scope}; the role Reader there would show it. ${provide[fact]}`;
}
