import type { CauseId } from "@latchkey/shared/diagnosis";
import type { DiagnosisFacts } from "../src/facts.ts";

/** What was said, what is known, and the causes in the order in which they are expected; more may follow. */
export type SaidCase = [raw: string, facts: DiagnosisFacts, ...causes: CauseId[]];

export const whole = "@Microsoft.KeyVault(SecretUri=https://kv-shop.vault.azure.net/secrets/db-password/)";

export const reference: DiagnosisFacts = { operation: "reference", host: "app-service" };

const arm: DiagnosisFacts = { operation: "arm" };

const several =
  "Multiple user assigned identities exist, please specify the clientId / resourceId of the identity in the token request";

const notAssigned =
  "ManagedIdentityCredential authentication unavailable. No identity has been assigned to this resource.";

const appId = "RunAs=App;AppId=1f4c9a55-3ad2-4a4e-8f4f-0c1f4f0c2a11";

export const token: DiagnosisFacts = { operation: "token" };

const imds = "169.254.169.254";

const rbac403: DiagnosisFacts = { operation: "get", httpStatus: 403, innerCode: "ForbiddenByRbac" };

export const policy403: DiagnosisFacts = { operation: "get", httpStatus: 403, innerCode: "AccessDenied" };

const oid = (last: number) => `9f8e7d6c-5555-4666-8777-88889999000${last}`;

const both: DiagnosisFacts = {
  ...rbac403,
  permissionModel: "rbac",
  caller: { principalId: oid(1) },
  identities: [
    { kind: "system-assigned", principalId: oid(1) },
    { kind: "user-assigned", name: "id-orders", principalId: oid(2) },
  ],
};

const role = (last: number, roleName: string) =>
  ({ kind: "role", principalId: oid(last), roleName }) as const;

const cut: DiagnosisFacts = {
  ...token,
  httpStatus: 500,
  tokenAudience: "https://vault.azure.cn",
  env: { AZURE_CLOUD: "AzureChinaCloud", WEBSITE_HOSTNAME: "app-orders.azurewebsites.net" },
};
const noToken = (code?: string): DiagnosisFacts => ({
  steps: [{ operation: "token", outcome: { kind: "no-token", why: "library-failed", code } }],
});

