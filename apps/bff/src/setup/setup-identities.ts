import { clientIdSchema, principalIdSchema, resourceIdSchema } from "@latchkey/shared/azure-ids";
import type { Fact, UnknownFact } from "@latchkey/shared/fact";
import type { IdentityId } from "@latchkey/shared/identity";
import type { SetupIdentity } from "@latchkey/shared/setup";
import type { z } from "zod";
import type { ArmSite } from "../azure/arm.ts";
import type { ArmAnswer } from "../azure/arm-call.ts";
import type { ArmIdentity } from "../azure/arm-lists.ts";
import { RequestProblem } from "../http/problem.ts";
import type { ReadyIdentity } from "../identities/list-identities.ts";
import { unknownBecause } from "../inventory/inventory.ts";
import type { Settings } from "../settings/settings.ts";

/** All user-assigned identities that Setup can be shown for: those of this process first, then those of the resource group. */
export function setupIdentities(
  ready: ReadyIdentity[],
  listed: ArmAnswer<ArmIdentity[]>,
  site: ArmAnswer<ArmSite>,
): SetupIdentity[] {
  const inGroup = listed.kind === "read" ? listed.value : [];
  const own = ready
    .filter(({ known }) => known.kind === "user-assigned")
    .map(({ shown }): SetupIdentity | undefined => {
      const clientId = clientIdSchema.safeParse(shown.id).data;
      if (!clientId) return undefined;
      const found = inGroup.find((one) => one.clientId === clientId);
      return {
        id: shown.id,
        name: found?.name ?? shown.name,
        clientId,
        principalId: knownOr(shown.principalId, found && fact(principalIdSchema, found.principalId)),
        resourceId: knownOr(shown.resourceId, found && fact(resourceIdSchema, found.resourceId)),
        assigned: shown.assigned,
      };
    })
    .filter((one) => one !== undefined);
  const others = inGroup
    .filter(({ clientId }) => !own.some((one) => one.clientId === clientId))
    .map(
      ({ name, clientId, principalId, resourceId }): SetupIdentity => ({
        id: clientId as IdentityId,
        name,
        clientId: clientIdSchema.parse(clientId),
        principalId: fact(principalIdSchema, principalId),
        resourceId: fact(resourceIdSchema, resourceId),
        assigned:
          site.kind === "read" ? { state: "known", value: false, source: "arm" } : unknownBecause(site),
      }),
    );
  return [...own, ...others];
}

/** The asked one; else the one that settings select, else the first. Null when there is none at all. @throws RequestProblem 404 */
export function chooseIdentity(
  settings: Settings,
  identities: SetupIdentity[],
  asked: string | undefined,
): SetupIdentity | null {
  const byId = (id: string | undefined) => identities.find((one) => one.id === id?.toLowerCase());
  if (asked !== undefined) {
    const found = byId(asked);
    if (found) return found;
    throw new RequestProblem(
      "unknown-identity",
      404,
      "Identity not known",
      `Setup knows no user-assigned identity ${JSON.stringify(asked)}; without identityId it shows those that it knows.`,
    );
  }
  const legacy = settings.furtherClientIds.find(
    ({ foundIn }) => foundIn === "AzureServicesAuthConnectionString",
  );
  return byId(settings.azureClientId) ?? byId(legacy?.clientId) ?? identities[0] ?? null;
}

function fact<Schema extends z.ZodType>(schema: Schema, value: string): Fact<z.output<Schema>> {
  const parsed = schema.safeParse(value);
  return parsed.success
    ? { state: "known", value: parsed.data, source: "arm" }
    : { state: "unknown", because: "ARM gave it in a form that could not be read" };
}

function knownOr<Value>(first: Fact<Value> | UnknownFact, second: Fact<Value> | undefined): Fact<Value> {
  return first.state === "known" && first.value !== null ? first : (second ?? first);
}
