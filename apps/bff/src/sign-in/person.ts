import type { Role } from "@latchkey/shared/person";
import { z } from "zod";
import type { GuardSettings } from "../settings/guard.ts";
import type { SignedIn } from "../signed-in.ts";

/** Characters of base64; App Service's own limit for all headers together is in the same range. */
const longestHeader = 48 * 1024;

const objectIdTypes = ["http://schemas.microsoft.com/identity/claims/objectidentifier", "oid"];
const nameTypes = ["preferred_username", "name"];
const roleTypes = ["http://schemas.microsoft.com/ws/2008/06/identity/claims/role", "roles"];

const principalSchema = z.object({
  auth_typ: z.literal("aad"),
  claims: z.array(z.object({ typ: z.string().max(1_000), val: z.string().max(8_000) })).max(2_000),
  name_typ: z.string().max(1_000),
  role_typ: z.string().max(1_000),
});

/**
 * The person that `X-MS-CLIENT-PRINCIPAL` names, with the roles that we know; undefined when it is missing or anything about it is
 * malformed. Whether the header may be believed at all is the caller's to know.
 * Source: Microsoft Learn, "Work with user identities in Azure App Service authentication".
 */
export function readPerson(
  header: string | undefined,
  roleNames: GuardSettings["roleNames"],
): SignedIn | undefined {
  const principal = principalSchema.safeParse(decoded(header));
  if (!principal.success) return undefined;
  const { claims, name_typ, role_typ } = principal.data;
  const valuesOf = (types: string[]) => claims.flatMap(({ typ, val }) => (types.includes(typ) ? [val] : []));
  const ids = new Set(valuesOf(objectIdTypes).map((id) => id.toLowerCase()));
  const id = z.guid().safeParse([...ids][0]);
  if (ids.size !== 1 || !id.success) return undefined;
  const name = [[name_typ], ...nameTypes.map((type) => [type])]
    .flatMap(valuesOf)
    .map(shownName)
    .find(Boolean);
  return {
    id: id.data,
    name: name ?? id.data,
    roles: rolesOf(valuesOf([role_typ, ...roleTypes]), roleNames),
  };
}

function decoded(header: string | undefined): unknown {
  if (!header || header.length > longestHeader || !/^[A-Za-z0-9+/]+={0,2}$/.test(header)) return undefined;
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(header, "base64")));
  } catch {
    return undefined;
  }
}

function rolesOf(values: string[], names: GuardSettings["roleNames"]): Role[] {
  if (values.includes(names.tester)) return ["viewer", "tester"];
  return values.includes(names.viewer) ? ["viewer"] : [];
}

// A name is shown and written to files: control characters and direction marks could make it look like something else.
function shownName(name: string): string {
  return name.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, "").slice(0, 200);
}
