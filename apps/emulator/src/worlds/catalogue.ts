import { armPermissionOrScope } from "./arm-permission-or-scope.ts";
import type { WorldDefinition } from "./definition.ts";
import { healthy } from "./healthy.ts";
import { large } from "./large.ts";
import { mixed } from "./mixed.ts";
import { noIdentityOnHost } from "./no-identity-on-host.ts";
import { slow } from "./slow.ts";
import { userAssignedNotSelected } from "./user-assigned-not-selected.ts";

/** Every world there is, the default one first. */
export const worldCatalogue: readonly WorldDefinition[] = [
  mixed,
  healthy,
  userAssignedNotSelected,
  noIdentityOnHost,
  armPermissionOrScope,
  slow,
  large,
];

export class UnknownWorld extends Error {
  override name = "UnknownWorld";
}

/** @throws UnknownWorld, naming the ones there are. */
export function worldDefinition(name: string): WorldDefinition {
  const found = worldCatalogue.find((definition) => definition.name === name);
  if (found) return found;
  const names = worldCatalogue.map((definition) => definition.name).join(", ");
  throw new UnknownWorld(`There is no world "${name}". There are: ${names}.`);
}
