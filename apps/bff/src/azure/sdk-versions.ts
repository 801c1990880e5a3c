import identity from "@azure/identity/package.json" with { type: "json" };
import keyVaultSecrets from "@azure/keyvault-secrets/package.json" with { type: "json" };

/** The versions of the SDKs as bundled. Importing this file does not load them. */
export const sdkVersions = { azureIdentity: identity.version, keyVaultSecrets: keyVaultSecrets.version };
