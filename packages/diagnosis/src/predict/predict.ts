import {
  asksByName,
  operations,
  perVaultOperation,
  type VaultOperation,
  vaultOperations,
} from "@latchkey/shared/operations";
import { sameId } from "../azure/ids.ts";
import { covers, nameOfRole, roleGives } from "../azure/roles.ts";
import { isOneObject } from "../azure/scopes.ts";
import { networkOpinion } from "./network-opinion.ts";
import type {
  IneffectiveGrant,
  Opinion,
  PredictedAccess,
  Prediction,
  PredictionFacts,
} from "./prediction.ts";

/**
 * What list and get should do from ARM facts alone. Whatever could not be read gives "unknown", never "denied".
 * Order as Key Vault checks it: network first, then the grant (Microsoft Learn, Authentication in Azure Key Vault).
 */
export function predict(facts: PredictionFacts): Prediction {
  const all = perVaultOperation((operation) => predictOne(operation, facts));
  return {
    ...perVaultOperation((operation) => all[operation].access),
    reasons: perVaultOperation((operation) => all[operation].reasons),
  };
}

function predictOne(
  operation: VaultOperation,
  facts: PredictionFacts,
): { access: PredictedAccess; reasons: string[] } {
  const network = networkOpinion(facts);
  const grant = grantOpinion(operation, facts);
  const reasons = [network.reason, grant.reason].filter((reason) => reason !== "");
  if (network.access === "denied" || grant.access === "denied") return { access: "denied", reasons };
  if (network.access === "unknown" || grant.access === "unknown") return { access: "unknown", reasons };
  return { access: "allowed", reasons };
}

function grantOpinion(operation: VaultOperation, facts: PredictionFacts): Opinion {
  if (!facts.principalId)
    return { access: "unknown", reason: "The identity's object (principal) ID is not known." };
  if (!facts.permissionModel)
    return { access: "unknown", reason: "The vault's permission model could not be read." };
  return facts.permissionModel === "rbac" ? roleOpinion(operation, facts) : policyOpinion(operation, facts);
}

function policyOpinion(operation: VaultOperation, { policies, principalId }: PredictionFacts): Opinion {
  if (!policies) return { access: "unknown", reason: "The vault's access policies could not be read." };
  const own = policies.filter(({ objectId }) => sameId(objectId, principalId));
  const plain = own.filter(({ applicationId }) => !applicationId);
  const { objects, policyPermission } = operations[operation];
  const permits = (held: string[]): boolean =>
    held.some((one) => [policyPermission, "all"].includes(one.toLowerCase()));
  if (plain.some(({ [objects]: held }) => permits(held)))
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

function roleOpinion(operation: VaultOperation, facts: PredictionFacts): Opinion {
  const { assignments, denyAssignments = [], vaultResourceId } = facts;
  if (!assignments) return { access: "unknown", reason: "Role assignments could not be read." };
  const { dataAction } = operations[operation];
  const denied = denyAssignments.find((one) =>
    one.dataActions.some((pattern) => covers(pattern, dataAction)),
  );
  if (denied)
    return {
      access: "denied",
      reason: `The deny assignment ${denied.name ?? "at this scope"} forbids ${operation}.`,
    };
  const giving = assignments.filter((one) => roleGives(one, operation));
  const whole = giving.filter(({ scope }) => !isOneObject(scope, vaultResourceId));
  const plain = whole.find(({ conditional }) => !conditional);
  if (plain) return { access: "allowed", reason: `The role ${nameOfRole(plain)} gives ${operation}.` };
  if (whole.length > 0)
    return { access: "unknown", reason: "A role gives it under a condition that is not evaluated here." };
  if (giving.length > 0)
    return !asksByName(operation)
      ? { access: "denied", reason: "Roles on single secrets do not let the vault be listed." }
      : { access: "unknown", reason: "A role on a single secret gives get for that secret only." };
  const unknown = assignments.filter((one) => roleGives(one, operation) === undefined);
  if (unknown.length > 0)
    return {
      access: "unknown",
      reason: `What the role ${unknown.map(nameOfRole).join(", ")} gives could not be read.`,
    };
  return assignments.length === 0
    ? { access: "denied", reason: "No role assignment reaches it." }
    : {
        access: "denied",
        reason: `Its roles (${assignments.map(nameOfRole).join(", ")}) do not contain ${operation}.`,
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
    const grant = `Role ${nameOfRole(one)} on ${one.scope}`;
    if (sameId(one.principalId, clientId))
      return [
        { grant, reason: "It names the Client ID; a role assignment needs the object (principal) ID." },
      ];
    const given = vaultOperations.map((operation) => roleGives(one, operation));
    if (given.includes(undefined)) return [];
    if (!given.includes(true)) return [{ grant, reason: "This role has no data action on secrets." }];
    return permissionModel === "access-policy"
      ? [{ grant, reason: "The vault uses access policies and ignores data roles." }]
      : [];
  });
  return [...fromPolicies, ...fromRoles];
}
