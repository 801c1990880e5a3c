import { networkOpinion } from "./predict-network.ts";
import { builtInRoles, sameId } from "./well-known-ids.ts";

/** What ARM shows about one identity at one vault. Absent = could not be read. */
export type PredictionFacts = {
  principalId?: string | undefined;
  /** Client ID of the same identity: finds grants that name it by mistake. */
  clientId?: string | undefined;
  permissionModel?: "rbac" | "access-policy" | undefined;
  policies?: { objectId: string; applicationId?: string | undefined; secrets: string[] }[] | undefined;
  /** Assignments that reach this identity (`assignedTo`, groups included) at the vault, above it, or on one of its secrets. */
  assignments?: RoleGrant[] | undefined;
  denyAssignments?: { name?: string | undefined; dataActions: string[]; scope: string }[] | undefined;
  vaultResourceId?: string | undefined;
  network?:
    | {
        publicNetworkAccess: string;
        defaultAction: string;
        ipRules: string[];
        /** How many virtual network rules and private endpoints there are, by which a call may still be admitted. */
        virtualNetworkRules: number;
        privateEndpoints: number;
      }
    | undefined;
  /** The address that the vault sees us come from. */
  address?: string | undefined;
};

type RoleGrant = {
  principalId: string;
  /** GUID of the role definition, or its resource ID. */
  roleId: string;
  roleName?: string | undefined;
  scope: string;
  /** Data actions of the role definition; needed for roles that are not built in. */
  dataActions?: string[] | undefined;
  notDataActions?: string[] | undefined;
  /** Has it a condition (ABAC)? */
  conditional?: boolean | undefined;
};

export type PredictedAccess = "allowed" | "denied" | "unknown";
/** What list and get should do, each with the sentences that lead there. */
export type Prediction = {
  list: PredictedAccess;
  get: PredictedAccess;
  reasons: { list: string[]; get: string[] };
};
/** A grant that exists and changes nothing, with the reason in a sentence. */
export type IneffectiveGrant = { grant: string; reason: string };

type Operation = "list" | "get";
/** What one check says, with its reason; an empty reason has nothing to tell. */
export type Opinion = { access: PredictedAccess; reason: string };

const dataActions: Readonly<Record<Operation, string>> = {
  list: "Microsoft.KeyVault/vaults/secrets/readMetadata/action",
  get: "Microsoft.KeyVault/vaults/secrets/getSecret/action",
};

/** Data actions on secrets of built-in roles (Microsoft Learn, Azure built-in roles, Security). Others give none. */
const roleActions: Readonly<Record<string, readonly string[]>> = {
  "4633458b-17de-408a-b874-0445c86b69e6": [dataActions.get, dataActions.list],
  "21090545-7ca7-4776-b22c-e363652d74d2": [dataActions.list],
  "b86a8fe4-44ce-4948-aee5-eccb2c155cd7": ["Microsoft.KeyVault/vaults/secrets/*"],
  "00482a5a-887f-4fb3-b363-3b7fe8e74483": ["Microsoft.KeyVault/vaults/*"],
  "db79e9a7-68ee-4b58-9aeb-b90e7c24fcba": [dataActions.get, dataActions.list],
};

/**
 * What list and get should do from ARM facts alone. Whatever could not be read gives "unknown", never "denied".
 * Order as Key Vault checks it: network first, then the grant (Microsoft Learn, Authentication in Azure Key Vault).
 */
export function predict(facts: PredictionFacts): Prediction {
  const [list, get] = (["list", "get"] as const).map((operation) => predictOne(operation, facts));
  return {
    list: list?.access ?? "unknown",
    get: get?.access ?? "unknown",
    reasons: { list: list?.reasons ?? [], get: get?.reasons ?? [] },
  };
}

function predictOne(
  operation: Operation,
  facts: PredictionFacts,
): { access: PredictedAccess; reasons: string[] } {
  const network = networkOpinion(facts);
  const grant = grantOpinion(operation, facts);
  const reasons = [network.reason, grant.reason].filter((reason) => reason !== "");
  if (network.access === "denied" || grant.access === "denied") return { access: "denied", reasons };
  if (network.access === "unknown" || grant.access === "unknown") return { access: "unknown", reasons };
  return { access: "allowed", reasons };
}

function grantOpinion(operation: Operation, facts: PredictionFacts): Opinion {
  if (!facts.principalId)
    return { access: "unknown", reason: "The identity's object (principal) ID is not known." };
  if (!facts.permissionModel)
    return { access: "unknown", reason: "The vault's permission model could not be read." };
  return facts.permissionModel === "rbac" ? roleOpinion(operation, facts) : policyOpinion(operation, facts);
}

function policyOpinion(operation: Operation, { policies, principalId }: PredictionFacts): Opinion {
  if (!policies) return { access: "unknown", reason: "The vault's access policies could not be read." };
  const own = policies.filter(({ objectId }) => sameId(objectId, principalId));
  const plain = own.filter(({ applicationId }) => !applicationId);
  const permits = (secrets: string[]): boolean =>
    secrets.some((one) => [operation, "all"].includes(one.toLowerCase()));
  if (plain.some(({ secrets }) => permits(secrets)))
    return { access: "allowed", reason: `An access policy gives ${operation}.` };
  if (own.length > plain.length)
    return {
      access: "denied",
      reason: "Its access policy names an authorized application too, so the app's own token does not fit.",
    };
  return plain.length > 0
    ? { access: "denied", reason: `Its access policy does not contain ${operation}.` }
    : {
        access: "denied",
        reason:
          "No access policy names its object (principal) ID (a group that it is in would be another way).",
      };
}

