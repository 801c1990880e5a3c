import type { Cloud } from "../cloud/cloud.ts";
import { principalsOf } from "../world/find.ts";
import { sameId, scopeCovers, subscriptionId } from "../world/resource-ids.ts";
import { type RoleDefinition, roleDefinitions } from "../world/role-definitions.ts";
import type { DenyAssignment, RoleAssignment, World } from "../world/schema.ts";
import { type AuthorizationFilter, listedAt, passes, readFilter } from "./authorization-filter.ts";
import { type ArmExchange, armError, armReply } from "./reply.ts";
import type { ArmRoute } from "./route.ts";

const provider = "{scope}/providers/microsoft.authorization";
const longAgo = "2026-01-20T15:40:02.1180000Z";

const definitionId = (world: World, name: string) =>
  `${subscriptionId(world)}/providers/Microsoft.Authorization/roleDefinitions/${name}`;

/** Source: Microsoft Learn, "List Azure role assignments using the REST API". */
function assignmentBody({ world, epochMs }: Cloud, assignment: RoleAssignment) {
  const { createdMinutesAgo, scope, name } = assignment;
  const changedOn =
    createdMinutesAgo === undefined
      ? longAgo
      : new Date(epochMs - createdMinutesAgo * 60_000).toISOString().replace("Z", "0000Z");
  return {
    properties: {
      roleDefinitionId: definitionId(world, assignment.roleDefinitionName),
      principalId: assignment.principalId,
      principalType: assignment.principalType,
      scope,
      condition: null,
      conditionVersion: null,
      createdOn: changedOn,
      updatedOn: changedOn,
      createdBy: world.tenantId,
      updatedBy: world.tenantId,
      delegatedManagedIdentityResourceId: null,
      description: null,
    },
    id: `${scope}/providers/Microsoft.Authorization/roleAssignments/${name}`,
    type: "Microsoft.Authorization/roleAssignments",
    name,
  };
}

const permissionsOf = ({
  actions,
  notActions,
  dataActions,
  notDataActions,
}: RoleDefinition | DenyAssignment) => ({
  actions,
  notActions,
  dataActions,
  notDataActions,
});

/** Source: azure-rest-api-specs, Authorization 2022-04-01, role definitions. */
const definitionBody = (definition: RoleDefinition) => ({
  properties: {
    roleName: definition.roleName,
    type: "BuiltInRole",
    description: definition.description,
    assignableScopes: ["/"],
    permissions: [permissionsOf(definition)],
    createdOn: "2020-05-19T17:52:47.1300000Z",
    updatedOn: "2021-11-11T20:14:31.0000000Z",
    createdBy: null,
    updatedBy: null,
  },
  id: `/providers/Microsoft.Authorization/roleDefinitions/${definition.name}`,
  type: "Microsoft.Authorization/roleDefinitions",
  name: definition.name,
});

/** Source: azure-rest-api-specs, Authorization 2022-04-01, deny assignments. */
const denyBody = (deny: DenyAssignment) => ({
  properties: {
    denyAssignmentName: deny.displayName,
    description: deny.displayName,
    permissions: [permissionsOf(deny)],
    scope: deny.scope,
    doNotApplyToChildScopes: false,
    principals: deny.principalIds.map((id) => ({ id, type: "ServicePrincipal" })),
    excludePrincipals: [],
    isSystemProtected: true,
  },
  id: `${deny.scope}/providers/Microsoft.Authorization/denyAssignments/${deny.name}`,
  type: "Microsoft.Authorization/denyAssignments",
  name: deny.name,
});

const scopeOf: ArmRoute["scopeOf"] = ({ scope = "" }) => (scope === "" ? "/" : scope);

const reads = (noun: string, rest: string, answer: ArmRoute["answer"]): ArmRoute => ({
  method: "GET",
  pattern: `${provider}/${noun.toLowerCase()}${rest}`,
  action: `Microsoft.Authorization/${noun}/read`,
  scopeOf,
  reading: "one",
  answer,
});

function filtered(exchange: ArmExchange, list: (filter: AuthorizationFilter) => unknown[]) {
  const filter = readFilter(exchange.request.query.get("$filter"));
  if (!filter)
    return armError(exchange.cloud, 400, "UnsupportedQuery", "The filter in the query is not supported.");
  return armReply(exchange.cloud, 200, { value: list(filter) });
}

const notFound = ({ cloud }: ArmExchange, kind: string, code: string, name: string) =>
  armError(cloud, 404, code, `The ${kind} '${name}' is not found.`);

function listDefinitions(exchange: ArmExchange) {
  const roleName = /^roleName\s+eq\s+'([^']+)'$/i.exec(exchange.request.query.get("$filter") ?? "")?.[1];
  const listed = roleDefinitions.filter((d) => roleName === undefined || sameId(d.roleName, roleName));
  return armReply(exchange.cloud, 200, { value: listed.map(definitionBody) });
}

/** What the caller's own assignments allow at a scope. Source: Microsoft Learn, Permissions - List For Resource. */
function listPermissions({ cloud, caller }: ArmExchange, scope: string) {
  const principals = principalsOf(cloud.world, caller.oid);
  const permissions = cloud.world.roleAssignments
    .filter((a) => scopeCovers(a.scope, scope) && principals.some((id) => sameId(id, a.principalId)))
    .flatMap((a) => roleDefinitions.filter((definition) => definition.name === a.roleDefinitionName))
    .map(permissionsOf);
  return armReply(cloud, 200, { value: permissions });
}

export const authorizationRoutes: ArmRoute[] = [
  reads("roleAssignments", "", (exchange, { scope = "" }) => {
    const { world } = exchange.cloud;
    return filtered(exchange, (filter) =>
      listedAt(world.roleAssignments, scope, filter)
        .filter((assignment) => passes(world, filter, [assignment.principalId]))
        .map((assignment) => assignmentBody(exchange.cloud, assignment)),
    );
  }),
  reads("roleAssignments", "/{name}", (exchange, { name = "" }) => {
    const { world } = exchange.cloud;
    const assignment = world.roleAssignments.find((candidate) => sameId(candidate.name, name));
    if (!assignment) return notFound(exchange, "role assignment", "RoleAssignmentNotFound", name);
    return armReply(exchange.cloud, 200, assignmentBody(exchange.cloud, assignment));
  }),
  reads("roleDefinitions", "", listDefinitions),
  reads("roleDefinitions", "/{name}", (exchange, { name = "" }) => {
    const definition = roleDefinitions.find((candidate) => sameId(candidate.name, name));
    if (!definition) return notFound(exchange, "role definition", "RoleDefinitionDoesNotExist", name);
    return armReply(exchange.cloud, 200, definitionBody(definition));
  }),
  reads("denyAssignments", "", (exchange, { scope = "" }) => {
    const { world } = exchange.cloud;
    return filtered(exchange, (filter) =>
      listedAt(world.denyAssignments, scope, filter)
        .filter((deny) => passes(world, filter, deny.principalIds))
        .map(denyBody),
    );
  }),
  reads("permissions", "", (exchange, { scope = "" }) => listPermissions(exchange, scope)),
];
