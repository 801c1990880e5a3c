import type { CauseId } from "@latchkey/shared/diagnosis";
import type { DiagnosisFacts } from "../src/facts.ts";

export const caller =
  "appid=0a1b2c3d-1111-4222-8333-444455556666;oid=9f8e7d6c-5555-4666-8777-888899990000;iss=https://sts.windows.net/x/";
export const rbacDenial: DiagnosisFacts = {
  operation: "get",
  httpStatus: 403,
  errorCode: "Forbidden",
  innerCode: "ForbiddenByRbac",
};
export const policyDenial: DiagnosisFacts = {
  operation: "get",
  httpStatus: 403,
  errorCode: "Forbidden",
  innerCode: "AccessDenied",
};
const endpoint = (raw: string, more: DiagnosisFacts = {}): DiagnosisFacts => ({
  operation: "token",
  httpStatus: 400,
  raw,
  ...more,
});
const loadsNone = "Unable to load the proper Managed Identity.";
const notFound =
  "No User Assigned or Delegated Managed Identity found for specified ClientId/ResourceId/PrincipalId.";
export const noEndpoint =
  "ManagedIdentityCredential authentication unavailable. No Managed Identity endpoint found.";

/** Evidence that decides, the cause that it decides for, and a neighbour that looks alike and must not win. */
export const decisiveCases: [string, DiagnosisFacts, CauseId, CauseId][] = [
  [
    "no identity in ARM",
    { operation: "token", raw: noEndpoint, systemAssigned: false, userAssignedCount: 0 },
    "no-identity-on-host",
    "identity-endpoint-not-in-process",
  ],
  [
    "an identity in ARM, no variables",
    { operation: "token", raw: noEndpoint, systemAssigned: true },
    "identity-endpoint-not-in-process",
    "no-identity-on-host",
  ],
  [
    "a variable that is no URL",
    { operation: "token", env: { IDENTITY_ENDPOINT: "not available in Kudu" } },
    "identity-endpoint-not-in-process",
    "no-identity-on-host",
  ],
  [
    "no id sent, user-assigned only",
    endpoint(loadsNone, { selectedId: "none", userAssignedCount: 1 }),
    "user-assigned-not-selected",
    "client-id-not-assigned",
  ],
  [
    "several, none selected",
    endpoint("Multiple user assigned identities exist, please specify the clientId", { host: "vm" }),
    "user-assigned-not-selected",
    "client-id-not-assigned",
  ],
  [
    "an id sent that is not assigned",
    endpoint(notFound, { selectedId: "client-id", selectedIdAssigned: false }),
    "client-id-not-assigned",
    "user-assigned-not-selected",
  ],
  [
    "a blank id",
    endpoint(loadsNone, { selectedId: "blank" }),
    "client-id-not-assigned",
    "user-assigned-not-selected",
  ],
  [
    "the principal ID as client ID",
    endpoint(notFound, { selectedId: "principal-id" }),
    "principal-id-used-as-client-id",
    "client-id-not-assigned",
  ],
  [
    "a right id that the library does not pass",
    endpoint(loadsNone, { selectedId: "client-id", selectedIdAssigned: true }),
    "library-cannot-use-identity",
    "user-assigned-not-selected",
  ],
  [
    "a request without the header",
    endpoint("< HTTP/1.1 401 Unauthorized", { httpStatus: 401 }),
    "library-cannot-use-identity",
    "token-missing-or-invalid",
  ],
  [
    "a client secret that Entra refuses",
    { operation: "token", errorCode: "AADSTS7000215" },
    "entra-rejects-credential",
    "wrong-token-resource",
  ],
  [
    "a resource that Entra does not know",
    { operation: "token", errorCode: "AADSTS500011" },
    "wrong-token-resource",
    "entra-rejects-credential",
  ],
  [
    "a federated token that Entra refuses",
    {
      operation: "token",
      raw: "AADSTS700213: No matching federated identity record found for presented assertion subject",
    },
    "entra-rejects-credential",
    "identity-endpoint-not-in-process",
  ],
  [
    "a connection string in quotes",
    { operation: "token", env: { AzureServicesAuthConnectionString: '"RunAs=App;AppId=x"' } },
    "connection-string-malformed",
    "library-cannot-use-identity",
  ],
  [
    "a well-formed one that an old library refuses",
    {
      operation: "token",
      raw: "Connection string RunAs=App;AppId=x is not valid. Must contain 'TenantId' attribute",
      library: "AppAuthentication 1.0.3",
    },
    "library-cannot-use-identity",
    "connection-string-malformed",
  ],
  [
    "a refused connection to the endpoint",
    { operation: "token", raw: "connect ECONNREFUSED 127.0.0.1:41502 http://127.0.0.1:41502/MSI/token/" },
    "identity-endpoint-unreachable",
    "no-identity-on-host",
  ],
  [
    "a proxy in the way",
    {
      operation: "token",
      httpStatus: 502,
      raw: "ManagedIdentityCredential authentication failed",
      env: { HTTPS_PROXY: "set" },
    },
    "identity-endpoint-unreachable",
    "identity-endpoint-failing",
  ],
  [
    "a throttled endpoint",
    { operation: "token", httpStatus: 429, raw: "ManagedIdentityCredential authentication failed" },
    "identity-endpoint-failing",
    "vault-throttled",
  ],
  [
    "a throttled vault",
    { operation: "get", httpStatus: 429, errorCode: "Throttled" },
    "vault-throttled",
    "identity-endpoint-failing",
  ],
  [
    "a failing token service",
    {
      operation: "token",
      httpStatus: 500,
      raw: "An unexpected error occured while fetching the AAD Token.",
      tokenAudience: "https://vault.azure.net",
    },
    "identity-endpoint-failing",
    "wrong-token-resource",
  ],
  [
    "an audience that the vault refuses",
    {
      operation: "get",
      httpStatus: 401,
      raw: "AKV10022: Invalid audience. Expected https://vault.azure.net, found: https://management.azure.com",
    },
    "wrong-token-resource",
    "token-missing-or-invalid",
  ],
  [
    "an issuer that the vault refuses",
    { operation: "get", httpStatus: 401, innerCode: "AKV10032" },
    "token-wrong-tenant",
    "token-missing-or-invalid",
  ],
  [
    "claims of another tenant",
    { operation: "get", httpStatus: 401, claims: { tid: "t1" }, challengeTenant: "t2" },
    "token-wrong-tenant",
    "token-missing-or-invalid",
  ],
  [
    "an expired token",
    { operation: "get", httpStatus: 401, raw: "[TokenExpired] Error validating token", clockSkew: true },
    "token-missing-or-invalid",
    "token-wrong-tenant",
  ],
  [
    "no token",
    { operation: "list", httpStatus: 401, raw: "AKV10000: Request is missing a Bearer or PoP token." },
    "token-missing-or-invalid",
    "wrong-token-resource",
  ],
  [
    "a name that nobody has",
    { operation: "get", errorCode: "ENOTFOUND", privateEndpoint: false },
    "vault-host-not-found",
    "private-dns-misconfigured",
  ],
  [
    "a name with a private endpoint",
    { operation: "get", errorCode: "ENOTFOUND", privateEndpoint: true },
    "private-dns-misconfigured",
    "vault-host-not-found",
  ],
  [
    "a public answer beside a private endpoint",
    {
      operation: "get",
      httpStatus: 403,
      innerCode: "ForbiddenByConnection",
      privateEndpoint: true,
      dns: "public",
    },
    "private-dns-misconfigured",
    "vault-firewall-denied",
  ],
  [
    "public access off",
    {
      operation: "get",
      httpStatus: 403,
      innerCode: "ForbiddenByConnection",
      publicNetworkAccess: "Disabled",
    },
    "vault-public-access-disabled",
    "vault-firewall-denied",
  ],
  [
    "the firewall",
    { operation: "get", httpStatus: 403, innerCode: "ForbiddenByFirewall" },
    "vault-firewall-denied",
    "vault-public-access-disabled",
  ],
  [
    "a denial by network that only ARM tells",
    { operation: "get", httpStatus: 403, networkDefaultAction: "Deny", callerAddressAllowed: false },
    "vault-firewall-denied",
    "access-policy-missing",
  ],
  [
    "a time-out at the vault",
    { operation: "get", raw: "Connect Timeout: https://kv-a.vault.azure.net connection timed out" },
    "vault-unreachable",
    "identity-endpoint-unreachable",
  ],
  [
    "a certificate of a proxy",
    { operation: "get", errorCode: "SELF_SIGNED_CERT_IN_CHAIN" },
    "tls-interception",
    "vault-unreachable",
  ],
  [
    "no access policy",
    { ...policyDenial, callerAccessPolicy: null },
    "access-policy-missing",
    "grant-on-wrong-principal",
  ],
  [
    "get without list",
    { ...policyDenial, operation: "list", callerAccessPolicy: { secrets: ["get"] } },
    "access-policy-missing",
    "permission-model-mismatch",
  ],
  [
    "a policy bound to an application",
    { ...policyDenial, callerAccessPolicy: { secrets: ["get"], applicationId: true } },
    "access-policy-compound-identity",
    "change-not-yet-effective",
  ],
  [
    "the vault's word for it",
    { operation: "get", httpStatus: 403, innerCode: "ForbiddenByPolicy" },
    "access-policy-compound-identity",
    "access-policy-missing",
  ],
  ["no role", { ...rbacDenial, callerRoles: [] }, "rbac-role-missing", "change-not-yet-effective"],
  [
    "a management role on an RBAC vault",
    { ...rbacDenial, callerRoles: ["Owner"] },
    "role-without-secret-read",
    "rbac-role-missing",
  ],
  [
    "Key Vault Reader and get",
    { ...rbacDenial, callerRoles: ["Key Vault Reader"] },
    "role-without-secret-read",
    "change-not-yet-effective",
  ],
  [
    "a policy on an RBAC vault",
    { ...rbacDenial, permissionModel: "rbac", callerAccessPolicy: { secrets: ["get"] }, callerRoles: [] },
    "permission-model-mismatch",
    "rbac-role-missing",
  ],
  [
    "a data role on an access-policy vault",
    {
      ...policyDenial,
      permissionModel: "access-policy",
      callerAccessPolicy: null,
      callerRoles: ["Key Vault Secrets User"],
    },
    "permission-model-mismatch",
    "access-policy-missing",
  ],
  [
    "a grant to the client ID",
    { ...policyDenial, grantedTo: "client-id" },
    "grant-on-wrong-principal",
    "access-policy-missing",
  ],
  [
    "a grant to another object ID",
    { ...rbacDenial, grantedTo: "other-object-id" },
    "grant-on-wrong-principal",
    "rbac-role-missing",
  ],
  [
    "a role of a minute ago",
    { ...rbacDenial, callerRoles: ["Key Vault Secrets User"], grantAgeSeconds: 60 },
    "change-not-yet-effective",
    "rbac-role-missing",
  ],
  [
    "a grant to a group",
    { ...rbacDenial, grantedTo: "group" },
    "change-not-yet-effective",
    "rbac-role-missing",
  ],
  [
    "a principal that is not replicated",
    { operation: "arm", httpStatus: 400, errorCode: "PrincipalNotFound" },
    "change-not-yet-effective",
    "arm-permission-or-scope",
  ],
  [
    "a missing secret",
    { operation: "get", httpStatus: 404, errorCode: "SecretNotFound", secretState: "absent" },
    "secret-not-found",
    "secret-soft-deleted",
  ],
  [
    "a deleted secret behind the same 404",
    { operation: "get", httpStatus: 404, errorCode: "SecretNotFound", secretState: "soft-deleted" },
    "secret-soft-deleted",
    "secret-not-found",
  ],
  [
    "a name that a deleted secret holds",
    { operation: "get", httpStatus: 409, innerCode: "ObjectIsDeletedButRecoverable" },
    "secret-soft-deleted",
    "secret-not-found",
  ],
  [
    "a disabled secret",
    { operation: "get", httpStatus: 403, innerCode: "SecretDisabled" },
    "secret-disabled",
    "access-policy-missing",
  ],
  [
    "an illegal name",
    { operation: "get", httpStatus: 400, errorCode: "BadParameter" },
    "invalid-name-or-reference",
    "secret-not-found",
  ],
  [
    "a reference that does not parse",
    { operation: "reference", errorCode: "InvalidSyntax" },
    "invalid-name-or-reference",
    "reference-identity-not-selected",
  ],
  [
    "a cut-off reference in a setting",
    {
      operation: "config",
      env: { DB: "@Microsoft.KeyVault(SecretUri=https://kv-a.vault.azure.net/secrets/a" },
    },
    "invalid-name-or-reference",
    "reference-identity-not-selected",
  ],
  [
    "references as the system-assigned identity",
    {
      operation: "reference",
      errorCode: "AccessToKeyVaultDenied",
      userAssignedCount: 1,
      systemAssigned: false,
      referenceIdentity: "unset",
    },
    "reference-identity-not-selected",
    "access-policy-missing",
  ],
  [
    "a management right",
    { operation: "arm", httpStatus: 403, errorCode: "AuthorizationFailed" },
    "arm-permission-or-scope",
    "rbac-role-missing",
  ],
];
