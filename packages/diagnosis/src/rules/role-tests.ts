/**
 * Built-in roles and what they give on secrets (Microsoft Learn, Azure built-in roles for Key Vault data plane
 * operations). Names as ARM returns them, lower case.
 */
const readers = new Set(["key vault secrets user", "key vault secrets officer", "key vault administrator"]);
const listers = new Set([...readers, "key vault reader"]);

/** Roles of the management plane that an app holds for other reasons; Latchkey itself asks for Reader. None gives data. */
const ambient = new Set([
  "reader",
  "contributor",
  "owner",
  "user access administrator",
  "role based access control administrator",
  "managed identity operator",
  "managed identity contributor",
  "website contributor",
]);

/** A management role that says nothing about secrets, whoever holds it. */
export function isAmbientRole(role: string): boolean {
  return ambient.has(role.trim().toLowerCase());
}

const hasAny = (roles: string[], known: ReadonlySet<string>): boolean =>
  roles.some((role) => known.has(role.trim().toLowerCase()));

/** At least one role reads secret values. */
export function readsSecrets(roles: string[]): boolean {
  return hasAny(roles, readers);
}

/** At least one role lists secrets. */
export function listsSecrets(roles: string[]): boolean {
  return hasAny(roles, listers);
}

/** There are roles, and none reads secret values. Custom roles are not known by name and count as management roles. */
export function onlyOtherRoles(roles: string[]): boolean {
  return roles.length > 0 && !readsSecrets(roles);
}

/** At least one role is a Key Vault data role, whatever it gives. */
export function holdsDataRole(roles: string[]): boolean {
  return roles.some((role) =>
    /^key vault (?!contributor|data access administrator|purge operator)/i.test(role.trim()),
  );
}
