import type { AttachedIdentity, CallerPolicy, DiagnosisFacts, TellableFacts, VaultGrant } from "./facts.ts";
import { isAmbientRole, readsSecrets } from "./rules/role-tests.ts";
import { builtInRoles } from "./well-known-ids.ts";

type RoleGrant = Extract<VaultGrant, { kind: "role" }>;

/** Same id, letter case aside; absent is never the same. */
function same(left: string | null | undefined, right: string | null | undefined): boolean {
  return !!left && !!right && left.toLowerCase() === right.toLowerCase();
}

/**
 * The facts with everything filled in that follows from the probe's own structures (identities, grants, claims, steps).
 * What is given stays; nothing is guessed: a fact that does not follow stays absent.
 */
export function settleFacts(facts: DiagnosisFacts): DiagnosisFacts {
  const derived: TellableFacts = {
    ...fromEnvironment(facts),
    ...fromIdentities(facts),
    ...fromGrants(facts),
    ...fromClaims(facts),
    ...fromDns(facts),
  };
  const given = Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
  return { ...derived, ...given };
}

/** A client ID that is known to be unset, or set to nothing, tells how DefaultAzureCredential selects. */
function fromEnvironment({ env }: DiagnosisFacts): TellableFacts {
  const selected = env?.AZURE_CLIENT_ID;
  if (selected === null) return { selectedId: "none" };
  return selected !== undefined && selected.trim() === "" ? { selectedId: "blank" } : {};
}

function fromIdentities({ identities, selectedIdValue }: DiagnosisFacts): TellableFacts {
  if (!identities) return {};
  const facts: TellableFacts = {
    systemAssigned: identities.some(({ kind }) => kind === "system-assigned"),
    userAssignedCount: identities.filter(({ kind }) => kind === "user-assigned").length,
  };
  if (selectedIdValue === undefined) return facts;
  if (selectedIdValue.trim() === "") return { ...facts, selectedId: "blank" };
  return { ...facts, ...selectedAmong(identities, selectedIdValue) };
}

function selectedAmong(identities: AttachedIdentity[], value: string): TellableFacts {
  const byClient = identities.some(({ clientId }) => same(clientId, value));
  const byPrincipal = identities.some(({ principalId }) => same(principalId, value));
  const byResource = identities.some(({ resourceId }) => same(resourceId, value));
  const facts: TellableFacts = { selectedIdAssigned: byClient || byResource };
  if (byPrincipal) facts.selectedId = "principal-id";
  else if (value.startsWith("/")) facts.selectedId = "resource-id";
  else facts.selectedId = "client-id";
  return facts;
}

/** The caller's object ID as the vault's 403 or the token's claims tell it. */
export function callerPrincipalOf({ caller, claims }: DiagnosisFacts): string | undefined {
  return caller?.principalId ?? claims?.oid;
}

function fromGrants(facts: DiagnosisFacts): TellableFacts {
  const principalId = callerPrincipalOf(facts);
  if (!facts.grants || !principalId) return {};
  const policies = facts.grants.filter((grant) => grant.kind === "access-policy");
  const roles = facts.grants.filter((grant) => grant.kind === "role");
  const own = policies.find(({ objectId }) => same(objectId, principalId));
  const ownRoles = rolesOf(roles, principalId).filter((role) => !isAmbientRole(roleNameOf(role)));
  const policy: CallerPolicy | null = own
    ? { secrets: own.secrets, applicationId: own.applicationId !== undefined }
    : null;
  const derived: TellableFacts = {
    callerAccessPolicy: policy,
    callerRoles: ownRoles.map(roleNameOf),
  };
  const ages = ownRoles.flatMap(({ ageSeconds }) => (ageSeconds === undefined ? [] : [ageSeconds]));
  if (ages.length > 0) derived.grantAgeSeconds = Math.min(...ages);
  const pointsTo = grantedTo(facts, own !== undefined, ownRoles);
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
}: DiagnosisFacts): string | undefined {
  const clientIds = [caller?.clientId, claims?.appid, ...identities.map(({ clientId }) => clientId)];
  return grants.map(grantee).find((id) => clientIds.some((clientId) => same(clientId, id)));
}

/** Roles of the caller, its groups' included. */
function rolesOf(roles: RoleGrant[], principalId: string): RoleGrant[] {
  return roles.filter((role) => same(role.principalId, principalId) || role.throughGroup);
}

function roleNameOf({ roleName, roleId }: RoleGrant): string {
  return roleName ?? builtInRoles[roleId?.split("/").at(-1)?.toLowerCase() ?? ""] ?? roleId ?? "unnamed role";
}

/** The caller's management roles, when it holds no others: they are no grant, though people take them for one. */
export function managementRolesOnly(facts: DiagnosisFacts): string[] {
  const principalId = callerPrincipalOf(facts);
  const roles = (facts.grants ?? []).filter((grant) => grant.kind === "role");
  const names = principalId ? rolesOf(roles, principalId).map(roleNameOf) : [];
  return names.every(isAmbientRole) ? names : [];
}

/** The attached identity, not the caller, that does hold a grant on the vault. */
export function otherGrantedIdentity(facts: DiagnosisFacts): AttachedIdentity | undefined {
  const principalId = callerPrincipalOf(facts);
  if (!principalId || !facts.grants || !facts.identities || facts.namedOnPurpose) return undefined;
  const granted = facts.grants.filter(effective(facts)).map(grantee);
  if (granted.some((id) => same(id, principalId))) return undefined;
  return facts.identities.find((identity) => granted.some((id) => same(id, identity.principalId)));
}

/** Grants of the model that the vault does not use give nothing, nor do roles and entries without secrets. */
function effective({ permissionModel }: DiagnosisFacts): (grant: VaultGrant) => boolean {
  return (grant) =>
    (permissionModel === undefined || (grant.kind === "role") === (permissionModel === "rbac")) &&
    (grant.kind === "role" ? readsSecrets([roleNameOf(grant)]) : grant.secrets.length > 0);
}

function grantee(grant: VaultGrant): string {
  return grant.kind === "role" ? grant.principalId : grant.objectId;
}

function fromClaims({ claims, challengeTenant, vaultTenant }: DiagnosisFacts): TellableFacts {
  const facts: TellableFacts = {};
  if (claims?.aud) facts.tokenAudience = claims.aud;
  const tenant = vaultTenant ?? challengeTenant;
  if (claims?.tid && tenant) facts.tokenTenantMatchesVault = same(claims.tid, tenant);
  return facts;
}

function fromDns({ dnsAliases }: DiagnosisFacts): TellableFacts {
  return dnsAliases?.some((alias) => alias.toLowerCase().includes(".privatelink."))
    ? { privateEndpoint: true }
    : {};
}
