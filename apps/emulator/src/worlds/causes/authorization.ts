import {
  changeVault,
  grantOnVault,
  identityNamed,
  revokeRoles,
  setAccessPolicy,
} from "../../world/changes.ts";
import type { Ids } from "../../world/ids.ts";
import type { AccessPolicy, World } from "../../world/schema.ts";
import { causeWorld } from "./ready-world.ts";

const withPolicies = (world: World, vault: string, accessPolicies: AccessPolicy[]) =>
  changeVault(world, vault, (before) => ({ ...before, accessPolicies }));

const entry = (world: World, objectId: string): AccessPolicy => ({
  tenantId: world.tenantId,
  objectId,
  secrets: ["get", "list"],
  keys: [],
  certificates: [],
});

const givePolicy = (world: World) =>
  setAccessPolicy(world, { vault: "kv-orders", to: "id-orders", secrets: ["get", "list"] });
const giveRole = (world: World) => grantOnVault(world, "id-orders", "Key Vault Secrets User", "kv-payments");

const setPolicy = {
  id: "set-access-policy",
  title: "Give id-orders Get and List on kv-orders by access policy",
  apply: givePolicy,
};
const assignRole = {
  id: "assign-secrets-user",
  title: "Give id-orders Key Vault Secrets User on kv-payments",
  apply: giveRole,
};

const forOneApplication = (world: World, ids: Ids): AccessPolicy => ({
  ...entry(world, identityNamed(world, "id-orders").principalId),
  applicationId: ids.guid("authorized application"),
});

/** Azure shows a new assignment at once and acts on it minutes later. */
const asJustMade = (world: World): World => {
  const { principalId } = identityNamed(world, "id-orders");
  return {
    ...world,
    roleAssignments: world.roleAssignments.map((assignment) =>
      assignment.principalId === principalId
        ? { ...assignment, createdMinutesAgo: 2, notYetInForce: true as const }
        : assignment,
    ),
  };
};

/** Worlds in which the vault knows the caller and says no. */
export const authorizationWorlds = [
  causeWorld({
    name: "access-policy-missing",
    title: "No access policy of kv-orders names id-orders",
    broken: (world) => withPolicies(world, "kv-orders", []),
    fix: setPolicy,
  }),
  causeWorld({
    name: "access-policy-compound-identity",
    title: "The access policy for id-orders was made with an authorized application",
    broken: (world, ids) => withPolicies(world, "kv-orders", [forOneApplication(world, ids)]),
    fix: {
      id: "replace-access-policy",
      title: "Delete the entry and add it again with the object ID only",
      apply: givePolicy,
    },
  }),
  causeWorld({
    name: "rbac-role-missing",
    title: "id-orders has no role that reaches kv-payments",
    broken: (world) => revokeRoles(world, "id-orders"),
    fix: assignRole,
  }),
  causeWorld({
    name: "role-without-secret-read",
    title: "id-orders has Key Vault Reader on kv-payments, which lists secrets and reads none",
    broken: (world) =>
      grantOnVault(revokeRoles(world, "id-orders"), "id-orders", "Key Vault Reader", "kv-payments"),
    fix: assignRole,
  }),
  causeWorld({
    name: "permission-model-mismatch",
    title: "A role on the vault that uses access policies, and an access policy on the vault that uses roles",
    broken: (world) => {
      const { principalId } = identityNamed(world, "id-orders");
      const policies = withPolicies(world, "kv-orders", []);
      const swapped = withPolicies(policies, "kv-payments", [entry(world, principalId)]);
      return grantOnVault(
        revokeRoles(swapped, "id-orders"),
        "id-orders",
        "Key Vault Secrets User",
        "kv-orders",
      );
    },
    fix: {
      id: "grant-in-own-model",
      title: "Grant on each vault in the model that it uses",
      apply: (world) => giveRole(givePolicy(world)),
    },
  }),
  causeWorld({
    name: "grant-on-wrong-principal",
    title: "The access policy of kv-orders names the client ID of id-orders",
    broken: (world) =>
      withPolicies(world, "kv-orders", [entry(world, identityNamed(world, "id-orders").clientId)]),
    fix: setPolicy,
  }),
  causeWorld({
    name: "change-not-yet-effective",
    title: "id-orders was given its role on kv-payments two minutes ago, and it is not in force yet",
    broken: asJustMade,
    fix: {
      id: "wait-for-propagation",
      title: "Wait until the role assignment has reached the vault",
      apply: (world) => ({
        ...world,
        roleAssignments: world.roleAssignments.map(({ notYetInForce: _, ...assignment }) => assignment),
      }),
    },
  }),
];
