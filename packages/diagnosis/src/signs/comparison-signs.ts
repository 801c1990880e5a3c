import { isVaultOperation, operations } from "@latchkey/shared/operations";
import type { EndpointAnswer, SettledFacts } from "../facts.ts";
import { clientIdGrant, managementRolesOnly, otherGrantedIdentity } from "../settle-facts.ts";
import { type Sighting, sighting } from "./sign.ts";

/** What the probe's own comparison of identities, grants, claims and answers shows. */
export function comparisonSigns(facts: SettledFacts): Sighting[] {
  const found = [...grantSigns(facts), ...selectorSigns(facts)];
  const dead = facts.identities?.find(
    ({ clientId, principalId }) => clientId === null || principalId === null,
  );
  if (dead)
    found.push(
      sighting(
        "attachment-dead",
        `${dead.name ?? dead.resourceId ?? "an identity"} is attached without ids: it was deleted`,
        true,
      ),
    );
  if (facts.dns === "public" && facts.privateEndpoint === true)
    found.push(
      sighting(
        "dns-public-with-private-link",
        "the vault has a private endpoint and its name resolves to a public address",
        true,
      ),
    );
  return facts.endpointAnswer ? [...found, ...endpointAnswerSigns(facts.endpointAnswer)] : found;
}

function grantSigns(facts: SettledFacts): Sighting[] {
  const found: Sighting[] = [];
  const other = otherGrantedIdentity(facts);
  if (other)
    found.push(
      sighting(
        "other-identity-granted",
        `${other.name ?? other.clientId ?? other.kind} holds a grant on the vault; the caller does not`,
        true,
      ),
    );
  const byClientId = clientIdGrant(facts);
  if (byClientId)
    found.push(sighting("grant-names-client-id", `a grant names ${byClientId}, which is a client ID`, true));
  if (facts.callerRoles?.length !== 0 && facts.grants?.some((one) => one.kind === "role" && one.throughGroup))
    found.push(sighting("grant-through-group", "the role reaches the caller through a group", true));
  const held = entryWithPermission(facts);
  if (held)
    found.push(sighting("permission-in-entry", `the access policy entry has ${held.join(", ")}`, true));
  const management = managementRolesOnly(facts);
  if (management.length > 0)
    found.push(
      sighting("management-roles-only", `the caller's roles give no secrets: ${management.join(", ")}`, true),
    );
  return found;
}

/** What the caller's entry permits on the objects that were asked for, when what was tried is among it. */
function entryWithPermission({ operation, callerAccessPolicy }: SettledFacts): string[] | undefined {
  if (operation === undefined || !isVaultOperation(operation)) return undefined;
  const { objects, policyPermission } = operations[operation];
  const held = callerAccessPolicy?.[objects]?.map((one) => one.toLowerCase());
  return held?.some((one) => one === policyPermission || one === "all") ? held : undefined;
}

function selectorSigns(facts: SettledFacts): Sighting[] {
  const found: Sighting[] = [];
  if (facts.selectedId === "principal-id" && facts.selectedIdValue && facts.identities)
    found.push(
      sighting(
        "selector-is-principal-id",
        `${facts.selectedIdValue} is the object (principal) ID of an identity of this app`,
        true,
      ),
    );
  if (facts.namedOnPurpose)
    found.push(sighting("named-on-purpose", "the probe named this identity on purpose", true));
  if (ignoresClientId(facts))
    found.push(
      sighting(
        "client-id-ignored",
        `${facts.credential} is given no id; only DefaultAzureCredential reads AZURE_CLIENT_ID`,
        true,
      ),
    );
  return found;
}

/** ManagedIdentityCredential takes its id from the code only (Azure Identity, credential classes). */
function ignoresClientId({
  credential,
  env,
  selectedId,
  selectedIdValue,
  namedOnPurpose,
}: SettledFacts): boolean {
  return (
    /^\W*managedidentitycredential/i.test(credential ?? "") &&
    (env?.AZURE_CLIENT_ID ?? "").trim() !== "" &&
    (selectedId === undefined || selectedId === "none") &&
    selectedIdValue === undefined &&
    !namedOnPurpose
  );
}

/** Codes of the runtime (ECONNREFUSED, UND_ERR_…), which mean that no answer came; others are the service's own. */
const isSystemCode = /^(?:E[A-Z_]{3,}|UND_ERR_[A-Z_]+)$/;

function endpointAnswerSigns({ httpStatus, said, systemCode }: EndpointAnswer): Sighting[] {
  const quote = [httpStatus, said, systemCode].filter((part) => part !== undefined).join(" ");
  if (systemCode && httpStatus === undefined && isSystemCode.test(systemCode))
    return [
      sighting(
        /timed?_?out/i.test(systemCode) ? "endpoint-time-out" : "endpoint-refused",
        `identity endpoint: ${quote}`,
        true,
      ),
    ];
  if (httpStatus === 429) return [sighting("endpoint-throttled", `identity endpoint: ${quote}`, true)];
  if (httpStatus !== undefined && httpStatus >= 500)
    return [sighting("endpoint-server-error", `identity endpoint: ${quote}`, true)];
  return [];
}
