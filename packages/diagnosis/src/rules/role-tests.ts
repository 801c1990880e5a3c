import { type HeldRole, isDataRole, onlyRolesWithout, rolesGive } from "../azure/roles.ts";

/** At least one role reads secret values. */
export const readsSecrets = (roles: HeldRole[]): boolean => rolesGive(roles, "get");
/** At least one role lists secrets. */
export const listsSecrets = (roles: HeldRole[]): boolean => rolesGive(roles, "list");
/** There are roles, and none reads secret values. */
export const onlyOtherRoles = (roles: HeldRole[]): boolean => onlyRolesWithout(roles, "get");
/** At least one role gives something on the data of vaults, whatever it is. */
export const holdsDataRole = (roles: HeldRole[]): boolean => roles.some(isDataRole);