function roleOpinion(operation: Operation, facts: PredictionFacts): Opinion {
  const { assignments, denyAssignments = [], vaultResourceId } = facts;
  if (!assignments) return { access: "unknown", reason: "Role assignments could not be read." };
  const action = dataActions[operation];
  const denied = denyAssignments.find((one) => one.dataActions.some((pattern) => covers(pattern, action)));
  if (denied)
    return {
      access: "denied",
      reason: `The deny assignment ${denied.name ?? "at this scope"} forbids ${operation}.`,
    };
  const giving = assignments.filter((one) => gives(one, action));
  const whole = giving.filter(({ scope }) => !onSecret(scope, vaultResourceId));
  const plain = whole.find(({ conditional }) => !conditional);
  if (plain) return { access: "allowed", reason: `The role ${nameOf(plain)} gives ${operation}.` };
  if (whole.length > 0)
    return { access: "unknown", reason: "A role gives it under a condition that is not evaluated here." };
  if (giving.length > 0)
    return operation === "list"
      ? { access: "denied", reason: "Roles on single secrets do not let the vault be listed." }
      : { access: "unknown", reason: "A role on a single secret gives get for that secret only." };
  const unknown = assignments.filter((one) => actionsOf(one) === undefined);
  if (unknown.length > 0)
    return {
      access: "unknown",
      reason: `What the role ${unknown.map(nameOf).join(", ")} gives could not be read.`,
    };
  return assignments.length === 0
    ? { access: "denied", reason: "No role assignment reaches it." }
    : {
        access: "denied",
        reason: `Its roles (${assignments.map(nameOf).join(", ")}) do not contain ${operation}.`,
      };
}

/**
 * Grants on this vault that have no effect for this identity, each with its reason: in the model that the vault does not
 * use, to a client ID, bound to an application, or roles without any data action on secrets.
 */
export function grantsWithoutEffect(facts: PredictionFacts): IneffectiveGrant[] {
  const { policies = [], assignments = [], permissionModel, principalId, clientId } = facts;
  const fromPolicies = policies.flatMap(({ objectId, applicationId, secrets }) => {
    const grant = `Access policy (${secrets.join(", ") || "no secret permissions"}) for ${objectId}`;
    if (sameId(objectId, clientId))
      return [{ grant, reason: "It names the Client ID; an access policy needs the object (principal) ID." }];
    if (!sameId(objectId, principalId)) return [];
    if (permissionModel === "rbac")
      return [{ grant, reason: "The vault uses Azure RBAC and ignores access policies." }];
    return applicationId
      ? [{ grant, reason: "It is bound to an authorized application, which a managed identity never is." }]
      : [];
  });
  const fromRoles = assignments.flatMap((one) => {
    const grant = `Role ${nameOf(one)} on ${one.scope}`;
    if (sameId(one.principalId, clientId))
      return [
        { grant, reason: "It names the Client ID; a role assignment needs the object (principal) ID." },
      ];
    const actions = actionsOf(one);
    if (actions === undefined) return [];
    if (!gives(one, dataActions.list) && !gives(one, dataActions.get))
      return [{ grant, reason: "This role has no data action on secrets." }];
    return permissionModel === "access-policy"
      ? [{ grant, reason: "The vault uses access policies and ignores data roles." }]
      : [];
  });
  return [...fromPolicies, ...fromRoles];
}

const guidOf = (roleId: string): string => (roleId.split("/").at(-1) ?? "").toLowerCase();
const nameOf = ({ roleName, roleId }: RoleGrant): string =>
  roleName ?? builtInRoles[guidOf(roleId)] ?? guidOf(roleId);

/** What a role gives; `undefined` for one that is neither built in nor read. */
function actionsOf({ roleId, dataActions: read }: RoleGrant): readonly string[] | undefined {
  return read ?? roleActions[guidOf(roleId)] ?? (builtInRoles[guidOf(roleId)] ? [] : undefined);
}

function gives(grant: RoleGrant, action: string): boolean {
  if (grant.notDataActions?.some((pattern) => covers(pattern, action))) return false;
  return (actionsOf(grant) ?? []).some((pattern) => covers(pattern, action));
}

/** Does an action pattern (`*` at any place) cover this action? Letter case does not matter to ARM. */
function covers(pattern: string, action: string): boolean {
  const [head = "", ...rest] = pattern.toLowerCase().split("*");
  const wanted = action.toLowerCase();
  if (rest.length === 0) return head === wanted;
  if (!wanted.startsWith(head)) return false;
  let at = head.length;
  for (const part of rest) {
    const next = wanted.indexOf(part, at);
    if (next < 0) return false;
    at = next + part.length;
  }
  return rest.at(-1) === "" || wanted.endsWith(rest.at(-1) ?? "");
}

function onSecret(scope: string, vaultResourceId: string | undefined): boolean {
  const lower = scope.toLowerCase();
  return (
    /\/vaults\/[^/]+\/secrets\//.test(lower) &&
    (!vaultResourceId || lower.startsWith(vaultResourceId.toLowerCase()))
  );
}
