import { decidingOperation } from "@latchkey/shared/operations";
import { sameId } from "./azure/ids.ts";
import { isAmbient, nameOfRole, rolesGive } from "./azure/roles.ts";
import type {
  AttachedIdentity,
  CallerPolicy,
  DiagnosisFacts,
  SettledFacts,
  TellableFacts,
  VaultGrant,
} from "./facts.ts";
import type { FoundInText } from "./text/read-text.ts";

type RoleGrant = Extract<VaultGrant, { kind: "role" }>;
/** What follows from the structures. */
type Derived = Omit<TellableFacts, "callerRoles">;

/**
 * The facts with everything filled in that follows from the probe's own structures (steps, identities, grants, claims) and
 * from the text. What is given stays; nothing is guessed: a fact that does not follow stays absent.
 */
export function settleFacts(given: DiagnosisFacts, found?: FoundInText): SettledFacts {
  const { callerRoles, ...facts } = [fromSteps(given), found && fromText(found)].reduce(withDefaults, given);
  const derived: SettledFacts = {
    ...fromEnvironment(facts),
    ...fromIdentities(facts),
    ...fromGrants(facts),
    ...fromClaims(facts),
    ...fromDns(facts),
  };
  const told = callerRoles && { callerRoles: callerRoles.map((roleName) => ({ roleName })) };
  return { ...derived, ...known(facts), ...told };
}

/** `facts` with what is not known in them taken from `more`. */
function withDefaults(facts: DiagnosisFacts, more: DiagnosisFacts | undefined): DiagnosisFacts {
  return { ...more, ...known(facts) };
}

/** Without the keys that are there and not known. */
function known<Facts extends object>(facts: Facts): Partial<Facts> {
  return Object.fromEntries(
    Object.entries(facts).filter(([, value]) => value !== undefined),
  ) as Partial<Facts>;
}

/** The first operation that failed is the one to explain, when none was named. */
function fromSteps({ steps = [], operation }: DiagnosisFacts): DiagnosisFacts {
  const failed = steps.filter(({ outcome }) => outcome.kind !== "allowed" && outcome.kind !== "unknown");
  const step = failed.find((one) => operation === undefined || one.operation === operation);
  if (!step) return {};
  const { outcome } = step;
  return {
    operation: step.operation,
    httpStatus: "httpStatus" in outcome ? outcome.httpStatus : undefined,
    errorCode: outcome.kind === "no-token" ? outcome.code : undefined,
    caller: outcome.kind === "denied" ? outcome.caller : undefined,
  };
}

/** What the text tells. */
function fromText({ httpStatus, caller, audience }: FoundInText): DiagnosisFacts {
  return { httpStatus, caller, tokenAudience: audience };
}

/** A client ID that is known to be unset, or set to nothing, tells how DefaultAzureCredential selects. */
function fromEnvironment({ env }: DiagnosisFacts): Derived {
  const selected = env?.AZURE_CLIENT_ID;
  if (selected === null) return { selectedId: "none" };
  return selected !== undefined && selected.trim() === "" ? { selectedId: "blank" } : {};
}

function fromIdentities({ identities, selectedIdValue }: DiagnosisFacts): Derived {
  if (!identities) return {};
  const facts: Derived = {
    systemAssigned: identities.some(({ kind }) => kind === "system-assigned"),
    userAssignedCount: identities.filter(({ kind }) => kind === "user-assigned").length,
  };
  if (selectedIdValue === undefined) return facts;
  if (selectedIdValue.trim() === "") return { ...facts, selectedId: "blank" };
  return { ...facts, ...selectedAmong(identities, selectedIdValue) };
}

function selectedAmong(identities: AttachedIdentity[], value: string): Derived {
  const byClient = identities.some(({ clientId }) => sameId(clientId, value));
  const byPrincipal = identities.some(({ principalId }) => sameId(principalId, value));
  const byResource = identities.some(({ resourceId }) => sameId(resourceId, value));
  const facts: Derived = { selectedIdAssigned: byClient || byResource };
  if (byPrincipal) facts.selectedId = "principal-id";
  else if (value.startsWith("/")) facts.selectedId = "resource-id";
  else facts.selectedId = "client-id";
  return facts;
}

/** The caller's object ID as the vault's 403 or the token's claims tell it. */
function callerPrincipalOf({
  caller,
  claims,
}: Pick<DiagnosisFacts, "caller" | "claims">): string | undefined {
  return caller?.principalId ?? claims?.oid;
}

