import { principalsOf } from "./find.ts";
import { sameId, scopeCovers } from "./resource-ids.ts";
import { roleDefinitions } from "./role-definitions.ts";
import type { World } from "./schema.ts";

export type RoleQuestion = {
  principalId: string;
  /** For example `Microsoft.KeyVault/vaults/read`. */
  action: string;
  /** Control plane (`actions`) or data plane (`dataActions`). */
  plane: "actions" | "dataActions";
  resourceId: string;
};

export type RoleAnswer =
  | { allowed: true; assignment: string }
  | { allowed: false; denyAssignment: string | null };

const patterns = new Map<string, RegExp>();

/** Role definitions use `*` for any run of characters, over segments too, and ignore case. */
export function matchesAction(pattern: string, action: string): boolean {
  let compiled = patterns.get(pattern);
  if (!compiled) {
    const escaped = pattern.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*");
    compiled = new RegExp(`^${escaped}$`, "i");
    patterns.set(pattern, compiled);
  }
  return compiled.test(action);
}

const grants = (allow: string[], except: string[], action: string) =>
  allow.some((pattern) => matchesAction(pattern, action)) &&
  !except.some((pattern) => matchesAction(pattern, action));

/**
 * Whether role assignments let a principal do `action`: deny assignments first, then any assignment at the resource
 * or above it. Source: Microsoft Learn, "How Azure RBAC determines if a user has access to a resource".
 */
export function decideRoleAccess(world: World, question: RoleQuestion): RoleAnswer {
  const { action, plane, resourceId } = question;
  const except = plane === "actions" ? "notActions" : "notDataActions";
  const principals = principalsOf(world, question.principalId);
  const isCaller = (id: string) => principals.some((principal) => sameId(principal, id));
  const denied = world.denyAssignments.find(
    (deny) =>
      scopeCovers(deny.scope, resourceId) &&
      deny.principalIds.some(isCaller) &&
      grants(deny[plane], deny[except], action),
  );
  if (denied) return { allowed: false, denyAssignment: denied.name };
  const assignment = world.roleAssignments.find((candidate) => {
    if (candidate.notYetInForce) return false;
    if (!isCaller(candidate.principalId) || !scopeCovers(candidate.scope, resourceId)) return false;
    const definition = roleDefinitions.find((d) => d.name === candidate.roleDefinitionName);
    return definition !== undefined && grants(definition[plane], definition[except], action);
  });
  return assignment
    ? { allowed: true, assignment: assignment.name }
    : { allowed: false, denyAssignment: null };
}
