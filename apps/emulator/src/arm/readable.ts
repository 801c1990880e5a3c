import { decideRoleAccess } from "../world/decide-role-access.ts";
import { sameId } from "../world/resource-ids.ts";
import type { ArmExchange } from "./reply.ts";
import type { PathValues } from "./route.ts";

type Listed = { resourceGroup: string };

/** Cuts a list down to the group that was asked for, if any, and to what the caller may read. */
export const readable = <T extends Listed>(
  { cloud, caller }: ArmExchange,
  { items, action, idOf, values }: { items: T[]; action: string; idOf(item: T): string; values: PathValues },
): T[] =>
  items.filter(
    (item) =>
      (values.group === undefined || sameId(item.resourceGroup, values.group)) &&
      decideRoleAccess(cloud.world, {
        principalId: caller.oid,
        action,
        plane: "actions",
        resourceId: idOf(item),
      }).allowed,
  );
