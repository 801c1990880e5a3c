import type { IdentityFinding } from "@latchkey/shared/which-identity";
import type { ArmSite } from "../azure/arm.ts";
import type { ArmAnswer } from "../azure/arm-call.ts";
import { siteResourceId } from "../identities/describe-identity.ts";
import type { ReadyIdentity } from "../identities/list-identities.ts";
import type { Settings } from "../settings/settings.ts";

/**
 * Is the identity in this process the one that this slot is configured with? A swap can leave the other slot's behind. The token's
 * object ID is compared with ARM's, and `xms_mirid` (the resource the token was made for) with this app's own resource ID.
 */
export function slotFindings(
  settings: Settings,
  ready: ReadyIdentity[],
  site: ArmAnswer<ArmSite>,
): IdentityFinding[] {
  // The one that was asked for without any ID is the system-assigned identity, under whichever row.
  const claims = ready.find(({ known, token }) => !known.choice.clientId && token.claims)?.token.claims;
  if (!claims) return [];
  const own = siteResourceId(settings);
  const configured = site.kind === "read" ? site.value.systemAssigned?.principalId.toLowerCase() : undefined;
  const differs = site.kind === "read" && claims.oid !== undefined && claims.oid.toLowerCase() !== configured;
  const madeFor = claims.xms_mirid;
  const foreign =
    madeFor !== undefined &&
    own !== undefined &&
    isSite(madeFor) &&
    madeFor.toLowerCase() !== own.toLowerCase();
  if (!differs && !foreign) return [];
  const place = placeInWords(madeFor);
  return [
    {
      id: "slot-identity-differs",
      severity: "error",
      title: "The process has another slot's identity",
      sentence: `The system-assigned identity in this process is ${place ? `that of ${place}` : "not the one"}${place ? ", not the one" : ""} that this ${settings.appService.slotName ? "slot" : "app"} is configured with.`,
      basis: "token-said",
      evidence: [
        `token: oid = ${claims.oid ?? "none"}`,
        ...(madeFor ? [`token: xms_mirid = ${madeFor}`] : []),
        ...(site.kind === "read" ? [`ARM: identity.principalId = ${configured ?? "none"}`] : []),
        ...(own ? [`environment: this app is ${own}`] : []),
      ],
      next: "Restart this slot, so that App Service gives its process the identity of the slot.",
    },
  ];
}

function isSite(resourceId: string): boolean {
  return /\/providers\/microsoft\.web\/sites\//i.test(resourceId);
}

function placeInWords(resourceId: string | undefined): string | undefined {
  const match = /\/sites\/([^/]+)(?:\/slots\/([^/]+))?$/i.exec(resourceId ?? "");
  if (!match?.[1]) return undefined;
  return match[2] ? `the slot ${match[2]} of ${match[1]}` : `the production slot of ${match[1]}`;
}
