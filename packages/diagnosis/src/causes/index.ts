import type { CauseId } from "@latchkey/shared/diagnosis";
import { accessPolicyCompoundIdentity } from "./access-policy-compound-identity.ts";
import { accessPolicyMissing } from "./access-policy-missing.ts";
import { armPermissionOrScope } from "./arm-permission-or-scope.ts";
import type { CauseKnowledge } from "./cause.ts";
import { changeNotYetEffective } from "./change-not-yet-effective.ts";
import { clientIdNotAssigned } from "./client-id-not-assigned.ts";
import { connectionStringMalformed } from "./connection-string-malformed.ts";
import { entraRejectsCredential } from "./entra-rejects-credential.ts";
import { grantOnWrongPrincipal } from "./grant-on-wrong-principal.ts";
import { identityEndpointFailing } from "./identity-endpoint-failing.ts";
import { identityEndpointNotInProcess } from "./identity-endpoint-not-in-process.ts";
import { identityEndpointUnreachable } from "./identity-endpoint-unreachable.ts";
import { invalidNameOrReference } from "./invalid-name-or-reference.ts";
import { libraryCannotUseIdentity } from "./library-cannot-use-identity.ts";
import { noIdentityOnHost } from "./no-identity-on-host.ts";
import { permissionModelMismatch } from "./permission-model-mismatch.ts";
import { principalIdUsedAsClientId } from "./principal-id-used-as-client-id.ts";
import { privateDnsMisconfigured } from "./private-dns-misconfigured.ts";
import { rbacRoleMissing } from "./rbac-role-missing.ts";
import { referenceIdentityNotSelected } from "./reference-identity-not-selected.ts";
import { roleWithoutSecretRead } from "./role-without-secret-read.ts";
import { secretDisabled } from "./secret-disabled.ts";
import { secretNotFound } from "./secret-not-found.ts";
import { secretSoftDeleted } from "./secret-soft-deleted.ts";
import { tlsInterception } from "./tls-interception.ts";
import { tokenMissingOrInvalid } from "./token-missing-or-invalid.ts";
import { tokenWrongTenant } from "./token-wrong-tenant.ts";
import { unknown } from "./unknown.ts";
import { userAssignedNotSelected } from "./user-assigned-not-selected.ts";
import { vaultFirewallDenied } from "./vault-firewall-denied.ts";
import { vaultHostNotFound } from "./vault-host-not-found.ts";
import { vaultPublicAccessDisabled } from "./vault-public-access-disabled.ts";
import { vaultThrottled } from "./vault-throttled.ts";
import { vaultUnreachable } from "./vault-unreachable.ts";
import { wrongIdentitySelected } from "./wrong-identity-selected.ts";
import { wrongTokenResource } from "./wrong-token-resource.ts";

/** Everything that is known of each cause. */
export const causes: Readonly<Record<CauseId, CauseKnowledge>> = {
  "no-identity-on-host": noIdentityOnHost,
  "identity-endpoint-not-in-process": identityEndpointNotInProcess,
  "user-assigned-not-selected": userAssignedNotSelected,
  "client-id-not-assigned": clientIdNotAssigned,
  "principal-id-used-as-client-id": principalIdUsedAsClientId,
  "entra-rejects-credential": entraRejectsCredential,
  "wrong-identity-selected": wrongIdentitySelected,
  "connection-string-malformed": connectionStringMalformed,
  "library-cannot-use-identity": libraryCannotUseIdentity,
  "identity-endpoint-unreachable": identityEndpointUnreachable,
  "identity-endpoint-failing": identityEndpointFailing,
  "wrong-token-resource": wrongTokenResource,
  "token-missing-or-invalid": tokenMissingOrInvalid,
  "token-wrong-tenant": tokenWrongTenant,
  "vault-host-not-found": vaultHostNotFound,
  "private-dns-misconfigured": privateDnsMisconfigured,
  "vault-unreachable": vaultUnreachable,
  "tls-interception": tlsInterception,
  "vault-firewall-denied": vaultFirewallDenied,
  "vault-public-access-disabled": vaultPublicAccessDisabled,
  "access-policy-missing": accessPolicyMissing,
  "access-policy-compound-identity": accessPolicyCompoundIdentity,
  "rbac-role-missing": rbacRoleMissing,
  "role-without-secret-read": roleWithoutSecretRead,
  "permission-model-mismatch": permissionModelMismatch,
  "grant-on-wrong-principal": grantOnWrongPrincipal,
  "change-not-yet-effective": changeNotYetEffective,
  "secret-not-found": secretNotFound,
  "secret-disabled": secretDisabled,
  "secret-soft-deleted": secretSoftDeleted,
  "vault-throttled": vaultThrottled,
  "invalid-name-or-reference": invalidNameOrReference,
  "arm-permission-or-scope": armPermissionOrScope,
  "reference-identity-not-selected": referenceIdentityNotSelected,
  unknown: unknown,
};
