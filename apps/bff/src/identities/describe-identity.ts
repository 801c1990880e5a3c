import { nextFor } from "@latchkey/diagnosis/next-for";
import {
  clientIdSchema,
  principalIdSchema,
  resourceIdSchema,
  tenantIdSchema,
} from "@latchkey/shared/azure-ids";
import type { Fact, UnknownFact } from "@latchkey/shared/fact";
import type { Identity } from "@latchkey/shared/identity";
import type { z } from "zod";
import type { ArmSite } from "../azure/arm.ts";
import type { ArmAnswer } from "../azure/arm-call.ts";
import type { TokenResult } from "../azure/tokens.ts";
import { appPlace, unknownBecause } from "../inventory/inventory.ts";
import type { Settings } from "../settings/settings.ts";
import type { KnownIdentity } from "./choices.ts";

/** What is known of one identity from ARM, from its token and from the environment, in this order of trust. */
export function describeIdentity(
  settings: Settings,
  known: KnownIdentity,
  token: TokenResult,
  site: ArmAnswer<ArmSite>,
): Identity {
  const facts = factsOf(settings, known, token, site);
  return {
    id: known.id,
    kind: known.kind,
    name: nameOf(settings, known, facts.resourceId),
    ...facts,
    assigned: assignedOf(known, token, site),
    foundIn: known.foundIn.length > 0 ? known.foundIn : ["identity endpoint"],
    token: tokenState(token),
  };
}

type Facts = Pick<Identity, "clientId" | "principalId" | "resourceId" | "tenantId">;

function factsOf(
  settings: Settings,
  known: KnownIdentity,
  token: TokenResult,
  site: ArmAnswer<ArmSite>,
): Facts {
  const claims = token.claims;
  const shown = site.kind === "read" ? armIdsOf(known, site.value) : undefined;
  const unknown = unknownIds(token, site);
  const first = <Schema extends z.ZodType>(
    schema: Schema,
    ...candidates: [string | undefined, "arm" | "token" | "environment"][]
  ) => firstKnown(schema, candidates, unknown);
  return {
    clientId: first(
      clientIdSchema,
      [shown?.clientId, "arm"],
      [claims?.appid, "token"],
      [writtenId(known), "environment"],
    ),
    principalId: first(principalIdSchema, [shown?.principalId, "arm"], [claims?.oid, "token"]),
    resourceId: first(
      resourceIdSchema,
      [shown?.resourceId, "arm"],
      [claims?.xms_mirid, "token"],
      [ownSite(settings, known), "environment"],
    ),
    tenantId: first(tenantIdSchema, [shown?.tenantId, "arm"], [claims?.tid, "token"]),
  };
}

function firstKnown<Schema extends z.ZodType>(
  schema: Schema,
  candidates: [string | undefined, "arm" | "token" | "environment"][],
  unknown: UnknownFact,
): Fact<z.output<Schema>> {
  for (const [candidate, source] of candidates) {
    const parsed = schema.safeParse(candidate);
    if (candidate !== undefined && parsed.success) return { state: "known", value: parsed.data, source };
  }
  return unknown;
}

function unknownIds(token: TokenResult, site: ArmAnswer<ArmSite>): UnknownFact {
  const noToken = token.outcome.kind === "allowed" ? "" : "there is no token to read it from, and ";
  if (site.kind === "read")
    return { state: "unknown", because: `${noToken}ARM does not show this identity on the app` };
  return { ...unknownBecause(site), because: `${noToken}${site.because}` };
}

type ArmIds = {
  clientId?: string | undefined;
  principalId?: string | undefined;
  resourceId?: string | undefined;
  tenantId?: string | undefined;
};

function armIdsOf({ kind, choice }: KnownIdentity, site: ArmSite): ArmIds | undefined {
  const wanted = choice.clientId?.toLowerCase();
  if (wanted) {
    const found = site.userAssigned.find(({ clientId }) => clientId?.toLowerCase() === wanted);
    return found && { ...found, tenantId: site.systemAssigned?.tenantId };
  }
  if (!site.systemAssigned) return undefined;
  return { ...site.systemAssigned, ...(kind === "system-assigned" && { resourceId: site.resourceId }) };
}

function writtenId({ choice }: KnownIdentity): string | undefined {
  return choice.clientId;
}

/** A system-assigned identity's resource is the app itself (or its slot). */
function ownSite(settings: Settings, { kind }: KnownIdentity): string | undefined {
  return kind === "system-assigned" ? siteResourceId(settings) : undefined;
}

/** The app's resource ID as App Service's environment tells it; undefined outside App Service. */
export function siteResourceId(settings: Settings): string | undefined {
  const place = appPlace(settings);
  if (!place) return undefined;
  const site = `/subscriptions/${place.subscriptionId}/resourceGroups/${place.resourceGroup}/providers/Microsoft.Web/sites/${place.siteName}`;
  return place.slot ? `${site}/slots/${place.slot}` : site;
}

function nameOf(settings: Settings, known: KnownIdentity, resourceId: Facts["resourceId"]): string {
  const { siteName, slotName } = settings.appService;
  if (known.kind === "as-configured") return "As configured";
  if (known.kind === "system-assigned")
    return slotName && slotName.toLowerCase() !== "production"
      ? `${siteName}/${slotName}`
      : (siteName ?? "this app");
  const fromResource = resourceId.state === "known" ? resourceId.value?.split("/").at(-1) : undefined;
  return fromResource ?? known.choice.clientId ?? known.id;
}

function assignedOf(
  { kind, choice }: KnownIdentity,
  token: TokenResult,
  site: ArmAnswer<ArmSite>,
): Identity["assigned"] {
  if (site.kind === "read") {
    const wanted = choice.clientId?.toLowerCase();
    const value = wanted
      ? site.value.userAssigned.some(({ clientId }) => clientId?.toLowerCase() === wanted)
      : site.value.systemAssigned !== null;
    return { state: "known", value, source: "arm" };
  }
  if (token.outcome.kind === "allowed") return { state: "known", value: true, source: "identity-endpoint" };
  const why = token.outcome.kind === "no-token" ? token.outcome.why : undefined;
  if (why === "not-assigned" || why === "none-selected")
    return { state: "known", value: false, source: "identity-endpoint" };
  if (why === "endpoint-absent" && kind !== "as-configured")
    return { state: "known", value: false, source: "environment" };
  return unknownBecause(site);
}

function tokenState({ outcome, at, tookMs, expiresAt, claims }: TokenResult): Identity["token"] {
  return {
    outcome,
    next: nextFor("token", outcome),
    checkedAt: at,
    tookMs,
    ...(expiresAt && { expiresAt }),
    ...(claims && { claims }),
  };
}
