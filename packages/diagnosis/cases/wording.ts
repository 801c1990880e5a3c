import type { CauseId } from "@latchkey/shared/diagnosis";
import type { DiagnosisFacts } from "../src/facts.ts";

/** Made-up cases in the wording of the services and of the libraries' released versions, with the facts that decide. */
export const wordedCases: [CauseId, string, DiagnosisFacts][] = [
  [
    "access-policy-compound-identity",
    'Status=403 Code="Forbidden" Message="The policy requires the caller \'appid=..;oid=..\' to use on-behalf-of (OBO) flow." InnerError={"code":"ForbiddenByPolicy"}',
    { operation: "get", httpStatus: 403 },
  ],
  [
    "access-policy-missing",
    "Access denied. Caller was not found on any access policy.",
    { operation: "list", httpStatus: 403, innerCode: "AccessDenied" },
  ],
  [
    "access-policy-missing",
    "KeyVaultErrorException: Access denied\n at Microsoft.Azure.KeyVault.KeyVaultClient.<GetSecretsWithHttpMessagesAsync>d__66.MoveNext()",
    {
      operation: "list",
      httpStatus: 403,
      host: "app-service",
      permissionModel: "access-policy",
      callerAccessPolicy: { secrets: ["get"] },
    },
  ],
  [
    "access-policy-missing",
    "The user, group or application 'appid=a;oid=b' does not have secrets list permission on key vault 'kv;location=x'.",
    {
      operation: "list",
      httpStatus: 403,
      innerCode: "AccessDenied",
      callerAccessPolicy: { secrets: ["get"] },
    },
  ],
  [
    "arm-permission-or-scope",
    "Insufficient privileges to complete the operation.",
    { operation: "arm", httpStatus: 403, errorCode: "Authorization_RequestDenied" },
  ],
  [
    "arm-permission-or-scope",
    "LinkedAuthorizationFailed: The client has permission to perform action 'Microsoft.Web/sites/write' on scope; however, it does not have permission to perform action(s) 'Microsoft.ManagedIdentity/userAssignedIdentities/assign/action' on the linked scope(s)",
    { operation: "arm", httpStatus: 403 },
  ],
  [
    "arm-permission-or-scope",
    "The client 'x' with object id 'x' does not have authorization to perform action 'Microsoft.KeyVault/vaults/read' over scope '/subscriptions/..' or the scope is invalid. If access was recently granted, please refresh your credentials.",
    { operation: "arm", httpStatus: 403, errorCode: "AuthorizationFailed" },
  ],
  [
    "change-not-yet-effective",
    "403 Forbidden",
    {
      operation: "get",
      httpStatus: 403,
      intermittent: true,
      callerRoles: ["Key Vault Secrets User"],
      permissionModel: "rbac",
    },
  ],
  [
    "change-not-yet-effective",
    "AccessToKeyVaultDenied",
    {
      operation: "reference",
      host: "app-service",
      permissionModel: "rbac",
      grantedTo: "group",
      callerRoles: ["Key Vault Secrets User"],
    },
  ],
  [
    "change-not-yet-effective",
    "PrincipalNotFound: Principal x does not exist in the directory y. If you are creating this principal and then immediately assigning a role, this error might be related to a replication delay.",
    { operation: "arm", httpStatus: 400 },
  ],
  [
    "client-id-not-assigned",
    "Azure.Identity.AuthenticationFailedException: ManagedIdentityCredential authentication failed: No ClientId was specified. ---> MSAL.NetCore.4.46.0.0.MsalClientException: ErrorCode: no_client_id",
    { operation: "token", host: "functions", selectedId: "blank" },
  ],
  [
    "client-id-not-assigned",
    "[Managed Identity] Error Code: invalid_request Error Message: Identity not found Managed Identity Error Code: managed_identity_request_failed",
    { operation: "token", httpStatus: 400, host: "vm", selectedId: "client-id", userAssignedCount: 2 },
  ],
  [
    "client-id-not-assigned",
    'azure.BearerAuthorizer#WithAuthorization: Failed to refresh the Token for request to https://kv.vault.azure.net/secrets/x/?api-version=2016-10-01: StatusCode=400 -- Original Error: adal: Refresh request failed. Status Code = \'400\'. Response body: {"error":"invalid_request","error_description":"Identity not found"}',
    { operation: "token", httpStatus: 400, host: "aks", selectedId: "client-id" },
  ],
  [
    "connection-string-malformed",
    "Exception Message: Tried to get token using Managed Service Identity. Access token could not be acquired.",
    {
      operation: "token",
      host: "app-service",
      env: { AzureServicesAuthConnectionString: 'RunAs=App;AppId="xxxx' },
    },
  ],
  [
    "connection-string-malformed",
    'System.ArgumentException: Connection string "RunAs=App;AppId=xxx" is not valid. Must contain RunAs attribute',
    { operation: "token", host: "app-service" },
  ],
  [
    "entra-rejects-credential",
    "AADSTS700024: Client assertion is not within its valid time range. Current time: 2023",
    { operation: "token", httpStatus: 401, host: "aks" },
  ],
  [
    "entra-rejects-credential",
    "ClientAssertionCredential: AADSTS700016: Application with identifier 'x' was not found in the directory",
    { operation: "token", httpStatus: 400, errorCode: "unauthorized_client", host: "pipeline" },
  ],
  [
    "entra-rejects-credential",
    "DefaultAzureCredential failed to retrieve a token from the included credentials. Attempted credentials: EnvironmentCredential: Authentication failed: AADSTS90002: Tenant 'x' not found. Check to make sure you have the correct tenant ID",
    { operation: "token", httpStatus: 400, env: { AZURE_CLIENT_SECRET: "set", AZURE_TENANT_ID: "set" } },
  ],
  [
    "entra-rejects-credential",
    "EnvironmentCredential authentication failed: A configuration issue is preventing authentication - AADSTS7000222: The provided client secret keys for app 'x' are expired.",
    { operation: "token", httpStatus: 401, errorCode: "invalid_client", env: { AZURE_CLIENT_SECRET: "set" } },
  ],
  [
    "entra-rejects-credential",
    "WorkloadIdentityCredential authentication failed. AADSTS700213: No matching federated identity record found for presented assertion subject 'system:serviceaccount:ns:sa'",
    { operation: "token", httpStatus: 401, host: "aks", env: { AZURE_FEDERATED_TOKEN_FILE: "set" } },
  ],
  [
    "grant-on-wrong-principal",
    "does not have secrets get permission on key vault",
    {
      operation: "get",
      httpStatus: 403,
      innerCode: "AccessDenied",
      grantedTo: "other-object-id",
      callerAccessPolicy: null,
    },
  ],
  [
    "identity-endpoint-failing",
    "Error: CredentialUnavailableError: ManagedIdentityCredential: Authentication failed. Message 429 Too Many Requests",
    { operation: "token", httpStatus: 429, host: "functions" },
  ],
  [
    "identity-endpoint-failing",
    "ManagedIdentityCredential authentication failed: Service request failed. Status: 503 (Service Unavailable)",
    { operation: "token", httpStatus: 503, host: "container-apps" },
  ],
  [
    "identity-endpoint-not-in-process",
    "ManagedIdentityCredential authentication unavailable. The environment variable IDENTITY_ENDPOINT contains an invalid Uri 'ENV'",
    { operation: "token", host: "functions" },
  ],
  [
    "identity-endpoint-not-in-process",
    "ManagedIdentityCredential: Attempted to use the IMDS endpoint, but it is not available.",
    { operation: "token", host: "app-service", systemAssigned: true, restartFixes: true },
  ],
  [
    "identity-endpoint-unreachable",
    'Get "http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01&resource=https%3A%2F%2Fvault.azure.net": dial tcp 169.254.169.254:80: i/o timeout',
    { operation: "token", host: "aks" },
  ],
  [
    "identity-endpoint-unreachable",
    "ManagedIdentityCredential authentication unavailable. Multiple attempts failed to obtain a token from the managed identity endpoint. ---> System.Net.Sockets.SocketException (111): Connection refused (localhost:42356)",
    { operation: "token", host: "container-apps", intermittent: true },
  ],
  [
    "identity-endpoint-unreachable",
    'failed to get key vault token: Get "http://localhost:2579/host/token/?resource=https://vault.azure.net": dial tcp 127.0.0.1:2579: connect: connection refused',
    { operation: "token", host: "aks" },
  ],
  [
    "invalid-name-or-reference",
    "(BadParameter) The request URI contains an invalid name: my_secret",
    { operation: "get", httpStatus: 400 },
  ],
  [
    "invalid-name-or-reference",
    "@Microsoft.KeyVault(SecretUri=https://kv.vault.azure.net/secrets/x",
    { operation: "reference", host: "app-service" },
  ],
  [
    "invalid-name-or-reference",
    "Parameter 'secret_name' must conform to the following pattern: '^[0-9a-zA-Z-]+$'.",
    { operation: "get" },
  ],
  [
    "invalid-name-or-reference",
    "System.UriFormatException: Invalid URI: The hostname could not be parsed.",
    { operation: "get" },
  ],
  [
    "library-cannot-use-identity",
    "CredentialUnavailableError: Cloud shell user-assigned managed identity is not supported",
    { operation: "token", userAssignedCount: 1 },
  ],
  [
    "library-cannot-use-identity",
    "Response status code does not indicate success: 405 (Method Not Allowed). POST http://127.0.0.1:41234/MSI/token/",
    { operation: "token", httpStatus: 405, host: "app-service", systemAssigned: true },
  ],
  [
    "no-identity-on-host",
    "DefaultAzureCredential failed to retrieve a token from the included credentials. EnvironmentCredential authentication unavailable. Environment variables are not fully configured. ManagedIdentityCredential authentication unavailable, no response from the IMDS endpoint. AzureCliCredential: Azure CLI not found on path",
    { operation: "token", host: "local" },
  ],
  [
    "no-identity-on-host",
    "ManagedIdentityCredential authentication unavailable. Connection to IMDS endpoint cannot be established, connect timed out.",
    { operation: "token", host: "local" },
  ],
  [
    "no-identity-on-host",
    "azure.identity: CredentialUnavailableError: ManagedIdentityCredential: The managed identity endpoint is not currently available",
    { operation: "token", host: "app-service", systemAssigned: false, userAssignedCount: 0 },
  ],
  [
    "permission-model-mismatch",
    "Caller is not authorized to perform action on resource.",
    {
      operation: "get",
      httpStatus: 403,
      innerCode: "ForbiddenByRbac",
      permissionModel: "rbac",
      callerAccessPolicy: { secrets: ["get", "list"] },
    },
  ],
  [
    "permission-model-mismatch",
    "does not have secrets get permission on key vault 'x'",
    {
      operation: "get",
      httpStatus: 403,
      innerCode: "AccessDenied",
      permissionModel: "access-policy",
      callerRoles: ["Key Vault Secrets User"],
      callerAccessPolicy: null,
    },
  ],
  [
    "private-dns-misconfigured",
    "getaddrinfo ENOTFOUND kv-prod.vault.azure.net",
    { operation: "get", host: "app-service", privateEndpoint: true },
  ],
  [
    "rbac-role-missing",
    "Caller is not authorized to perform action on resource.",
    { operation: "get", httpStatus: 403, innerCode: "ForbiddenByRbac", callerRoles: [] },
  ],
  [
    "reference-identity-not-selected",
    "MSINotEnabled: Reference was not able to be resolved because site Managed Identity not enabled.",
    { operation: "reference", host: "functions", userAssignedCount: 1, systemAssigned: false },
  ],
  [
    "role-without-secret-read",
    "Caller is not authorized to perform action on resource. Assignment: (not found)",
    {
      operation: "get",
      httpStatus: 403,
      innerCode: "ForbiddenByRbac",
      permissionModel: "rbac",
      callerRoles: ["Key Vault Contributor"],
    },
  ],
  [
    "role-without-secret-read",
    "Operation returned an invalid status code 'Forbidden'",
    { operation: "get", httpStatus: 403, callerRoles: ["Owner"], permissionModel: "rbac" },
  ],
  [
    "secret-disabled",
    "Operation get is not allowed on a disabled secret.",
    { operation: "list", httpStatus: 403 },
  ],
  [
    "secret-not-found",
    "(SecretNotFound) A secret with (name/id) x/abc was not found in this key vault.",
    { operation: "get", httpStatus: 404, secretState: "absent" },
  ],
  [
    "secret-soft-deleted",
    "Secret db is currently being deleted and cannot be re-created; retry later. ObjectIsBeingDeleted",
    { operation: "get", httpStatus: 409 },
  ],
  [
    "secret-soft-deleted",
    "The vault name 'kv' is already in use. Vault names are globally unique ... a vault with the same name was recently deleted but not purged",
    { operation: "arm", httpStatus: 409, errorCode: "VaultAlreadyExists" },
  ],
  [
    "tls-interception",
    "javax.net.ssl.SSLHandshakeException: PKIX path building failed: sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid certification path to requested target",
    { operation: "get", host: "local" },
  ],
  [
    "tls-interception",
    "urllib3.exceptions.SSLError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate (_ssl.c:1129)",
    { operation: "get" },
  ],
  [
    "token-missing-or-invalid",
    "AKV10000: Request is missing a Bearer or PoP token.",
    { operation: "get", httpStatus: 401 },
  ],
  [
    "token-missing-or-invalid",
    "AKV10046: Unable to resolve the key used for signature validation.",
    { operation: "get", httpStatus: 401, intermittent: true },
  ],
  [
    "token-wrong-tenant",
    "AKV10032: Invalid issuer. Expected one of https://sts.windows.net/a/, found https://sts.windows.net/b/.",
    { operation: "get", httpStatus: 401, host: "local", credential: "AzureCliCredential" },
  ],
  [
    "token-wrong-tenant",
    "Unauthorized",
    { operation: "get", httpStatus: 401, tokenTenantMatchesVault: false },
  ],
  [
    "user-assigned-not-selected",
    "ManagedIdentityCredential authentication failed: Unable to load the proper Managed Identity. Status: 400",
    {
      operation: "token",
      httpStatus: 400,
      host: "container-apps",
      userAssignedCount: 1,
      systemAssigned: false,
      env: { AZURE_CLIENT_ID: null },
    },
  ],
  [
    "user-assigned-not-selected",
    'StatusCode=400 -- Original Error: adal: Refresh request failed. Response body: {"error":"invalid_request","error_description":"Multiple user assigned identities exist, please specify the clientId / resourceId of the identity in the token request"}',
    { operation: "token", httpStatus: 400, host: "aks" },
  ],
  [
    "vault-firewall-denied",
    "Azure.RequestFailedException: Client address is not authorized and caller is not a trusted service.\nClient address: 20.1.2.3\nCaller: appid=...",
    { operation: "get", httpStatus: 403, innerCode: "ForbiddenByFirewall", host: "app-service" },
  ],
  [
    "vault-firewall-denied",
    "Operation returned an invalid status code 'Forbidden'. Request was not allowed by NSP. Client address (1.2.3.4) is not authorized and caller is not a trusted service",
    { operation: "list", httpStatus: 403 },
  ],
  [
    "vault-firewall-denied",
    "Status: AccessToKeyVaultDenied",
    { operation: "reference", host: "functions", networkDefaultAction: "Deny", trustedServicesBypass: true },
  ],
  [
    "vault-host-not-found",
    "No such host is known. (kv-typo.vault.azure.net:443)",
    { operation: "get", privateEndpoint: false },
  ],
  [
    "vault-public-access-disabled",
    "Public network access is disabled and request is not from a trusted service nor via an approved private link.",
    {
      operation: "get",
      httpStatus: 403,
      innerCode: "ForbiddenByConnection",
      privateEndpoint: false,
      publicNetworkAccess: "Disabled",
    },
  ],
  [
    "vault-throttled",
    "Azure.RequestFailedException: Request was not processed because too many requests were received. Reason: VaultRequestTypeLimitReached",
    { operation: "get", httpStatus: 429 },
  ],
  [
    "vault-throttled",
    'com.microsoft.azure.keyvault.models.KeyVaultErrorException: Status code 429, {"error":{"code":"Throttled","message":"Request was not processed because too many requests were received. Reason: VaultRequestTypeLimitReached"}}',
    { operation: "get", httpStatus: 429 },
  ],
  [
    "vault-unreachable",
    "System.Net.Http.HttpRequestException: A connection attempt failed because the connected party did not properly respond after a period of time, or established connection failed because connected host has failed to respond. (kv-prod.vault.azure.net:443)",
    { operation: "get", host: "app-service" },
  ],
  [
    "vault-unreachable",
    "read tcp 10.1.0.5:45522->20.1.1.1:443: read: connection reset by peer",
    { operation: "get", host: "aks" },
  ],
  [
    "vault-unreachable",
    "requests.exceptions.ConnectTimeout: HTTPSConnectionPool(host='kv.vault.azure.net', port=443): Max retries exceeded with url: /secrets/x (Caused by ConnectTimeoutError(..., 'Connection to kv.vault.azure.net timed out. (connect timeout=300)'))",
    { operation: "get" },
  ],
  [
    "wrong-token-resource",
    "401 AKV10022: Invalid audience. Expected https://vault.usgovcloudapi.net, found: https://vault.azure.net.",
    { operation: "get", httpStatus: 401 },
  ],
  [
    "wrong-token-resource",
    "AADSTS1002012: The provided value for scope https://vault.azure.net is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier",
    { operation: "token", httpStatus: 400, errorCode: "invalid_scope" },
  ],
  [
    "wrong-token-resource",
    "AADSTS500011: The resource principal named https://vault.azure.net/ was not found in the tenant named x",
    { operation: "token", httpStatus: 400, errorCode: "invalid_resource" },
  ],
  [
    "wrong-token-resource",
    "Error: The challenge resource 'vault.azure.net' does not match the requested domain. Set disableChallengeResourceVerification to true in your client options to disable.",
    { operation: "get", httpStatus: 401 },
  ],
];
