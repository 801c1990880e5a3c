import { findUserAssigned } from "../world/find.ts";
import { identityId, withLowerCaseGroups } from "../world/resource-ids.ts";
import type { UserAssignedIdentity, World } from "../world/schema.ts";
import { readable } from "./readable.ts";
import { armReply, resourceNotFound } from "./reply.ts";
import type { ArmRoute } from "./route.ts";

const type = "Microsoft.ManagedIdentity/userAssignedIdentities";
const action = `${type}/read`;
const inSubscription = "/subscriptions/{subscription}";
const inGroup = `${inSubscription}/resourcegroups/{group}`;
const provider = "providers/microsoft.managedidentity/userassignedidentities";

/** Source: azure-rest-api-specs, ManagedIdentity 2024-11-30, examples. */
const identityBody = (world: World, identity: UserAssignedIdentity) => ({
  id: withLowerCaseGroups(identityId(world, identity)),
  name: identity.name,
  type,
  location: identity.location,
  tags: identity.tags,
  properties: {
    clientId: identity.clientId,
    isolationScope: "None",
    principalId: identity.principalId,
    tenantId: world.tenantId,
  },
});

const list = (pattern: string, scopeOf: ArmRoute["scopeOf"]): ArmRoute => ({
  method: "GET",
  pattern,
  action,
  scopeOf,
  reading: "filtered",
  answer: (exchange, values) => {
    const { world } = exchange.cloud;
    const all = world.userAssignedIdentities;
    const items = readable(exchange, { items: all, action, idOf: (i) => identityId(world, i), values });
    return armReply(exchange.cloud, 200, { value: items.map((identity) => identityBody(world, identity)) });
  },
});

export const identityRoutes: ArmRoute[] = [
  {
    method: "GET",
    pattern: `${inGroup}/${provider}/{identity}`,
    action,
    scopeOf: (_, path) => path,
    reading: "one",
    answer: ({ cloud }, { subscription = "", group = "", identity: name = "" }) => {
      const id = `/subscriptions/${subscription}/resourceGroups/${group}/providers/${type}/${name}`;
      const identity = findUserAssigned(cloud.world, id);
      return identity
        ? armReply(cloud, 200, identityBody(cloud.world, identity))
        : resourceNotFound(cloud, type, name, group);
    },
  },
  list(
    `${inGroup}/${provider}`,
    ({ subscription, group }) => `/subscriptions/${subscription}/resourceGroups/${group}`,
  ),
  list(`${inSubscription}/${provider}`, ({ subscription }) => `/subscriptions/${subscription}`),
];
