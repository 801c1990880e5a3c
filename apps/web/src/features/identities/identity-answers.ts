import type { IdentitiesAnswer, Identity, TokenClaims } from "@latchkey/shared/identity";
import { counted } from "../../lib/format-number.ts";

/** The page's answer: how many identities this app has, and which one code gets. */
export function identitiesHeadline({ identities }: IdentitiesAnswer): string {
  const listed = identities.filter(({ kind }) => kind !== "as-configured");
  const has =
    listed.length === 0
      ? "This app has no identity"
      : `This app has ${counted(listed.length, "identity", "identities")}`;
  return `${has}; ${selectionWords(identities)}`;
}

/** What *As configured* is, as a clause: "id-orders is selected", "none is selected". */
function selectionWords(identities: Identity[]): string {
  const asConfigured = identities.find(({ kind }) => kind === "as-configured");
  const same = identities.find(({ id, kind }) => kind !== "as-configured" && id === asConfigured?.sameAs);
  if (same) return `${same.name} is selected`;
  const outcome = asConfigured?.token.outcome;
  if (outcome?.kind === "allowed") return "the selected one is not among them";
  if (outcome?.kind === "no-token" && outcome.why === "not-assigned")
    return "the selected one is not assigned";
  if (outcome?.kind === "no-token" && (outcome.why === "none-selected" || outcome.why === "endpoint-absent"))
    return "none is selected";
  return "which one is selected could not be told";
}

/** One claim of a token with its meaning. */
export type ClaimRow = { claim: string; meaning: string; value: string };

/** The claims that may be shown, in words, in a fixed order; claims that the token lacks are left out. */
export function claimRows(claims: TokenClaims): ClaimRow[] {
  const rows: [string, string, string | undefined][] = [
    ["appid", "Client ID the token was given to", claims.appid],
    ["oid", "Object (principal) ID that roles and policies must name", claims.oid],
    ["tid", "Microsoft Entra ID tenant", claims.tid],
    ["aud", "What the token is for", claims.aud],
    ["iss", "Who issued it", claims.iss],
    ["exp", "Ends at", claims.exp === undefined ? undefined : new Date(claims.exp * 1000).toISOString()],
    ["xms_mirid", "Resource ID of the managed identity", claims.xms_mirid],
    ["idtyp", "Kind of caller", claims.idtyp],
  ];
  return rows.flatMap(([claim, meaning, value]) => (value === undefined ? [] : [{ claim, meaning, value }]));
}

/** Where an identity was found, as a phrase; null when nothing is said. */
export function foundInWords(foundIn: string[]): string | null {
  return foundIn.length === 0 ? null : foundIn.join(", ");
}
