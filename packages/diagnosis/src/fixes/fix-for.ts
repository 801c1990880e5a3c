import type { CauseId, Fix } from "@latchkey/shared/diagnosis";
import type { FixContext } from "../fix-context.ts";
import type { FixMaker } from "./fix-draft.ts";
import {
  grantInModel,
  grantPlainPolicy,
  grantPolicy,
  grantReader,
  grantRightPrincipal,
  grantRole,
} from "./grant-fixes.ts";
import {
  askRightResource,
  assignIdentity,
  onlyManagedIdentity,
  reachEndpoint,
  repairConnectionString,
  restartApp,
  selectForReferences,
  selectIdentity,
  switchOnIdentity,
  upgradeLibrary,
  useGrantedIdentity,
  useOwnTenant,
} from "./identity-fixes.ts";
import { admitAddress, createPrivateEndpoint, linkPrivateZone, openOutbound } from "./network-fixes.ts";
import {
  askLess,
  correctName,
  enableSecret,
  findSecret,
  findVault,
  recoverSecret,
  trustAuthority,
  waitForEffect,
} from "./secret-fixes.ts";
import { inShells } from "./shell.ts";

const makers: Readonly<Record<Exclude<CauseId, "unknown">, FixMaker>> = {
  "no-identity-on-host": switchOnIdentity,
  "identity-endpoint-not-in-process": restartApp,
  "user-assigned-not-selected": selectIdentity,
  "client-id-not-assigned": assignIdentity,
  "principal-id-used-as-client-id": selectIdentity,
  "entra-rejects-credential": onlyManagedIdentity,
  "wrong-identity-selected": useGrantedIdentity,
  "connection-string-malformed": repairConnectionString,
  "library-cannot-use-identity": upgradeLibrary,
  "identity-endpoint-unreachable": reachEndpoint,
  "identity-endpoint-failing": restartApp,
  "wrong-token-resource": askRightResource,
  "token-missing-or-invalid": restartApp,
  "token-wrong-tenant": useOwnTenant,
  "vault-host-not-found": findVault,
  "private-dns-misconfigured": linkPrivateZone,
  "vault-unreachable": openOutbound,
  "tls-interception": trustAuthority,
  "vault-firewall-denied": admitAddress,
  "vault-public-access-disabled": createPrivateEndpoint,
  "access-policy-missing": grantPolicy,
  "access-policy-compound-identity": grantPlainPolicy,
  "rbac-role-missing": grantRole,
  "role-without-secret-read": grantInModel,
  "permission-model-mismatch": grantInModel,
  "grant-on-wrong-principal": grantRightPrincipal,
  "change-not-yet-effective": waitForEffect,
  "secret-not-found": findSecret,
  "secret-disabled": enableSecret,
  "secret-soft-deleted": recoverSecret,
  "vault-throttled": askLess,
  "invalid-name-or-reference": correctName,
  "arm-permission-or-scope": grantReader,
  "reference-identity-not-selected": selectForReferences,
};

/**
 * The change that repairs a cause, with this app's own ids and every value quoted for its shell; a value that is not
 * known stands as a `<placeholder>`. It never takes access away. `undefined` when we know none.
 */
export function fixFor(cause: CauseId, context: FixContext): Fix | undefined {
  if (cause === "unknown") return undefined;
  const { commands, ...rest } = makers[cause](context);
  return { ...rest, commands: inShells(commands) };
}
