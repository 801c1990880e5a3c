import { type ClientId, clientIdSchema } from "@latchkey/shared/azure-ids";
import type { IdentityId } from "@latchkey/shared/identity";
import type { ArmSite } from "../azure/arm.ts";
import type { ArmAnswer } from "../azure/arm-call.ts";
import type { IdentityChoice } from "../azure/identity-choice.ts";
import type { Settings } from "../settings/settings.ts";

/** An identity that may be asked for: its id in our API, how a token request names it, and where we learnt of it. */
export type KnownIdentity = {
  id: IdentityId;
  kind: "as-configured" | "system-assigned" | "user-assigned";
  choice: IdentityChoice;
  foundIn: string[];
};

const asConfigured = "default" as IdentityId;
const systemAssigned = "system" as IdentityId;

/** The id of an identity that is named by its client ID. */
function identityIdOf(clientId: ClientId): IdentityId {
  return clientId as string as IdentityId;
}

/**
 * *As configured*, then the system-assigned identity, then the user-assigned ones: those that ARM shows by resource ID, then those that
 * settings name. The system-assigned one is left out only where ARM shows that there is none; without ARM it is a candidate, and the
 * identity endpoint decides.
 */
export function knownIdentities(settings: Settings, site: ArmAnswer<ArmSite>): KnownIdentity[] {
  const configuredId = settings.azureClientId;
  const known: KnownIdentity[] = [
    {
      id: asConfigured,
      kind: "as-configured",
      choice: { clientId: configuredId },
      foundIn: [configuredId ? "AZURE_CLIENT_ID" : "AZURE_CLIENT_ID is not set"],
    },
  ];
  if (site.kind !== "read" || site.value.systemAssigned) {
    known.push({
      id: systemAssigned,
      kind: "system-assigned",
      choice: { clientId: undefined },
      foundIn: site.kind === "read" ? ["ARM"] : [],
    });
  }
  for (const [clientId, foundIn] of userAssignedIds(settings, site)) {
    known.push({ id: identityIdOf(clientId), kind: "user-assigned", choice: { clientId }, foundIn });
  }
  return known;
}

function userAssignedIds(settings: Settings, site: ArmAnswer<ArmSite>): Map<ClientId, string[]> {
  const found = new Map<ClientId, string[]>();
  const add = (written: string | undefined, foundIn: string) => {
    const clientId = clientIdSchema.safeParse(written).data;
    if (clientId) found.set(clientId, [...(found.get(clientId) ?? []), foundIn]);
  };
  const assigned = site.kind === "read" ? site.value.userAssigned : [];
  for (const { clientId } of assigned.toSorted((a, b) => a.resourceId.localeCompare(b.resourceId)))
    add(clientId, "ARM");
  add(settings.azureClientId, "AZURE_CLIENT_ID");
  for (const { clientId, foundIn } of settings.furtherClientIds) add(clientId, foundIn);
  return found;
}
