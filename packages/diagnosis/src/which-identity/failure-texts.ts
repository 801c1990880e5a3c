import type { Language } from "./libraries.ts";

/** What the identity endpoint says (azure-sdk-for-net issue 43691; azure-search-openai-demo issue 2148). */
export const endpointTexts = {
  noneSelected: "Unable to load the proper Managed Identity.",
  notAssigned:
    "No User Assigned or Delegated Managed Identity found for specified ClientId/ResourceId/PrincipalId.",
};

const troubleshootEnvironment =
  "EnvironmentCredential is unavailable. No underlying credential could be used. To troubleshoot, visit https://aka.ms/azsdk/js/identity/environmentcredential/troubleshoot.";

/** The text of a ManagedIdentityCredential that the endpoint refused with `said`. */
export function managedText(language: Language, said: string): string {
  switch (language) {
    case "javascript":
      return `ManagedIdentityCredential: Authentication failed. Message : Error(s): Not Available - Timestamp: Not Available - Description: ${said} - Correlation ID: … - Trace ID: Not Available`;
    case "dotnet":
      return `ManagedIdentityCredential authentication unavailable. … ${said} …`;
    case "python":
      // MSAL for Python turns every refusal of this endpoint into `invalid_scope` and keeps the text to itself.
      return "App Service managed identity configuration not found in environment. invalid_scope";
    case "java":
      return `… ${said} …`;
    case "go":
      return `ManagedIdentityCredential authentication failed. … ${said} …`;
    default:
      return language satisfies never;
  }
}

/** The same as DefaultAzureCredential wraps it. */
export function defaultText(language: Language, inner: string): string {
  switch (language) {
    case "javascript":
      return `ChainedTokenCredential authentication failed.\nCredentialUnavailableError: ${troubleshootEnvironment}\nCredentialUnavailableError: ${inner}\n…`;
    case "dotnet":
      return `DefaultAzureCredential failed to retrieve a token from the included credentials. See the troubleshooting guide for more information. https://aka.ms/azsdk/net/identity/defaultazurecredential/troubleshoot\n- …\n- ${inner}\n…`;
    case "python":
      return `DefaultAzureCredential failed to retrieve a token from the included credentials.\nAttempted credentials:\n\t…\n\tManagedIdentityCredential: ${inner}\n…`;
    case "java":
      return `… ${inner} …`;
    case "go":
      return `DefaultAzureCredential: failed to acquire a token.\nAttempted credentials:\n\t…\n\t${inner}`;
    default:
      return language satisfies never;
  }
}

/** No identity endpoint in the process: every library then tries the metadata service of virtual machines, which App Service has not. */
export function noEndpointText(language: Language): string {
  switch (language) {
    case "javascript":
      return "ManagedIdentityCredential: …";
    case "dotnet":
      return "ManagedIdentityCredential authentication unavailable. No response received from the managed identity endpoint.";
    case "python":
      return "ManagedIdentityCredential authentication unavailable, no response from the IMDS endpoint.";
    case "java":
      return "ManagedIdentityCredential authentication unavailable. Connection to IMDS endpoint cannot be established, …";
    case "go":
      return "ManagedIdentityCredential: managed identity timed out. …";
    default:
      return language satisfies never;
  }
}

/** Only developers' credentials are tried, and nobody is signed in on App Service. */
export function developerText(language: Language): string {
  return language === "javascript"
    ? "ChainedTokenCredential authentication failed.\n…"
    : defaultText(language, "…").replace(/\n(?:\t|- )…[\s\S]*$/, "\n…");
}

/** One credential of the chain is chosen, and what it needs is not set. */
export function unavailableText(language: Language, credential: string): string {
  return language === "javascript"
    ? `ChainedTokenCredential authentication failed.\nCredentialUnavailableError: ${credential === "EnvironmentCredential" ? troubleshootEnvironment : "…"}`
    : `… ${credential} …`;
}
