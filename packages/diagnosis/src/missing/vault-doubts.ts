import { isDataRole } from "../azure/roles.ts";
import type { Doubt } from "./doubt.ts";

const refused403 = ["rbac-denied", "policy-denied", "vault-forbidden", "reference-denied"] as const;

/** Doubts between causes from the token on: network, grants, secrets. */
export const vaultDoubts: Doubt[] = [
  {
    cause: "access-policy-missing",
    neighbour: "grant-on-wrong-principal",
    settledBy: ["grantedTo", "tokenObjectIdIsGranted"],
    ask: ["grantedTo", "tokenObjectIdIsGranted"],
    when: { facts: { callerAccessPolicy: (policy) => policy !== null && policy.secrets === undefined } },
  },
  {
    cause: "unknown",
    neighbour: "reference-identity-not-selected",
    settledBy: [],
    ask: ["referenceIdentity", "systemAssigned", "userAssignedCount", "callerAccessPolicy"],
    when: { any: ["reference-literal"] },
  },
  {
    cause: "private-dns-misconfigured",
    neighbour: "vault-public-access-disabled",
    settledBy: ["dns"],
    ask: ["dns", "privateEndpoint"],
    when: { any: ["connection-of-other-vault"] },
  },
  {
    cause: "wrong-identity-selected",
    neighbour: "rbac-role-missing",
    settledBy: ["grantedTo"],
    ask: ["grantedTo"],
    when: { any: [...refused403], none: ["other-identity-granted"] },
  },
  {
    cause: "reference-identity-not-selected",
    neighbour: "access-policy-missing",
    settledBy: ["callerAccessPolicy", "callerRoles"],
    ask: ["callerAccessPolicy", "callerRoles"],
    when: { any: ["reference-denied"], facts: { systemAssigned: (on) => on } },
  },
  {
    cause: "grant-on-wrong-principal",
    neighbour: "arm-permission-or-scope",
    settledBy: ["grantedTo"],
    ask: ["grantedTo"],
    when: { any: ["assignment-of-old-principal"] },
  },
  {
    cause: "vault-unreachable",
    neighbour: "identity-endpoint-unreachable",
    settledBy: ["dns", "credential"],
    ask: ["dns", "env", "credential"],
    when: {
      any: ["connection-timed-out", "connection-cut", "connection-refused"],
      none: ["about-vault", "about-https-port"],
    },
  },
  {
    cause: "change-not-yet-effective",
    neighbour: "rbac-role-missing",
    settledBy: ["grantAgeSeconds", "grantedTo", "callerRoles"],
    ask: ["grantAgeSeconds", "callerRoles"],
    when: { any: ["rbac-denied", "vault-forbidden", "policy-denied"] },
  },
  {
    cause: "vault-host-not-found",
    neighbour: "private-dns-misconfigured",
    settledBy: ["privateEndpoint"],
    ask: ["privateEndpoint", "dns"],
    when: { any: ["name-not-resolved"] },
  },
  {
    cause: "private-dns-misconfigured",
    neighbour: "vault-host-not-found",
    settledBy: ["privateEndpoint", "dns"],
    ask: ["privateEndpoint", "dns"],
    when: { any: ["name-not-resolved"] },
  },
  {
    cause: "vault-public-access-disabled",
    neighbour: "private-dns-misconfigured",
    settledBy: ["privateEndpoint", "dns", "publicNetworkAccess"],
    ask: ["privateEndpoint", "dns", "publicNetworkAccess"],
  },
  {
    cause: "access-policy-missing",
    neighbour: "grant-on-wrong-principal",
    settledBy: ["callerAccessPolicy", "grantedTo"],
    ask: ["callerAccessPolicy", "grantedTo"],
    when: { none: ["policy-not-found"] },
  },
  {
    cause: "grant-on-wrong-principal",
    neighbour: "access-policy-missing",
    settledBy: ["callerAccessPolicy", "callerRoles"],
    ask: ["callerAccessPolicy", "callerRoles"],
    when: { none: ["grant-names-client-id"] },
  },
  {
    cause: "access-policy-missing",
    neighbour: "rbac-role-missing",
    settledBy: ["permissionModel", "callerAccessPolicy"],
    ask: ["permissionModel", "callerAccessPolicy"],
    when: { any: ["vault-forbidden", "reference-denied"], none: ["policy-denied"] },
  },
  {
    cause: "access-policy-missing",
    neighbour: "vault-firewall-denied",
    settledBy: ["networkDefaultAction", "callerAccessPolicy"],
    ask: ["networkDefaultAction"],
    when: { any: ["vault-forbidden", "reference-denied"], none: ["policy-denied"] },
  },
  {
    cause: "rbac-role-missing",
    neighbour: "change-not-yet-effective",
    settledBy: ["grantAgeSeconds", "callerRoles"],
    ask: ["callerRoles", "grantAgeSeconds"],
  },
  {
    cause: "role-without-secret-read",
    neighbour: "access-policy-missing",
    settledBy: ["permissionModel"],
    ask: ["permissionModel", "callerAccessPolicy"],
    when: { none: ["rbac-denied", "policy-denied"] },
  },
  {
    cause: "role-without-secret-read",
    neighbour: "permission-model-mismatch",
    settledBy: [],
    ask: ["callerAccessPolicy"],
    when: {
      facts: {
        permissionModel: (model) => model === "access-policy",
        callerRoles: (roles) => roles.some(isDataRole),
      },
      unless: { callerAccessPolicy: () => true },
    },
  },
  {
    cause: "wrong-identity-selected",
    neighbour: "access-policy-missing",
    settledBy: ["tokenObjectIdIsGranted", "callerAccessPolicy", "callerRoles"],
    ask: ["tokenObjectIdIsGranted", "callerAccessPolicy", "callerRoles"],
    when: { any: [...refused403], none: ["other-identity-granted"] },
  },
  {
    cause: "secret-not-found",
    neighbour: "secret-soft-deleted",
    settledBy: ["secretState"],
    ask: ["secretState"],
  },
  {
    cause: "invalid-name-or-reference",
    neighbour: "secret-not-found",
    settledBy: ["secretState"],
    ask: ["secretState"],
    when: { any: ["vault-url-has-path"], status: [404] },
  },
  {
    cause: "reference-identity-not-selected",
    neighbour: "access-policy-missing",
    settledBy: ["referenceIdentity"],
    ask: ["referenceIdentity", "callerAccessPolicy"],
    when: { none: ["reference-no-identity"] },
  },
];
