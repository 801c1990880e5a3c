import { microsoftApplications, sameId } from "./azure/ids.ts";
import { builtInRoles } from "./azure/roles.ts";
import { nameOfResource } from "./azure/scopes.ts";
import { type KnownIds, noKnownIds } from "./known-ids.ts";
import { isGuid } from "./text/guid.ts";

/** What a pasted id is. */
export type ExplainedId = {
  kind: "guid" | "resource-id";
  id: string;
  /** What it is, one sentence each; empty when nothing known carries it. */
  is: string[];
  /** Where it is used although it does not belong there. */
  misused: string[];
  /** What to do when it is not known. */
  advice?: string;
};

const resourceId = /^\/subscriptions\/[^/\s]{1,64}(?:\/[^/\s]{1,260}){0,20}\/?$/i;

/**
 * Says whose a pasted GUID or resource ID is and as what (client ID, object (principal) ID, tenant, subscription, built-in
 * role, …), and whether it is used where another kind of id belongs. `undefined` when the text is no single id.
 */
export function explainId(text: string, known: KnownIds = noKnownIds): ExplainedId | undefined {
  const id = text
    .slice(0, 4000)
    .trim()
    .replace(/^["'{(]+|["'})]+$/g, "");
  if (isGuid(id)) return explainGuid(id.toLowerCase(), known);
  return resourceId.test(id) ? explainResourceId(id.replace(/\/$/, ""), known) : undefined;
}

function explainGuid(id: string, known: KnownIds): ExplainedId {
  const is = [...identityMeanings(id, known), ...otherMeanings(id, known)];
  const explained: ExplainedId = { kind: "guid", id, is, misused: misuses(id, known) };
  if (is.length > 0) return explained;
  return {
    ...explained,
    advice:
      "None of this app's identities carries it. Ask Microsoft Entra ID: az ad sp show --id <id> knows client IDs and object IDs of service principals; az identity list finds user-assigned identities.",
  };
}

function identityMeanings(id: string, { identities }: KnownIds): string[] {
  return identities.flatMap(({ kind, name, clientId, principalId }) => {
    const whose = `the ${kind} identity ${name}`;
    const meanings: string[] = [];
    if (sameId(clientId, id))
      meanings.push(`The Client ID of ${whose}: what a token request and AZURE_CLIENT_ID name.`);
    if (sameId(principalId, id))
      meanings.push(
        `The object (principal) ID of ${whose}: what an access policy or a role assignment names.`,
      );
    return meanings;
  });
}

function otherMeanings(id: string, known: KnownIds): string[] {
  const meanings: string[] = [];
  const tenants = [known.tenantId, ...known.identities.map(({ tenantId }) => tenantId)];
  if (tenants.some((tenant) => sameId(tenant, id))) meanings.push("The tenant ID of this app's identities.");
  for (const { name } of (known.vaults ?? []).filter(({ tenantId }) => sameId(tenantId, id)))
    meanings.push(`The tenant ID of the vault ${name}.`);
  if (sameId(known.subscriptionId, id)) meanings.push("The ID of the subscription that this app is in.");
  const role = builtInRoles[id]?.name;
  if (role) meanings.push(`The role definition ID of the built-in role ${role}.`);
  if (microsoftApplications[id])
    meanings.push(`Microsoft's own application ID of ${microsoftApplications[id]}.`);
  return meanings;
}

function misuses(id: string, known: KnownIds): string[] {
  const ofClient = known.identities.find(({ clientId }) => sameId(clientId, id));
  const ofPrincipal = known.identities.find(({ principalId }) => sameId(principalId, id));
  const found: string[] = [];
  for (const { setting } of (known.selectors ?? []).filter(({ value }) => sameId(value, id))) {
    if (ofPrincipal)
      found.push(
        `${setting} holds it, but an object (principal) ID is no Client ID: set ${ofPrincipal.clientId ?? "the identity's Client ID"}.`,
      );
    else if (!ofClient) found.push(`${setting} holds it, but no identity of this app has this Client ID.`);
  }
  for (const vault of known.vaults ?? []) {
    for (const { what } of (vault.grants ?? []).filter(({ to }) => sameId(to, id))) {
      if (ofClient && !ofPrincipal)
        found.push(
          `${what} on the vault ${vault.name} names it, but a Client ID there grants nothing: use ${ofClient.principalId ?? "the identity's object (principal) ID"}.`,
        );
    }
  }
  return found;
}

/** Kinds of resources, by the type in their ID, in Azure's words. */
const kinds: readonly (readonly [RegExp, string])[] = [
  [/\/providers\/microsoft\.managedidentity\/userassignedidentities\/[^/]+$/i, "a user-assigned identity"],
  [/\/providers\/microsoft\.web\/sites\/[^/]+\/slots\/[^/]+$/i, "a deployment slot of an App Service app"],
  [/\/providers\/microsoft\.web\/sites\/[^/]+$/i, "an App Service app"],
  [
    /\/providers\/microsoft\.keyvault\/vaults\/[^/]+\/secrets\/[^/]+$/i,
    "one secret, as a scope of role assignments",
  ],
  [/\/providers\/microsoft\.keyvault\/vaults\/[^/]+$/i, "a key vault"],
  [/\/providers\/microsoft\.authorization\/roledefinitions\/[^/]+$/i, "a role definition"],
  [/\/providers\/microsoft\.authorization\/roleassignments\/[^/]+$/i, "a role assignment"],
  [/\/providers\/microsoft\.network\/privateendpoints\/[^/]+$/i, "a private endpoint"],
  [/\/subnets\/[^/]+$/i, "a subnet"],
  [/^\/subscriptions\/[^/]+\/resourcegroups\/[^/]+$/i, "a resource group"],
  [/^\/subscriptions\/[^/]+$/i, "a subscription"],
];

function explainResourceId(id: string, known: KnownIds): ExplainedId {
  const parts = id.split("/");
  const kind = kinds.find(([pattern]) => pattern.test(id))?.[1] ?? "an Azure resource";
  const role = builtInRoles[nameOfResource(id).toLowerCase()]?.name;
  const is = [`The resource ID of ${kind} named ${role ? `${parts.at(-1)} (${role})` : parts.at(-1)}.`];
  const identity = known.identities.find((one) => sameId(one.resourceId, id));
  if (identity)
    is.push(
      `It is the ${identity.kind} identity ${identity.name} of this app; mi_res_id and keyVaultReferenceIdentity name it.`,
    );
  if (sameId(known.app?.resourceId, id)) is.push("It is this app.");
  const vault = known.vaults?.find((one) => sameId(one.resourceId, id));
  if (vault) is.push(`It is the configured vault ${vault.name}.`);
  const subscription = parts[2];
  if (known.subscriptionId && subscription)
    is.push(
      sameId(known.subscriptionId, subscription)
        ? "It lies in this app's subscription."
        : "It lies in another subscription than this app.",
    );
  const misused = (known.selectors ?? [])
    .filter(({ setting, value }) => sameId(value, id) && /client_?id/i.test(setting))
    .map(
      ({ setting }) =>
        `${setting} holds it, but that setting takes a Client ID${identity?.clientId ? `: ${identity.clientId}` : ""}.`,
    );
  const isUnassigned = !identity && /userassignedidentities\/[^/]+$/i.test(id) && known.identities.length > 0;
  const explained: ExplainedId = { kind: "resource-id", id, is, misused };
  return isUnassigned ? { ...explained, advice: "This identity is not assigned to this app." } : explained;
}
