import { outcomeVerdict } from "@latchkey/diagnosis/outcome-words";
import { counted } from "../../lib/format-number.ts";
import type { Listing } from "./queries.ts";

type Told = { listing: Listing | undefined; identityName: string; vaultName: string };

/** The page's answer: how many secrets this identity sees in this vault, or that it cannot list them. */
export function secretsHeadline({ listing, identityName, vaultName }: Told): string {
  if (!listing) return `Listing ${vaultName} as ${identityName}`;
  const { secrets, end, stopped } = listing;
  if (stopped) return `${identityName} sees at least ${counted(secrets.length, "secret")} in ${vaultName}`;
  if (!end) return `Listing ${vaultName} as ${identityName}`;
  if (end.outcome.kind === "allowed") {
    return `${identityName} sees ${secrets.length === 0 ? "no secret" : counted(secrets.length, "secret")} in ${vaultName}`;
  }
  if (secrets.length > 0)
    return `The list of ${vaultName} broke off after ${counted(secrets.length, "secret")}`;
  return outcomeVerdict(end.outcome).status === "unknown"
    ? `Whether ${identityName} can list ${vaultName} could not be told`
    : `${identityName} cannot list ${vaultName}`;
}
