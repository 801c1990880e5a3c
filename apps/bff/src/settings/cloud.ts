/** Endpoints of one cloud. `vaultSuffix` has no leading dot; audiences have no trailing slash. */
export type Cloud = {
  name: "AzureCloud" | "AzureUSGovernment" | "AzureChinaCloud";
  armEndpoint: string;
  vaultSuffix: string;
};

/**
 * The public clouds Latchkey knows.
 * Source: Microsoft Learn, "Key Vault security, DNS suffixes" and "Compare Azure Government and global Azure".
 */
export const clouds: Record<Cloud["name"], Cloud> = {
  AzureCloud: {
    name: "AzureCloud",
    armEndpoint: "https://management.azure.com",
    vaultSuffix: "vault.azure.net",
  },
  AzureUSGovernment: {
    name: "AzureUSGovernment",
    armEndpoint: "https://management.usgovcloudapi.net",
    vaultSuffix: "vault.usgovcloudapi.net",
  },
  AzureChinaCloud: {
    name: "AzureChinaCloud",
    armEndpoint: "https://management.chinacloudapi.cn",
    vaultSuffix: "vault.azure.cn",
  },
};
