import type { RefusalCode } from "../azure/refusals.ts";
import type { Sign } from "./sign.ts";

/** Codes by which a vault refuses a caller who has a token. */
const refusalSigns: Readonly<Record<RefusalCode, Sign>> = {
  ForbiddenByRbac: "rbac-denied",
  AccessDenied: "policy-denied",
  ForbiddenByPolicy: "policy-compound",
  ForbiddenByFirewall: "firewall-denied",
  ForbiddenByConnection: "connection-denied",
  SecretDisabled: "secret-disabled",
};

/**
 * Codes that a service or a runtime gives in a field, in lower case. They mean the same wherever they stand
 * (error code, inner code, or as a word of a text), so one table serves all three.
 */
export const codeSigns: Readonly<Record<string, Sign>> = {
  ...Object.fromEntries(Object.entries(refusalSigns).map(([code, sign]) => [code.toLowerCase(), sign])),
  // Key Vault `error.innererror.code` and `error.code` (Microsoft Learn, Azure Key Vault REST error codes).
  secretnotfound: "secret-not-found",
  objectisdeletedbutrecoverable: "secret-deleted",
  objectisbeingrecovered: "secret-deleted",
  objectisbeingdeleted: "secret-deleted",
  throttled: "vault-throttled",
  vaultrequesttypelimitreached: "vault-throttled",
  vaultoperationlimitreached: "vault-throttled",
  badparameter: "name-invalid",
  tokenexpired: "vault-token-expired",
  // Azure Resource Manager and Microsoft Graph (Microsoft Learn, Troubleshoot common Azure deployment errors).
  authorizationfailed: "arm-denied",
  linkedauthorizationfailed: "arm-link-denied",
  authorization_requestdenied: "graph-denied",
  resourcenotfound: "arm-not-found",
  resourcegroupnotfound: "arm-not-found",
  parentresourcenotfound: "arm-not-found",
  subscriptionnotfound: "arm-not-found",
  invalidsubscriptionid: "arm-not-found",
  missingsubscriptionregistration: "arm-denied",
  invalidauthenticationtokentenant: "arm-denied",
  roleassignmentupdatenotpermitted: "assignment-of-old-principal",
  principalnotfound: "principal-not-replicated",
  vaultalreadyexists: "vault-deleted",
  expiredauthenticationtoken: "vault-token-expired",
  vaultnamenotvalid: "vault-name-not-valid",
  // Node.js, OpenSSL and libc (nodejs.org, Common system errors; openssl verify).
  enotfound: "name-not-resolved",
  eai_again: "name-not-resolved",
  etimedout: "connection-timed-out",
  deadlineexceeded: "connection-timed-out",
  econnrefused: "connection-refused",
  econnreset: "connection-cut",
  self_signed_cert_in_chain: "tls-untrusted",
  depth_zero_self_signed_cert: "tls-untrusted",
  unable_to_verify_leaf_signature: "tls-untrusted",
  unable_to_get_issuer_cert: "tls-untrusted",
  unable_to_get_issuer_cert_locally: "tls-untrusted",
  cert_untrusted: "tls-untrusted",
  certificate_verify_failed: "tls-untrusted",
  // MSAL, managed identity error codes (MSAL.NET and MSAL Node constants).
  managed_identity_unreachable_network: "imds-unavailable",
  invalid_managed_identity_endpoint: "endpoint-variable-invalid",
  user_assigned_managed_identity_not_supported: "library-unsupported",
  // App Service `configreferences` status (Microsoft.Web, ResolveStatus).
  accesstokeyvaultdenied: "reference-denied",
  msinotenabled: "reference-no-identity",
  invalidsyntax: "reference-syntax",
  vaultnotfound: "reference-vault-not-found",
  secretversionnotfound: "reference-secret-not-found",
  fetchtimedout: "reference-timed-out",
};

/** Codes that are too common as words to be looked for in a text; they count in a code field only. */
export const fieldOnlyCodes: ReadonlySet<string> = new Set(["throttled", "badparameter", "accessdenied"]);

/** Key Vault's numbered authentication errors (its 401 texts begin with them). */
export const akvSigns: Readonly<Record<string, Sign>> = {
  "10000": "vault-no-token",
  "10022": "vault-bad-audience",
  "10032": "vault-bad-issuer",
  "10046": "vault-bad-token",
};

/** Microsoft Learn, Microsoft Entra authentication and authorization error codes. */
export const aadstsSigns: Readonly<Record<string, Sign>> = {
  // The resource or the scope is at fault.
  "500011": "entra-resource-unknown",
  "500014": "entra-resource-unknown",
  "50001": "entra-resource-unknown",
  "650057": "entra-resource-unknown",
  "70011": "entra-scope-invalid",
  "1002012": "entra-scope-invalid",
  "901002": "entra-scope-invalid",
  // The tenant is.
  "90002": "entra-tenant-unknown",
  "900023": "entra-tenant-unknown",
  "500021": "entra-tenant-unknown",
  // The federated assertion is.
  "70021": "entra-refused-assertion",
  "700211": "entra-refused-assertion",
  "700212": "entra-refused-assertion",
  "700213": "entra-refused-assertion",
  "700024": "entra-refused-assertion",
  "700027": "entra-refused-assertion",
  "90061": "entra-refused-assertion",
  "50166": "entra-refused-assertion",
};
