import type { Cloud } from "../cloud/cloud.ts";
import type { Answer, WireRequest } from "../wire/answer.ts";
import { decideRoleAccess, matchesAction } from "../world/decide-role-access.ts";
import { principalsOf } from "../world/find.ts";
import { sameId, scopeCovers } from "../world/resource-ids.ts";
import { roleDefinitions } from "../world/role-definitions.ts";
import { authorizationRoutes } from "./authorization-routes.ts";
import { armCaller } from "./check-token.ts";
import { identityRoutes } from "./identity-routes.ts";
import { type ArmExchange, armError, authorizationFailed, gatewayError } from "./reply.ts";
import { type ArmRoute, normalisePath, routeFinder } from "./route.ts";
import { siteRoutes } from "./site-routes.ts";
import { subscriptionRoutes } from "./subscription-routes.ts";
import { vaultRoutes } from "./vault-routes.ts";

const findRoute = routeFinder([
  ...authorizationRoutes,
  ...siteRoutes,
  ...identityRoutes,
  ...vaultRoutes,
  ...subscriptionRoutes,
]);

/** Azure Resource Manager, reads only: token, api-version, subscription, right, resource, in this order. */
export async function arm(cloud: Cloud, request: WireRequest): Promise<Answer> {
  // Recorded nowhere public, but a call without version or token is told of the version first.
  if (!request.query.get("api-version")) return { ...missingVersion(cloud), operation: "unknown" };
  const caller = await armCaller(cloud, request);
  if (!caller.ok) return caller.answer;
  const exchange: ArmExchange = { cloud, request, caller: caller.claims };
  return { ...answerCaller(exchange), callerObjectId: caller.claims.oid };
}

const missingVersion = (cloud: Cloud) =>
  gatewayError(
    cloud,
    400,
    "MissingApiVersionParameter",
    "The api-version query parameter (?api-version=) is required for all requests.",
  );

function answerCaller(exchange: ArmExchange): Answer {
  const { cloud, request } = exchange;
  const path = normalisePath(request.path);
  if (path === undefined)
    return gatewayError(cloud, 400, "InvalidRequestUri", "The request URI is not valid.");
  const subscription = /^\/subscriptions\/([^/]+)/i.exec(path)?.[1];
  if (subscription !== undefined && !sameId(subscription, cloud.world.subscription.id)) {
    const message = `The subscription '${subscription}' could not be found.`;
    return gatewayError(cloud, 404, "SubscriptionNotFound", message);
  }
  const found = findRoute(request.method, path);
  if (!found) return unknownPath(cloud, path);
  const { route, values } = found;
  const scope = route.scopeOf(values, path);
  const answer = mayCall(exchange, route, scope)
    ? (missingGroup(cloud, values) ?? route.answer(exchange, values))
    : authorizationFailed(exchange, route.action, scope);
  return {
    ...answer,
    operation: route.action,
    ...(values.vault === undefined ? {} : { vault: values.vault }),
  };
}

function missingGroup(cloud: Cloud, { group }: Record<string, string>): Answer | undefined {
  if (group === undefined || cloud.world.resourceGroups.some(({ name }) => sameId(name, group)))
    return undefined;
  return gatewayError(cloud, 404, "ResourceGroupNotFound", `Resource group '${group}' could not be found.`);
}

function mayCall({ cloud, caller }: ArmExchange, route: ArmRoute, scope: string): boolean {
  const { action } = route;
  const question = { principalId: caller.oid, action, plane: "actions" as const, resourceId: scope };
  if (decideRoleAccess(cloud.world, question).allowed) return true;
  return route.reading === "filtered" && mayReadBelow(cloud, caller.oid, action, scope);
}

/** Whether any assignment below `scope` grants `action`. */
function mayReadBelow(cloud: Cloud, principalId: string, action: string, scope: string): boolean {
  const principals = principalsOf(cloud.world, principalId);
  return cloud.world.roleAssignments.some((assignment) => {
    if (!principals.some((id) => sameId(id, assignment.principalId))) return false;
    const definition = roleDefinitions.find(({ name }) => name === assignment.roleDefinitionName);
    const granted = definition?.actions.some((pattern) => matchesAction(pattern, action)) ?? false;
    return granted && scopeCovers(scope, assignment.scope);
  });
}

function unknownPath(cloud: Cloud, path: string): Answer {
  const match = /\/resourceGroups\/([^/]+)\/providers\/([^/]+)\/([^/]+)\/([^/]+)/i.exec(path);
  const [, group, provider, type, name] = match ?? [];
  if (group === undefined) {
    return armError(cloud, 404, "InvalidResourceType", "The resource type could not be found.");
  }
  return gatewayError(
    cloud,
    404,
    "ResourceNotFound",
    `The Resource '${provider}/${type}/${name}' under resource group '${group}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
  );
}
