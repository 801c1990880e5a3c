/** Resource URIs that Entra knows in any tenant, without a trailing slash, in lower case. */
const knownResources = new Set([
  "https://vault.azure.net",
  "https://management.azure.com",
  "https://management.core.windows.net",
  "https://graph.microsoft.com",
  "https://storage.azure.com",
  "https://database.windows.net",
  "https://servicebus.azure.net",
  "https://eventhubs.azure.net",
  "https://cosmos.azure.com",
  "https://azconfig.io",
  "https://cognitiveservices.azure.com",
]);

/** Whether a token can be had for `resource`; one trailing slash is taken, and stays in the token's audience. */
export const isKnownResource = (resource: string): boolean =>
  knownResources.has(resource.toLowerCase().replace(/\/$/, ""));