/** What the entries give together. One that names an application too counts only where there is no other. */
function entryOf(entries: Extract<VaultGrant, { kind: "access-policy" }>[]): CallerPolicy | null {
  const plain = entries.filter(({ applicationId }) => !applicationId);
  const counting = plain.length > 0 ? plain : entries;
  if (counting.length === 0) return null;
  return {
    secrets: [...new Set(counting.flatMap(({ secrets }) => secrets))],
    applicationId: plain.length === 0,
  };
}

function fromGrants(facts: DiagnosisFacts): SettledFacts {
  const principalId = callerPrincipalOf(facts);
  if (!facts.grants || !principalId) return {};
  const policies = facts.grants.filter((grant) => grant.kind === "access-policy");
  const roles = facts.grants.filter((grant) => grant.kind === "role");
  const own = entryOf(policies.filter(({ objectId }) => sameId(objectId, principalId)));
  const ownRoles = rolesOf(roles, principalId).filter((role) => !isAmbient(role));
  const derived: SettledFacts = { callerAccessPolicy: own, callerRoles: ownRoles };
  const ages = ownRoles.flatMap(({ ageSeconds }) => (ageSeconds === undefined ? [] : [ageSeconds]));
  if (ages.length > 0) derived.grantAgeSeconds = Math.min(...ages);
  const pointsTo = grantedTo(facts, own !== null, ownRoles);
  if (pointsTo) derived.grantedTo = pointsTo;
  return derived;
}

function grantedTo(
  facts: DiagnosisFacts,
  ownPolicy: boolean,
  ownRoles: RoleGrant[],
): TellableFacts["grantedTo"] {
  if (ownPolicy || ownRoles.some(({ throughGroup }) => !throughGroup)) return "caller";
  if (ownRoles.length > 0) return "group";
  return clientIdGrant(facts) ? "client-id" : undefined;
}

/** The id that a grant names, when it is the client ID of the caller or of an identity of this app. */
export function clientIdGrant({
  grants = [],
  identities = [],
  caller,
  claims,
}: Pick<DiagnosisFacts, "grants" | "identities" | "caller" | "claims">): string | undefined {
  const clientIds = [caller?.clientId, claims?.appid, ...identities.map(({ clientId }) => clientId)];
  return grants.map(grantee).find((id) => clientIds.some((clientId) => sameId(clientId, id)));
}

/** Roles of the caller, its groups' included. */
function rolesOf(roles: RoleGrant[], principalId: string): RoleGrant[] {
  return roles.filter((role) => sameId(role.principalId, principalId) || role.throughGroup);
}

/** The caller's management roles, when it holds no others: they are no grant, though people take them for one. */
export function managementRolesOnly(facts: SettledFacts): string[] {
  const principalId = callerPrincipalOf(facts);
  const roles = (facts.grants ?? []).filter((grant) => grant.kind === "role");
  const own = principalId ? rolesOf(roles, principalId) : [];
  return own.every(isAmbient) ? own.map(nameOfRole) : [];
}

/** The attached identity, not the caller, that does hold a grant on the vault. */
export function otherGrantedIdentity(facts: SettledFacts): AttachedIdentity | undefined {
  const principalId = callerPrincipalOf(facts);
  if (!principalId || !facts.grants || !facts.identities || facts.namedOnPurpose) return undefined;
  const granted = facts.grants.filter(effective(facts)).map(grantee);
  if (granted.some((id) => sameId(id, principalId))) return undefined;
  return facts.identities.find((identity) => granted.some((id) => sameId(id, identity.principalId)));
}

/** Grants of the model that the vault does not use give nothing, nor do roles and entries without secrets. */
function effective({ permissionModel }: SettledFacts): (grant: VaultGrant) => boolean {
  return (grant) =>
    (permissionModel === undefined || (grant.kind === "role") === (permissionModel === "rbac")) &&
    (grant.kind === "role" ? rolesGive([grant], decidingOperation) : grant.secrets.length > 0);
}

function grantee(grant: VaultGrant): string {
  return grant.kind === "role" ? grant.principalId : grant.objectId;
}

function fromClaims({ claims, challengeTenant, vaultTenant }: DiagnosisFacts): Derived {
  const facts: Derived = {};
  if (claims?.aud) facts.tokenAudience = claims.aud;
  const tenant = vaultTenant ?? challengeTenant;
  if (claims?.tid && tenant) facts.tokenTenantMatchesVault = sameId(claims.tid, tenant);
  return facts;
}

function fromDns({ dnsAliases }: DiagnosisFacts): Derived {
  return dnsAliases?.some((alias) => alias.toLowerCase().includes(".privatelink."))
    ? { privateEndpoint: true }
    : {};
}
