import type { Person } from "../world/people.ts";

const nameType = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress";
const roleType = "http://schemas.microsoft.com/ws/2008/06/identity/claims/role";

/** The claims with their long names, as the token store maps them. Source: Microsoft Learn, "Work with user identities". */
export const personClaims = (person: Person, tenantId: string): { typ: string; val: string }[] => [
  { typ: "name", val: person.name },
  { typ: nameType, val: person.userName },
  { typ: "preferred_username", val: person.userName },
  { typ: "http://schemas.microsoft.com/identity/claims/objectidentifier", val: person.objectId },
  { typ: "http://schemas.microsoft.com/identity/claims/tenantid", val: tenantId },
  ...person.roles.map((val) => ({ typ: roleType, val })),
];

/** The headers that Easy Auth adds to a request of `person`. */
export function signInHeaders(person: Person, tenantId: string): Record<string, string> {
  const principal = {
    auth_typ: "aad",
    claims: personClaims(person, tenantId),
    name_typ: nameType,
    role_typ: roleType,
  };
  return {
    "x-ms-client-principal": Buffer.from(JSON.stringify(principal)).toString("base64"),
    "x-ms-client-principal-id": person.objectId,
    "x-ms-client-principal-name": person.userName,
    "x-ms-client-principal-idp": "aad",
  };
}

/** Whether only the platform may set this header. Source: Microsoft Learn, "Work with user identities". */
export const isSignInHeader = (name: string): boolean => /^x-ms-(client-principal|token-aad-)/i.test(name);
