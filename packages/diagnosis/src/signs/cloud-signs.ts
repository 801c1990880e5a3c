import { cloudNamed, cloudOfAudience, cloudOfSite } from "../azure/clouds.ts";
import type { SettledFacts } from "../facts.ts";
import { type Sighting, sighting } from "./sign.ts";

/** A token that is asked for another cloud than the app runs in: no Entra tenant there knows it. */
export function cloudSigns({ tokenAudience, env = {} }: SettledFacts): Sighting[] {
  const site = env.WEBSITE_HOSTNAME;
  const named = cloudNamed(env.AZURE_CLOUD);
  const own = cloudOfSite(site) ?? named;
  const asked = cloudOfAudience(tokenAudience) ?? named;
  if (!own || !asked || own === asked) return [];
  const quote = `asked for ${tokenAudience ?? env.AZURE_CLOUD}; runs as ${site ?? env.AZURE_CLOUD}`;
  return [sighting("audience-of-other-cloud", quote, true)];
}
