import { principalsOf } from "../world/find.ts";
import { sameId, scopeCovers } from "../world/resource-ids.ts";
import type { World } from "../world/schema.ts";

type Scoped = { scope: string };

export type AuthorizationFilter = {
  atScope: boolean;
  /** Grants to this principal alone. */
  principalId?: string;
  /** Grants to this principal and to the groups that it belongs to. */
  assignedTo?: string;
};

/** Reads `$filter` of role and deny assignment lists; undefined when it says anything else. */
export function readFilter(filter: string | null): AuthorizationFilter | undefined {
  const result: AuthorizationFilter = { atScope: false };
  for (const part of (filter ?? "").split(/\s+and\s+/i).map((text) => text.trim())) {
    if (part === "") continue;
    const principal = /^principalId\s+eq\s+'([^']+)'$/i.exec(part)?.[1];
    const assigned = /^assignedTo\('([^']+)'\)$/i.exec(part)?.[1];
    if (/^atScope\(\)$/i.test(part)) result.atScope = true;
    else if (principal) result.principalId = principal;
    else if (assigned) result.assignedTo = assigned;
    else return undefined;
  }
  return result;
}

/**
 * What a list at `scope` shows: grants at it, above it and below it; `atScope()` leaves out those below.
 * Source: Microsoft Learn, "List Azure role assignments using the REST API".
 */
export const listedAt = <T extends Scoped>(
  items: readonly T[],
  scope: string,
  filter: AuthorizationFilter,
): T[] =>
  items.filter(
    (item) => scopeCovers(item.scope, scope) || (!filter.atScope && scopeCovers(scope, item.scope)),
  );

/** Whether a grant to `principalIds` passes the filter. */
export function passes(world: World, filter: AuthorizationFilter, principalIds: string[]): boolean {
  const wanted =
    filter.assignedTo !== undefined
      ? principalsOf(world, filter.assignedTo)
      : filter.principalId !== undefined
        ? [filter.principalId]
        : undefined;
  return wanted === undefined || principalIds.some((id) => wanted.some((other) => sameId(other, id)));
}
