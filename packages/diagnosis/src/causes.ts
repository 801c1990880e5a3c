import type { CauseId } from "@latchkey/shared/diagnosis";

/** The words for each cause: a title for a list, and what it means in one or two sentences. */
export const causeWords: Readonly<Record<CauseId, { title: string; meaning: string }>> = {
  "no-identity-on-host": {
    title: "This app has no managed identity",
    meaning:
      "Neither a system-assigned nor a user-assigned identity is on this app and slot, so there is no identity endpoint to ask.",
  },
  "identity-endpoint-not-in-process": {
    title: "The process cannot see the identity endpoint",
    meaning:
      "The app has an identity, but this process lacks IDENTITY_ENDPOINT and IDENTITY_HEADER or holds something else in them: it was not restarted, runs outside the app's container, or lost its environment.",
  },
  "user-assigned-not-selected": {
    title: "A user-assigned identity is present, and none is selected",
    meaning:
      "The token request names no identity. App Service then means the system-assigned one, which is off; other hosts cannot choose among several.",
  },
  "client-id-not-assigned": {
    title: "The selected identity is not assigned to this app",
    meaning:
      "The request names an identity that this app and slot does not have: another app's, an app registration's, an empty string, or one that was deleted and created anew.",
  },
  "principal-id-used-as-client-id": {
    title: "The object (principal) ID stands where the Client ID belongs",
    meaning: "A token request names the Client ID. The value given is the identity's object (principal) ID.",
  },
  "entra-rejects-credential": {
    title: "Microsoft Entra ID refuses another credential that came first",
    meaning:
      "A service principal's secret or certificate, or a federated token, is tried instead of a managed identity, and Entra refuses it.",
  },
  "wrong-identity-selected": {
    title: "Another identity than the granted one is calling",
    meaning:
      "A token was issued, but the caller that the vault sees is not the identity that holds the grant.",
  },
  "connection-string-malformed": {
    title: "AzureServicesAuthConnectionString does not say what is meant",
    meaning:
      "The connection string of the AppAuthentication library has quotation marks, blanks or keys that it does not know.",
  },
  "library-cannot-use-identity": {
    title: "The library or the hand-written request cannot use this identity",
    meaning:
      "The identity is right, but the client ignores the Client ID, speaks another protocol, lacks the header, or has a known defect.",
  },
  "identity-endpoint-unreachable": {
    title: "The identity endpoint does not answer",
    meaning:
      "The connection to the identity endpoint is refused or times out, or a proxy answers in its place.",
  },
  "identity-endpoint-failing": {
    title: "The identity endpoint answers with an error of its own",
    meaning: "The platform's token service throttles or fails, although the request is well formed.",
  },
  "wrong-token-resource": {
    title: "The token is asked for, or issued for, the wrong resource",
    meaning:
      "Key Vault takes tokens for https://vault.azure.net (each sovereign cloud has its own) and no others.",
  },
  "token-missing-or-invalid": {
    title: "The vault received no token, or one that it cannot accept",
    meaning:
      "The request carried no token, or one that has expired, is not valid yet, or cannot be verified.",
  },
  "token-wrong-tenant": {
    title: "The vault belongs to another tenant",
    meaning: "The tenant that issued the token is not the tenant that the vault trusts.",
  },
  "vault-host-not-found": {
    title: "No vault of this name is found",
    meaning: "DNS knows no such vault: the name is wrong, or the vault was deleted or never created.",
  },
  "private-dns-misconfigured": {
    title: "The private endpoint exists, DNS leads elsewhere",
    meaning:
      "From this app the vault's name resolves to its public address or not at all, not to its private endpoint.",
  },
  "vault-unreachable": {
    title: "The vault's name resolves, no connection is made",
    meaning:
      "Port 443 of the vault cannot be reached: an outbound firewall, network security group or route is in between.",
  },
  "tls-interception": {
    title: "TLS is intercepted, or the certificate is not trusted",
    meaning:
      "A proxy re-signs the connection with a private certificate authority, or the runtime lacks the public ones.",
  },
  "vault-firewall-denied": {
    title: "The vault's firewall does not admit this address",
    meaning:
      "The network rules deny by default, and the app's outbound address or subnet is not among those allowed. App Service is not a trusted service for its own secret reads.",
  },
  "vault-public-access-disabled": {
    title: "Public access is off, and the call did not come by private link",
    meaning: "The vault only accepts approved private endpoints and trusted services.",
  },
  "access-policy-missing": {
    title: "No access policy grants this operation",
    meaning:
      "The vault uses access policies, and the caller has no entry or one without this secret permission.",
  },
  "access-policy-compound-identity": {
    title: "The access policy entry names an authorized application too",
    meaning:
      "Such an entry only fits tokens that a user obtained through that application, so the app's own token is refused.",
  },
  "rbac-role-missing": {
    title: "No role assignment lets this caller in",
    meaning:
      "The vault uses Azure RBAC, and no assignment that reaches it gives the caller this data action.",
  },
  "role-without-secret-read": {
    title: "The caller has a role, but none that reads secret values",
    meaning:
      "Owner, Contributor, Reader, Key Vault Contributor and Key Vault Reader do not read secret values.",
  },
  "permission-model-mismatch": {
    title: "The grant is made in the model that the vault does not use",
    meaning: "A vault with Azure RBAC ignores access policies; one with access policies ignores data roles.",
  },
  "grant-on-wrong-principal": {
    title: "The grant names another id than the caller's",
    meaning:
      "The policy or role names the Client ID, an app registration, or an older copy of the identity, not its present object (principal) ID.",
  },
  "change-not-yet-effective": {
    title: "The change is right, but not in force yet",
    meaning:
      "A role takes up to 10 minutes; membership in a group up to 24 hours; a Key Vault reference keeps its value up to 24 hours.",
  },
  "secret-not-found": {
    title: "There is no such secret or version",
    meaning: "The vault answers, and has no secret of this name or version.",
  },
  "secret-disabled": {
    title: "The secret is disabled",
    meaning: "The version asked for is disabled. No identity can read it.",
  },
  "secret-soft-deleted": {
    title: "The secret or the vault is deleted and can be recovered",
    meaning: "The name is held by a deleted object until that is recovered or purged.",
  },
  "vault-throttled": {
    title: "The vault throttles",
    meaning: "More requests came than the vault or the subscription allows.",
  },
  "invalid-name-or-reference": {
    title: "A vault URI, secret name or reference is not valid",
    meaning:
      "Secret names have 1 to 127 of 0-9, a-z, A-Z and -. A vault URI has no path. A reference must have its whole syntax.",
  },
  "arm-permission-or-scope": {
    title: "Azure Resource Manager or Microsoft Graph refuses, or the scope is wrong",
    meaning: "The caller lacks a management role, or the subscription or resource ID is not the right one.",
  },
  "reference-identity-not-selected": {
    title: "Key Vault references use another identity than the granted one",
    meaning:
      "References use the system-assigned identity unless keyVaultReferenceIdentity names a user-assigned one. AZURE_CLIENT_ID does not matter to them.",
  },
  unknown: {
    title: "Not decided by the evidence",
    meaning: "What is known fits no cause, or several equally well.",
  },
};
