import type { LegacyConnection, ModernReplacement } from "@latchkey/shared/connection-string";

const objectIdNote =
  "AppId is the Client ID. An access policy or a role assignment needs the Object (principal) ID of the same identity.";
const passwordNote =
  "A client secret expires and can leak. On App Service a managed identity does the same without one.";

/** What the retired library would do with this connection, in one sentence. */
export function meaningOf(connection: LegacyConnection): string {
  switch (connection.kind) {
    case "managed-identity":
      return connection.clientId === null
        ? "The retired library would ask for the system-assigned identity."
        : `The retired library would ask for the user-assigned identity with the Client ID ${connection.clientId}.`;
    case "client-secret":
      return `The retired library would sign in as the application ${connection.clientId} with a client secret, without a managed identity.`;
    case "certificate":
      return `The retired library would sign in as the application ${connection.clientId} with a certificate of the store ${connection.store}, without a managed identity.`;
    case "key-vault-certificate":
      return `The retired library would read a certificate from Key Vault with the system-assigned identity, then sign in as the application ${connection.clientId}.`;
    case "developer":
      return `The retired library would use the account that is signed in to ${connection.tool === "AzureCLI" ? "Azure CLI" : "Visual Studio"}, which a deployed app does not have.`;
    case "current-user":
      return "The retired library would use the Windows account of the process (.NET Framework only); on .NET Core it is an error.";
    default:
      return connection satisfies never;
  }
}

/** The same in today's libraries. */
export function replacementOf(connection: LegacyConnection): ModernReplacement {
  switch (connection.kind) {
    case "managed-identity":
      return connection.clientId === null ? systemAssigned() : userAssigned(connection.clientId);
    case "client-secret":
      return servicePrincipal(connection.clientId, connection.tenantId);
    case "certificate":
      return storeCertificate(connection);
    case "key-vault-certificate":
      return keyVaultCertificate(connection.clientId);
    case "developer":
      return developer(connection.tool);
    case "current-user":
      return {
        summary: "Sign in another way: no Azure Identity library uses the Windows account of the process.",
        settings: [],
        code: [],
        notes: ["On App Service use a managed identity."],
      };
    default:
      return connection satisfies never;
  }
}

function systemAssigned(): ModernReplacement {
  return {
    summary: "Remove the setting; DefaultAzureCredential asks for the system-assigned identity by itself.",
    settings: [],
    code: [
      { language: "javascript", text: "new ManagedIdentityCredential()" },
      { language: "dotnet", text: "new ManagedIdentityCredential(ManagedIdentityId.SystemAssigned)" },
      { language: "python", text: "ManagedIdentityCredential()" },
      { language: "java", text: "new ManagedIdentityCredentialBuilder().build()" },
      { language: "go", text: "azidentity.NewManagedIdentityCredential(nil)" },
    ],
    notes: ["AZURE_CLIENT_ID must not be set, else DefaultAzureCredential asks for that identity."],
  };
}

function userAssigned(clientId: string): ModernReplacement {
  const id = JSON.stringify(clientId);
  return {
    summary: "Set AZURE_CLIENT_ID to the same Client ID and remove the old setting.",
    settings: [{ name: "AZURE_CLIENT_ID", value: clientId }],
    code: [
      { language: "javascript", text: `new ManagedIdentityCredential({ clientId: ${id} })` },
      {
        language: "dotnet",
        text: `new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(${id}))`,
      },
      { language: "python", text: `ManagedIdentityCredential(client_id=${id})` },
      { language: "java", text: `new ManagedIdentityCredentialBuilder().clientId(${id}).build()` },
      {
        language: "go",
        text: `azidentity.NewManagedIdentityCredential(&azidentity.ManagedIdentityCredentialOptions{ID: azidentity.ClientID(${id})})`,
      },
    ],
    notes: [
      objectIdNote,
      "DefaultAzureCredential reads AZURE_CLIENT_ID; ManagedIdentityCredential of JavaScript, .NET, Java and Go with nothing given does not.",
    ],
  };
}

function servicePrincipal(clientId: string, tenantId: string): ModernReplacement {
  return {
    summary:
      "Better, move to a managed identity; else give DefaultAzureCredential the same application by its three settings.",
    settings: [
      { name: "AZURE_CLIENT_ID", value: clientId },
      { name: "AZURE_TENANT_ID", value: tenantId },
      { name: "AZURE_CLIENT_SECRET", value: "<client-secret>" },
    ],
    code: [
      {
        language: "javascript",
        text: `new ClientSecretCredential(${JSON.stringify(tenantId)}, ${JSON.stringify(clientId)}, process.env.AZURE_CLIENT_SECRET)`,
      },
      {
        language: "dotnet",
        text: `new ClientSecretCredential(${JSON.stringify(tenantId)}, ${JSON.stringify(clientId)}, Environment.GetEnvironmentVariable("AZURE_CLIENT_SECRET"))`,
      },
    ],
    notes: [passwordNote, "The secret stands in clear text in the old setting: renew it after the move."],
  };
}

function storeCertificate({
  clientId,
  tenantId,
  value,
  find,
  store,
}: Extract<LegacyConnection, { kind: "certificate" }>): ModernReplacement {
  const by = find === "thumbprint" ? "FindByThumbprint" : "FindBySubjectName";
  return {
    summary:
      "Better, move to a managed identity; else load the certificate in code and hand it to ClientCertificateCredential.",
    settings: [],
    code: [
      {
        language: "dotnet",
        text: [
          `using var store = new X509Store(StoreName.My, StoreLocation.${store});`,
          "store.Open(OpenFlags.ReadOnly);",
          `var certificate = store.Certificates.Find(X509FindType.${by}, ${JSON.stringify(value)}, validOnly: false)[0];`,
          `var credential = new ClientCertificateCredential(${JSON.stringify(tenantId)}, ${JSON.stringify(clientId)}, certificate);`,
        ].join("\n"),
      },
    ],
    notes: [
      "No setting does this: AZURE_CLIENT_CERTIFICATE_PATH names a file, not a certificate store.",
      "On App Service a managed identity does the same without a certificate to renew.",
    ],
  };
}

function keyVaultCertificate(clientId: string): ModernReplacement {
  return {
    summary:
      "Give the managed identity the rights of the application and drop the detour over the certificate.",
    settings: [],
    code: [],
    notes: [
      `Today's libraries do not fetch a certificate from Key Vault to sign in as ${clientId}; code would have to read it and build a ClientCertificateCredential.`,
      objectIdNote,
    ],
  };
}

function developer(tool: "AzureCLI" | "VisualStudio"): ModernReplacement {
  return {
    summary:
      "Remove the setting from the app; on a developer's machine DefaultAzureCredential finds the signed-in account by itself.",
    settings: [],
    code:
      tool === "AzureCLI"
        ? [
            { language: "javascript", text: "new AzureCliCredential()" },
            { language: "dotnet", text: "new AzureCliCredential()" },
            { language: "python", text: "AzureCliCredential()" },
            { language: "java", text: "new AzureCliCredentialBuilder().build()" },
            { language: "go", text: "azidentity.NewAzureCLICredential(nil)" },
          ]
        : [{ language: "dotnet", text: "new VisualStudioCredential()" }],
    notes: ["A deployed app has no signed-in developer: use a managed identity there."],
  };
}
