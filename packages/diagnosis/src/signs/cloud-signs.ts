import type { SettledFacts } from "../facts.ts";
import { type Sighting, sighting } from "./sign.ts";

type Cloud = "public" | "china" | "us-government";

/** Ends of host names and names of clouds (Microsoft Learn: Azure China and Azure Government endpoints; AzureEnvironment names). */
const siteEnds: [string, Cloud][] = [
  [".azurewebsites.net", "public"],
  [".chinacloudsites.cn", "china"],
  [".azurewebsites.cn", "china"],
  [".azurewebsites.us", "us-government"],
];
const audienceEnds: [string, Cloud][] = [
  ["vault.azure.net", "public"],
  ["vault.azure.cn", "china"],
  ["vault.usgovcloudapi.net", "us-government"],
];
const cloudNames: [string, Cloud][] = [
  ["azurecloud", "public"],
  ["azurepubliccloud", "public"],
  ["azurechinacloud", "china"],
  ["azureusgovernment", "us-government"],
  ["azureusgovernmentcloud", "us-government"],
];

/** A token that is asked for another cloud than the app runs in: no Entra tenant there knows it. */
export function cloudSigns({ tokenAudience, env = {} }: SettledFacts): Sighting[] {
  const site = env.WEBSITE_HOSTNAME;
  const own = cloudOf(siteEnds, site) ?? cloudOf(cloudNames, env.AZURE_CLOUD);
  const asked = cloudOf(audienceEnds, tokenAudience) ?? cloudOf(cloudNames, env.AZURE_CLOUD);
  if (!own || !asked || own === asked) return [];
  const quote = `asked for ${tokenAudience ?? env.AZURE_CLOUD}; runs as ${site ?? env.AZURE_CLOUD}`;
  return [sighting("audience-of-other-cloud", quote, true)];
}

function cloudOf(ends: [string, Cloud][], value: string | null | undefined): Cloud | undefined {
  const text = value?.trim().toLowerCase().replace(/\/+$/, "");
  return text ? ends.find(([end]) => text.endsWith(end))?.[1] : undefined;
}
