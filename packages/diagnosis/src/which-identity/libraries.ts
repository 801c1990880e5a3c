export type Language = "javascript" | "dotnet" | "python" | "java" | "go";

/** How a library takes a setting that is there but empty. */
type Empty = "as-unset" | "error" | "not-known";

/** What differs between the Azure Identity libraries where it decides which identity is used. */
export type Library = {
  language: Language;
  name: string;
  /** End of the row's id. */
  suffix: string;
  defaultCode: string;
  managedCode: string;
  errors: { default: string; managed: string };
  /** `AZURE_CLIENT_ID=""`. */
  emptyClientId: Empty;
  /** `AZURE_TOKEN_CREDENTIALS`: empty, and whether `dev` and `prod` may be in any letter case with white space around. */
  emptySelection: Empty;
  looseSelection: boolean;
  /** What else `AZURE_TOKEN_CREDENTIALS` may name, in lower case. */
  developerCredentials: readonly string[];
  invalidSelection: { errorName: string; text: (value: string) => string };
  /** Must AZURE_AUTHORITY_HOST be set too before workload identity is tried? */
  workloadNeedsAuthority: boolean;
  /** When does ManagedIdentityCredential itself turn to workload identity, on a host that has an identity endpoint? */
  managedTurnsToWorkload: "with-client-id" | "always" | "never";
  source: string;
};

const cli = ["azureclicredential", "azuredeveloperclicredential"];
const shells = [...cli, "azurepowershellcredential", "visualstudiocodecredential"];

/** Sources: the libraries' own files, as named with each. Texts with `…` differ from call to call or are not known further. */
export const libraries: readonly Library[] = [
  {
    language: "javascript",
    name: "@azure/identity",
    suffix: "js",
    defaultCode: "new DefaultAzureCredential()",
    managedCode: "new ManagedIdentityCredential()",
    errors: { default: "AggregateAuthenticationError", managed: "CredentialUnavailableError" },
    emptyClientId: "as-unset",
    emptySelection: "as-unset",
    looseSelection: true,
    developerCredentials: shells,
    invalidSelection: {
      errorName: "Error",
      text: (value) =>
        `Invalid value for AZURE_TOKEN_CREDENTIALS = ${value}. Valid values are 'prod' or 'dev' or any of these credentials - EnvironmentCredential, WorkloadIdentityCredential, ManagedIdentityCredential, VisualStudioCodeCredential, AzureCliCredential, AzurePowerShellCredential, AzureDeveloperCliCredential.`,
    },
    workloadNeedsAuthority: false,
    managedTurnsToWorkload: "with-client-id",
    source:
      "@azure/identity 4.14.1, defaultAzureCredential and managedIdentityCredential; run against a fake endpoint",
  },
  {
    language: "dotnet",
    name: "Azure.Identity",
    suffix: "dotnet",
    defaultCode: "new DefaultAzureCredential()",
    managedCode: "new ManagedIdentityCredential(ManagedIdentityId.SystemAssigned)",
    errors: { default: "CredentialUnavailableException", managed: "CredentialUnavailableException" },
    emptyClientId: "as-unset",
    emptySelection: "as-unset",
    looseSelection: true,
    developerCredentials: [
      ...shells,
      "visualstudiocredential",
      "interactivebrowsercredential",
      "brokercredential",
    ],
    invalidSelection: {
      errorName: "InvalidOperationException",
      text: (value) =>
        `Invalid value for environment variable AZURE_TOKEN_CREDENTIALS: ${value}. Valid values are …`,
    },
    workloadNeedsAuthority: false,
    managedTurnsToWorkload: "never",
    source:
      "azure-sdk-for-net, DefaultAzureCredentialOptions, DefaultAzureCredentialFactory and TROUBLESHOOTING",
  },
  {
    language: "python",
    name: "azure-identity",
    suffix: "python",
    defaultCode: "DefaultAzureCredential()",
    managedCode: "ManagedIdentityCredential()",
    errors: { default: "ClientAuthenticationError", managed: "CredentialUnavailableError" },
    emptyClientId: "as-unset",
    emptySelection: "as-unset",
    looseSelection: true,
    developerCredentials: shells,
    invalidSelection: {
      errorName: "ValueError",
      text: (value) =>
        `Invalid value for AZURE_TOKEN_CREDENTIALS: ${value.toLowerCase()}. Valid values are: …`,
    },
    workloadNeedsAuthority: true,
    managedTurnsToWorkload: "never",
    source:
      "azure-sdk-for-python, _credentials/default.py, managed_identity.py and msal_managed_identity_client.py",
  },
  {
    language: "java",
    name: "com.azure:azure-identity",
    suffix: "java",
    defaultCode: "new DefaultAzureCredentialBuilder().build()",
    managedCode: "new ManagedIdentityCredentialBuilder().build()",
    errors: { default: "CredentialUnavailableException", managed: "CredentialUnavailableException" },
    emptyClientId: "not-known",
    emptySelection: "as-unset",
    looseSelection: true,
    developerCredentials: [...shells, "intellijcredential"],
    invalidSelection: {
      errorName: "IllegalArgumentException",
      text: (value) => `Invalid value for AZURE_TOKEN_CREDENTIALS: ${value}. …`,
    },
    workloadNeedsAuthority: false,
    managedTurnsToWorkload: "always",
    source: "azure-sdk-for-java, DefaultAzureCredentialBuilder and ManagedIdentityCredential",
  },
  {
    language: "go",
    name: "azidentity",
    suffix: "go",
    defaultCode: "azidentity.NewDefaultAzureCredential(nil)",
    managedCode: "azidentity.NewManagedIdentityCredential(nil)",
    errors: {
      default: "*azidentity.AuthenticationFailedError",
      managed: "*azidentity.AuthenticationFailedError",
    },
    emptyClientId: "error",
    emptySelection: "error",
    looseSelection: false,
    developerCredentials: cli,
    invalidSelection: {
      errorName: "error",
      text: (value) =>
        `invalid AZURE_TOKEN_CREDENTIALS value ${JSON.stringify(value)}. Valid values are "dev", "prod", or the name of any credential type in the default chain. See https://aka.ms/azsdk/go/identity/docs#DefaultAzureCredential for more information`,
    },
    workloadNeedsAuthority: false,
    managedTurnsToWorkload: "never",
    source:
      "azure-sdk-for-go, azidentity default_azure_credential.go and managed_identity_client.go; managedidentity.New of MSAL for Go",
  },
];