export const saidCases: readonly { title: string; rows: SaidCase[] }[] = [
  {
    title: "a Key Vault reference that stays a literal",
    rows: [
      [whole, reference, "unknown"],
      ["The value is still @Microsoft.KeyVault(SecretUri=...) in the app.", reference, "unknown"],
      [whole, { ...reference, systemAssigned: false, userAssignedCount: 0 }, "no-identity-on-host"],
      [
        whole,
        { ...reference, systemAssigned: false, userAssignedCount: 1 },
        "reference-identity-not-selected",
      ],
      [
        whole,
        { ...reference, systemAssigned: false },
        "reference-identity-not-selected",
        "no-identity-on-host",
      ],
      [whole, { ...reference, grantedTo: "other-object-id" }, "grant-on-wrong-principal"],
      [whole, { ...reference, networkDefaultAction: "Deny" }, "vault-firewall-denied"],
      ["", { ...reference, env: { DB: whole.slice(0, -1) } }, "invalid-name-or-reference"],
      [
        "@Microsoft.KeyVault(SecretUrl=https://kv-shop.vault.azure.net/secrets/a)",
        reference,
        "invalid-name-or-reference",
      ],
      ["@Microsoft.KeyVault(VaultName=kv-shop)", reference, "invalid-name-or-reference"],
      [
        "@Microsoft.KeyVault(VaultName=kv-shop;SecretName=a) is not resolved",
        {
          ...reference,
          referenceIdentity: "user-assigned",
          callerAccessPolicy: null,
          permissionModel: "access-policy",
        },
        "access-policy-missing",
      ],
    ],
  },
  {
    title: "a management operation that fails",
    rows: [
      ["(TooManyRequests) The request was throttled.", { ...arm, httpStatus: 429 }, "vault-throttled"],
      [
        "The Vault 'kv-shop' not found within subscription.",
        arm,
        "vault-host-not-found",
        "arm-permission-or-scope",
      ],
      [
        '"name" may only contain alphanumeric characters and dashes and must be between 3-24 chars',
        arm,
        "invalid-name-or-reference",
      ],
      [
        "The vault name 'kv-shop' is already in use. Vault names are globally unique.",
        arm,
        "secret-soft-deleted",
      ],
      ["A vault with this name was recently deleted but not purged.", arm, "secret-soft-deleted"],
      [
        "Conflict: the key vault kv-shop is in a recoverable state.",
        { ...arm, httpStatus: 409 },
        "secret-soft-deleted",
      ],
      [
        "AuthorizationFailed: the client does not have authorization to perform action",
        arm,
        "arm-permission-or-scope",
      ],
    ],
  },
  {
    title: "checks that the client makes before it asks",
    rows: [
      [
        "Parameter 'secret_name' must conform to the following pattern: '^[0-9a-zA-Z-]+$'.",
        { operation: "get" },
        "invalid-name-or-reference",
      ],
      [
        'InvalidArgument: "secretName" with value "db_password" does not match pattern',
        { operation: "get" },
        "invalid-name-or-reference",
      ],
      [
        'Invalid object type "secrets": should be secret, key, or cert',
        { operation: "get", host: "aks" },
        "invalid-name-or-reference",
      ],
    ],
  },
  {
    title: "which identity was asked for",
    rows: [
      [several, { operation: "token", host: "vm", selectedId: "client-id" }, "user-assigned-not-selected"],
      [
        several,
        {
          operation: "token",
          host: "aks",
          httpStatus: 400,
          selectedId: "client-id",
          selectedIdAssigned: true,
        },
        "user-assigned-not-selected",
      ],
      [
        notAssigned,
        {
          operation: "token",
          credential: "ManagedIdentityCredential",
          env: { AZURE_CLIENT_ID: "set" },
          userAssignedCount: 1,
        },
        "user-assigned-not-selected",
      ],
      [
        "Unable to load the proper Managed Identity.",
        { operation: "token", credential: "ManagedIdentityCredential", env: { AZURE_CLIENT_ID: "set" } },
        "user-assigned-not-selected",
      ],
      [
        "No User Assigned or Delegated Managed Identity found for specified ClientId/ResourceId/PrincipalId.",
        { operation: "token", httpStatus: 400, intermittent: true, restartFixes: true },
        "identity-endpoint-failing",
      ],
      [
        "Operation returned an invalid status code 'Forbidden'",
        { operation: "get", httpStatus: 403, host: "app-service", userAssignedCount: 1, selectedId: "none" },
        "wrong-identity-selected",
      ],
      [
        "Forbidden",
        {
          operation: "get",
          httpStatus: 403,
          host: "functions",
          userAssignedCount: 1,
          selectedId: "none",
          systemAssigned: true,
        },
        "wrong-identity-selected",
      ],
      ["Access denied", { operation: "get", grantedTo: "other-object-id" }, "grant-on-wrong-principal"],
      [
        "Identity not found",
        { operation: "token", host: "aks", httpStatus: 400, env: { AZURE_FEDERATED_TOKEN_FILE: "set" } },
        "library-cannot-use-identity",
      ],
    ],
  },
  {
    title: "AppAuthentication",
    rows: [
      [
        `Connection string ${appId};Foo is not in a proper format. Expected format is Key1=Value1;Key2=Value2;`,
        { operation: "config" },
        "connection-string-malformed",
      ],
      [
        `Connection string ${appId} is not valid. Must contain 'TenantId' attribute and it must not be empty.`,
        { operation: "token" },
        "library-cannot-use-identity",
        "connection-string-malformed",
      ],
      [
        "Connection string RunAs=App;AppId={AppId} is used. AADSTS700016: Application with identifier '{AppId}' was not found in the directory",
        { operation: "token" },
        "connection-string-malformed",
      ],
    ],
  },
  {
    title: "an answer that the library cannot use",
    rows: [
      [
        "Failed to connect to MSI. 405 Client Error: Method Not Allowed for url: http://127.0.0.1:41060/msi/token/",
        { ...token, httpStatus: 405, host: "app-service" },
        "library-cannot-use-identity",
      ],
      [
        "Failed to connect to MSI. Please make sure MSI is configured correctly. HTTP 405 Method Not Allowed",
        { ...token, host: "app-service" },
        "library-cannot-use-identity",
      ],
      ["The authentication response was not in the expected format.", token, "library-cannot-use-identity"],
      [
        "SyntaxError: Unexpected end of JSON input",
        token,
        "library-cannot-use-identity",
        "identity-endpoint-failing",
      ],
    ],
  },
  {
    title: "an endpoint that is not there",
    rows: [
      [
        "ManagedIdentityCredential: the request timed out prior to completion",
        token,
        "identity-endpoint-unreachable",
      ],
      [
        `Proxy Authentication Required for http://${imds}/metadata/identity/oauth2/token`,
        { ...token, httpStatus: 407 },
        "identity-endpoint-unreachable",
      ],
      [
        `407 Proxy Authentication Required, then 503 from http://${imds}/metadata`,
        { ...token, httpStatus: 503 },
        "identity-endpoint-unreachable",
      ],
      [
        `RESPONSE 403 Forbidden: connecting to ${imds}:80: dial tcp ${imds}:80: connectex: A socket operation was attempted to an unreachable network.`,
        { ...token, httpStatus: 403, host: "local" },
        "no-identity-on-host",
      ],
      [
        "missing environment variables: AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_FEDERATED_TOKEN_FILE must be set",
        { ...token, host: "aks", env: { AZURE_FEDERATED_TOKEN_FILE: null, AZURE_TENANT_ID: null } },
        "identity-endpoint-not-in-process",
      ],
      [
        "ManagedIdentityCredential authentication unavailable. No Managed Identity endpoint found.",
        { ...token, env: { IDENTITY_ENDPOINT: null, WEBSITE_DISABLE_MSI: "true" } },
        "identity-endpoint-not-in-process",
      ],
    ],
  },
  {
    title: "the way to the vault",
    rows: [
      [
        "This TCP connection does not allow access to kv-shop.vault.azure.net.",
        { operation: "get", httpStatus: 403 },
        "private-dns-misconfigured",
        "vault-public-access-disabled",
      ],
      [
        "Hostname/IP does not match certificate's altnames: Host: kv-shop.privatelink.vaultcore.azure.net. is not in the cert's altnames",
        { operation: "get" },
        "invalid-name-or-reference",
      ],
      [
        "x509: certificate is valid for *.vault.azure.net, *.vaultcore.azure.net, not kv-shop.privatelink.vaultcore.azure.net",
        { operation: "get" },
        "invalid-name-or-reference",
      ],
      ["x509: certificate signed by unknown authority", { operation: "get" }, "tls-interception"],
    ],
  },
  {
    title: "Entra and a client ID that is none",
    rows: [
      [
        "AADSTS700016: Application with identifier '<client-id>' was not found in the directory",
        { operation: "token" },
        "entra-rejects-credential",
      ],
      [
        "AADSTS700211: No matching federated identity record found for presented assertion issuer",
        { operation: "token" },
        "entra-rejects-credential",
      ],
    ],
  },
  {
    title: "whose grant it is",
    rows: [
      ["", { ...both, grants: [role(2, "Reader")] }, "rbac-role-missing"],
      ["", { ...both, grants: [role(2, "Key Vault Secrets User")] }, "wrong-identity-selected"],
      [
        "",
        { ...both, grants: [role(1, "Reader"), role(2, "Key Vault Secrets User")] },
        "wrong-identity-selected",
      ],
      [
        "",
        { ...both, grants: [role(2, "Key Vault Secrets User")], namedOnPurpose: true },
        "rbac-role-missing",
      ],
      ["", { ...both, grants: [role(1, "Reader")], namedOnPurpose: true }, "rbac-role-missing"],
      [
        "",
        { ...both, grants: [role(1, "Key Vault Reader")], namedOnPurpose: true },
        "role-without-secret-read",
      ],
      ["", { ...policy403, callerAccessPolicy: { secrets: ["list"] } }, "access-policy-missing"],
    ],
  },
  {
    title: "settings that send the token request astray",
    rows: [
      ["An unexpected error occured while fetching the AAD Token.", cut, "wrong-token-resource"],
      [
        "An unexpected error occured while fetching the AAD Token.",
        {
          ...cut,
          tokenAudience: "https://vault.azure.net",
          env: { WEBSITE_HOSTNAME: "app-orders.azurewebsites.net" },
        },
        "identity-endpoint-failing",
      ],
      ["", noToken("AADSTS700211"), "entra-rejects-credential"],
      [
        "",
        { ...noToken(), env: { AZURE_FEDERATED_TOKEN_FILE: "set", AZURE_TENANT_ID: "set" } },
        "entra-rejects-credential",
      ],
      ["", noToken(), "library-cannot-use-identity"],
    ],
  },
];
