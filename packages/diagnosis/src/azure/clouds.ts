/** Endpoints of one cloud. `vaultSuffix` has no leading dot; audiences have no trailing slash. */
export type Cloud = { name: CloudName; armEndpoint: string; vaultSuffix: string };
export type CloudName = "AzureCloud" | "AzureUSGovernment" | "AzureChinaCloud";

type CloudFacts = Cloud & {
  /** Ends of the host names that App Service gives there. */
  siteSuffixes: readonly string[];
  /** Other names of the cloud in settings of tools and libraries, lower case. */
  alsoNamed: readonly string[];
};

/**
 * The clouds that Latchkey knows.
 * Source: Microsoft Learn, "Azure Key Vault security, DNS suffixes", "Compare Azure Government and global Azure", "Azure China developer guide".
 */
export const clouds: Readonly<Record<CloudName, CloudFacts>> = {
  AzureCloud: {
    name: "AzureCloud",
    armEndpoint: "https://management.azure.com",
    vaultSuffix: "vault.azure.net",
    siteSuffixes: [".azurewebsites.net"],
    alsoNamed: ["azurepubliccloud"],
  },
  AzureUSGovernment: {
    name: "AzureUSGovernment",
    armEndpoint: "https://management.usgovcloudapi.net",
    vaultSuffix: "vault.usgovcloudapi.net",
    siteSuffixes: [".azurewebsites.us"],
    alsoNamed: ["azureusgovernmentcloud"],
  },
  AzureChinaCloud: {
    name: "AzureChinaCloud",
    armEndpoint: "https://management.chinacloudapi.cn",
    vaultSuffix: "vault.azure.cn",
    siteSuffixes: [".chinacloudsites.cn", ".azurewebsites.cn"],
    alsoNamed: [],
  },
};
const all = Object.values(clouds);

/** The suffix of the closed German cloud, which old texts still name. */
const formerSuffixes = ["vault.microsoftazure.de"];

/** The cloud that a setting names, whatever tool it is meant for. */
export function cloudNamed(text: string | null | undefined): CloudName | undefined {
  const name = plain(text);
  return all.find((cloud) => cloud.name.toLowerCase() === name || cloud.alsoNamed.includes(name))?.name;
}

/** The cloud that a host of App Service is in. */
export function cloudOfSite(host: string | null | undefined): CloudName | undefined {
  return all.find(({ siteSuffixes }) => siteSuffixes.some((end) => plain(host).endsWith(end)))?.name;
}

/** The cloud whose Key Vault this audience is of. */
export function cloudOfAudience(audience: string | undefined): CloudName | undefined {
  return all.find(({ vaultSuffix }) => plain(audience).endsWith(vaultSuffix))?.name;
}

/** The vault suffix, of any cloud, that this host ends with. */
export function vaultSuffixOf(host: string): string | undefined {
  return all.map(({ vaultSuffix }) => vaultSuffix).find((suffix) => plain(host).endsWith(`.${suffix}`));
}

/** Is this an audience that Key Vault takes tokens for, in some cloud? Its application ID counts too. */
export function isVaultAudience(audience: string): boolean {
  const known = [...all.map(({ vaultSuffix }) => vaultSuffix), ...formerSuffixes].map(
    (suffix) => `https://${suffix}`,
  );
  return [...known, "cfa8b339-82a2-471a-a3c9-0fc0be7a4093"].includes(
    audience.toLowerCase().replace(/\/$/, ""),
  );
}

function plain(text: string | null | undefined): string {
  return text?.trim().toLowerCase().replace(/\/+$/, "") ?? "";
}
