import { armPermissionOrScope } from "./arm-permission-or-scope.ts";
import { article, articleRbac } from "./article.ts";
import { authorizationWorlds } from "./causes/authorization.ts";
import { networkWorlds } from "./causes/network.ts";
import { secretWorlds } from "./causes/secrets.ts";
import { selectionWorlds } from "./causes/selection.ts";
import { tokenWorlds } from "./causes/tokens.ts";
import type { WorldDefinition } from "./definition.ts";
import { healthy } from "./healthy.ts";
import { large } from "./large.ts";
import { mixed } from "./mixed.ts";
import { noIdentityOnHost } from "./no-identity-on-host.ts";
import { slots } from "./slots.ts";
import { slow } from "./slow.ts";
import { userAssignedNotSelected } from "./user-assigned-not-selected.ts";

/** Every world there is, the default one first; then the stories, then the causes from the process outwards to the vault. */
export const worldCatalogue: readonly WorldDefinition[] = [
  mixed,
  healthy,
  article,
  articleRbac,
  slots,
  slow,
  large,
  noIdentityOnHost,
  userAssignedNotSelected,
  ...selectionWorlds,
  ...tokenWorlds,
  ...networkWorlds,
  ...authorizationWorlds,
  ...secretWorlds,
  armPermissionOrScope,
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
