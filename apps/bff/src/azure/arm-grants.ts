import { AuthorizationManagementClient } from "@azure/arm-authorization";
import type { TokenCredential } from "@azure/core-auth";
import type { PipelinePolicy } from "@azure/core-rest-pipeline";
import type { AppPlace } from "./app-place.ts";
import { type ArmAnswer, armRead } from "./arm-call.ts";

/** A role assignment that reaches a principal, directly or through a group. */
export type RoleAssignment = {
  /** Whom it names: the principal itself, or a group that it is in. */
  principalId: string;
  roleId: string;
  roleName: string | undefined;
  scope: string;
  /** Undefined where the role's definition could not be read; built-in roles are known without it. */
  dataActions: string[] | undefined;
  notDataActions: string[] | undefined;
  conditional: boolean;
  createdOn: Date | undefined;
};

/** A deny assignment, with the principals that it names. Everybody is the nil GUID. */
export type DenyAssignment = {
  name: string | undefined;
  dataActions: string[];
  scope: string;
  principals: string[];
  excludedPrincipals: string[];
};

type Question = {
  credential: TokenCredential;
  place: AppPlace;
  scope: string;
  clientOptions: {
    endpoint: string;
    credentials: { scopes: string[] };
    additionalPolicies: { policy: PipelinePolicy; position: "perCall" | "perRetry" }[];
  };
};

type RoleDefinition = Pick<RoleAssignment, "roleName" | "dataActions" | "notDataActions">;

const unreadDefinition: RoleDefinition = {
  roleName: undefined,
  dataActions: undefined,
  notDataActions: undefined,
};

// Role definitions do not change under an app's feet; a custom one that does is seen after a restart.
const definitions = new Map<string, Promise<RoleDefinition>>();

/**
 * Reads the assignments of one principal. `assignedTo` follows group memberships, which `principalId eq` does not.
 * Source: Microsoft Learn, "List Azure role assignments using the REST API".
 */
export function readAssignments(
  question: Question,
  principalId: string,
): Promise<ArmAnswer<RoleAssignment[]>> {
  return armRead("Microsoft.Authorization/roleAssignments/read", (abortSignal) =>
    assignmentsAt(clientOf(question), question.scope, principalId, abortSignal),
  );
}

/** Reads the deny assignments of all principals. */
export function readDenies(question: Question): Promise<ArmAnswer<DenyAssignment[]>> {
  return armRead("Microsoft.Authorization/denyAssignments/read", (abortSignal) =>
    deniesAt(clientOf(question), question.scope, abortSignal),
  );
}

function clientOf({ credential, place, clientOptions }: Question): AuthorizationManagementClient {
  return new AuthorizationManagementClient(credential, place.subscriptionId, {
    ...clientOptions,
    credentialScopes: clientOptions.credentials.scopes,
    retryOptions: { maxRetries: 0 },
  });
}

async function assignmentsAt(
  client: AuthorizationManagementClient,
  scope: string,
  principalId: string,
  abortSignal: AbortSignal,
): Promise<RoleAssignment[]> {
  const found: Promise<RoleAssignment>[] = [];
  for await (const one of client.roleAssignments.listForScope(scope, {
    filter: `assignedTo('${principalId}')`,
    abortSignal,
  })) {
    const { roleDefinitionId, principalId: named } = one;
    if (!roleDefinitionId || !named) continue;
    found.push(
      definitionOf(client, scope, roleDefinitionId).then((definition) => ({
        ...definition,
        principalId: named.toLowerCase(),
        roleId: roleDefinitionId.split("/").at(-1)?.toLowerCase() ?? "",
        scope: one.scope ?? scope,
        conditional: Boolean(one.condition),
        createdOn: one.createdOn,
      })),
    );
  }
  return Promise.all(found);
}

/** A definition that may not be read says nothing; the assignment counts all the same. */
function definitionOf(
  client: AuthorizationManagementClient,
  scope: string,
  roleDefinitionId: string,
): Promise<RoleDefinition> {
  const id = roleDefinitionId.split("/").at(-1)?.toLowerCase() ?? "";
  const known = definitions.get(id) ?? readDefinition(client, scope, id);
  definitions.set(id, known);
  return known.catch(() => {
    definitions.delete(id);
    return unreadDefinition;
  });
}

/** Read at the scope of the question: who may read assignments there may read definitions there, and perhaps nowhere else. */
async function readDefinition(
  client: AuthorizationManagementClient,
  scope: string,
  id: string,
): Promise<RoleDefinition> {
  const { roleName, permissions = [] } = await client.roleDefinitions.get(scope.replace(/^\/+/, ""), id);
  return {
    roleName,
    dataActions: permissions.flatMap(({ dataActions }) => dataActions ?? []),
    notDataActions: permissions.flatMap(({ notDataActions }) => notDataActions ?? []),
  };
}

async function deniesAt(
  client: AuthorizationManagementClient,
  scope: string,
  abortSignal: AbortSignal,
): Promise<DenyAssignment[]> {
  const idsOf = (principals: { id?: string }[] | undefined) =>
    (principals ?? []).flatMap(({ id }) => (id ? [id.toLowerCase()] : []));
  const found: DenyAssignment[] = [];
  for await (const one of client.denyAssignments.listForScope(scope, { abortSignal })) {
    found.push({
      name: one.denyAssignmentName,
      dataActions: (one.permissions ?? []).flatMap(({ dataActions }) => dataActions ?? []),
      scope: one.scope ?? scope,
      principals: idsOf(one.principals),
      excludedPrincipals: idsOf(one.excludePrincipals),
    });
  }
  return found;
}
