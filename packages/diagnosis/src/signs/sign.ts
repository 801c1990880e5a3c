import type { Basis } from "@latchkey/shared/diagnosis";

/**
 * A sign is one thing that somebody said or showed, freed of its wording. Signs of one family answer the same question,
 * so a structured one (status, code, outcome) silences those that were only read out of text.
 */
type SignMeaning = { family: string; basis: Basis };

const said = (family: string, basis: Basis): SignMeaning => ({ family, basis });

/** All signs. */
export const signs = {
  // What the identity endpoint (App Service, Container Apps, IMDS, Arc, NMI) answered.
  "endpoint-loads-none": said("endpoint-answer", "endpoint-said"),
  "endpoint-id-not-found": said("endpoint-answer", "endpoint-said"),
  "endpoint-several-identities": said("endpoint-answer", "endpoint-said"),
  "imds-identity-not-found": said("endpoint-answer", "endpoint-said"),
  "endpoint-identity-not-assigned": said("endpoint-answer", "endpoint-said"),
  "endpoint-fetch-failed": said("endpoint-answer", "endpoint-said"),
  "endpoint-throttled": said("endpoint-answer", "endpoint-said"),
  "endpoint-server-error": said("endpoint-answer", "endpoint-said"),
  "endpoint-malformed": said("endpoint-answer", "endpoint-said"),
  "endpoint-header-missing": said("endpoint-answer", "endpoint-said"),
  "endpoint-verb-refused": said("endpoint-answer", "endpoint-said"),
  "endpoint-bad-request": said("endpoint-status", "endpoint-said"),
  "expired-token-given": said("endpoint-answer", "token-said"),
  // Whether the endpoint is there at all.
  "endpoint-variables-missing": said("endpoint-presence", "environment-showed"),
  "endpoint-variable-invalid": said("endpoint-presence", "environment-showed"),
  "imds-unavailable": said("endpoint-presence", "inferred"),
  "imds-forbidden-socket": said("endpoint-presence", "inferred"),
  "imds-dial-error": said("endpoint-dial", "inferred"),
  "endpoint-refused": said("endpoint-presence", "endpoint-said"),
  "endpoint-time-out": said("endpoint-presence", "endpoint-said"),
  "pod-identity-unassigned": said("endpoint-answer", "endpoint-said"),
  "workload-identity-not-injected": said("endpoint-presence", "environment-showed"),
  "managed-identity-switched-off": said("endpoint-switch", "environment-showed"),
  "proxy-answered": said("proxy", "inferred"),
  "proxy-configured": said("proxy-setting", "environment-showed"),
  // How the client was told which identity to use, and what it can do.
  "client-id-blank": said("selector", "environment-showed"),
  "selector-is-principal-id": said("selector", "arm-showed"),
  "client-id-ignored": said("selector-ignored", "environment-showed"),
  "connection-string-invalid": said("connection-string", "environment-showed"),
  "connection-string-suspicious": said("connection-string-form", "environment-showed"),
  "library-demands-tenant": said("library", "inferred"),
  "library-unsupported": said("library", "inferred"),
  "library-parse-failed": said("library", "inferred"),
  "answer-cut-off": said("answer-form", "inferred"),
  "library-defect-expiry": said("library-version", "inferred"),
  "library-defect-tenant": said("library-version", "inferred"),
  "legacy-endpoint-protocol": said("library-protocol", "endpoint-said"),
  "managed-identity-failed": said("managed-identity", "inferred"),
  // Microsoft Entra ID.
  "entra-refused-client": said("entra", "token-said"),
  "entra-refused-assertion": said("entra", "token-said"),
  "entra-tenant-unknown": said("entra", "token-said"),
  "entra-resource-unknown": said("entra", "token-said"),
  "entra-scope-invalid": said("entra", "token-said"),
  "entra-client-not-in-tenant": said("entra-client", "token-said"),
  "entra-client-not-a-guid": said("entra-client-form", "token-said"),
  "credential-service-principal": said("credential", "environment-showed"),
  "federation-configured": said("federation-setting", "environment-showed"),
  "credential-developer-tool": said("credential", "environment-showed"),
  // The vault refused the token.
  "vault-no-token": said("vault-token", "vault-said"),
  "vault-bad-audience": said("vault-token", "vault-said"),
  "vault-bad-issuer": said("vault-token", "vault-said"),
  "vault-bad-token": said("vault-token", "vault-said"),
  "vault-token-expired": said("vault-token", "vault-said"),
  "vault-token-too-early": said("vault-token", "vault-said"),
  "token-error-numbered": said("vault-token-number", "vault-said"),
  "vault-unauthorized": said("vault-status", "vault-said"),
  "challenge-mismatch": said("challenge", "inferred"),
  // The vault refused the caller, or the way it came.
  "rbac-denied": said("vault-refusal", "vault-said"),
  "policy-denied": said("vault-refusal", "vault-said"),
  "policy-not-found": said("vault-refusal-detail", "vault-said"),
  "policy-compound": said("vault-refusal", "vault-said"),
  "firewall-denied": said("vault-refusal", "vault-said"),
  "connection-denied": said("vault-refusal", "vault-said"),
  "connection-of-other-vault": said("vault-refusal", "vault-said"),
  "secret-disabled": said("vault-refusal", "vault-said"),
  "secret-outside-validity": said("vault-refusal", "vault-said"),
  "vault-forbidden": said("vault-status", "vault-said"),
  "deny-assignment": said("vault-refusal-detail", "vault-said"),
  // The vault answered about the secret.
  "secret-not-found": said("vault-data", "vault-said"),
  "secret-deleted": said("vault-data", "vault-said"),
  "vault-deleted": said("vault-data", "vault-said"),
  "vault-throttled": said("vault-data", "vault-said"),
  "throttled-in-words": said("throttling", "inferred"),
  "name-invalid": said("vault-data", "vault-said"),
  "vault-url-invalid": said("vault-data", "inferred"),
  "vault-url-has-path": said("vault-url", "environment-showed"),
  "connection-string-present": said("connection-string-presence", "environment-showed"),
  "vault-not-found-status": said("vault-status", "vault-said"),
  // No answer from the vault.
  "name-not-resolved": said("vault-network", "inferred"),
  "connection-timed-out": said("vault-network", "inferred"),
  "connection-cut": said("vault-network", "inferred"),
  "connection-refused": said("vault-network", "inferred"),
  "tls-untrusted": said("vault-network", "inferred"),
  "tls-name-mismatch": said("vault-tls-name", "inferred"),
  "private-link-in-name": said("vault-dns", "inferred"),
  "dns-public-with-private-link": said("vault-dns", "inferred"),
  // Azure Resource Manager and Graph.
  "arm-denied": said("arm", "arm-showed"),
  "arm-link-denied": said("arm", "arm-showed"),
  "arm-not-found": said("arm", "arm-showed"),
  "graph-denied": said("arm", "arm-showed"),
  "vault-missing-in-arm": said("arm-vault", "arm-showed"),
  "assignment-of-old-principal": said("arm", "arm-showed"),
  "arm-identity-body-invalid": said("arm", "arm-showed"),
  "principal-not-replicated": said("arm-replication", "arm-showed"),
  "vault-name-not-valid": said("arm", "arm-showed"),
  // Key Vault references.
  "reference-denied": said("reference", "arm-showed"),
  "reference-no-identity": said("reference", "arm-showed"),
  "reference-syntax": said("reference", "arm-showed"),
  "reference-vault-not-found": said("reference", "arm-showed"),
  "reference-secret-not-found": said("reference", "arm-showed"),
  "reference-timed-out": said("reference", "arm-showed"),
  "reference-literal": said("reference-value", "environment-showed"),
  "reference-truncated": said("reference-value", "environment-showed"),
  // What the probe's comparison of ARM, claims and grants shows.
  "other-identity-granted": said("grants", "arm-showed"),
  "grant-names-client-id": said("grants-wrong-id", "arm-showed"),
  "grant-through-group": said("grants-group", "arm-showed"),
  "management-roles-only": said("grants-management", "arm-showed"),
  "named-on-purpose": said("probe", "environment-showed"),
  "audience-of-other-cloud": said("cloud", "environment-showed"),
  "permission-in-entry": said("grants-entry", "arm-showed"),
  "attachment-dead": said("attachment", "arm-showed"),
  // What a text is about; never decides alone.
  "about-endpoint": said("about-endpoint", "inferred"),
  "about-imds": said("about-imds", "inferred"),
  "about-vault": said("about-vault", "inferred"),
  "about-reference": said("about-reference", "inferred"),
  "about-https-port": said("about-port", "inferred"),
} as const satisfies Record<string, SignMeaning>;

export type Sign = keyof typeof signs;

/**
 * One occurrence of a sign: what was seen, quoted; `structured` when a field said so and not a text. `alsoSaid` is the text
 * that says the same as the field.
 */
export type Sighting = { sign: Sign; quote: string; basis: Basis; structured: boolean; alsoSaid?: string };

/** `true` when this sighting rests on a field of an answer and not on the wording of a text. */
export function sighting(sign: Sign, quote: string, structured: boolean): Sighting {
  return { sign, quote, basis: signs[sign].basis, structured };
}
