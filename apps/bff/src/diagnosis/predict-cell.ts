import { accessBy } from "@latchkey/diagnosis/access-by";
import { reaches } from "@latchkey/diagnosis/azure/scopes";
import { predict } from "@latchkey/diagnosis/predict/predict";
import type { PredictedAccess, PredictionFacts } from "@latchkey/diagnosis/predict/prediction";
import { known } from "@latchkey/shared/fact";
import type { VaultOperation } from "@latchkey/shared/operations";
import type { CellPrediction } from "@latchkey/shared/prediction";
import { type OperationResult, resultOf } from "@latchkey/shared/probe";
import type { VaultId } from "@latchkey/shared/vault";
import type { DenyAssignment } from "../azure/arm-grants.ts";
import type { ReadyIdentity } from "../identities/list-identities.ts";
import { armVaultOf, principalOf, type Surroundings } from "./surroundings.ts";

/** What ARM lets expect of one identity at one vault, and where the observation differs. */
export function predictCell(
  around: Surroundings,
  identity: ReadyIdentity,
  vaultId: VaultId,
  operations: OperationResult[],
): CellPrediction {
  const { list, get, reasons } = predict(predictionFacts(around, identity, vaultId));
  const predicted = { list, get };
  const differs = (["list", "get"] as const).filter((operation) => {
    const observed = observedAccess(operations, operation);
    return observed !== "unknown" && predicted[operation] !== "unknown" && observed !== predicted[operation];
  });
  return { list, get, reasons, differs };
}

/** What ARM shows of one identity at one vault, in the words of the prediction. */
export function predictionFacts(
  around: Surroundings,
  { shown }: ReadyIdentity,
  vaultId: VaultId,
): PredictionFacts {
  const vault = armVaultOf(around, vaultId) ?? undefined;
  const principalId = principalOf(shown);
  const grants = principalId ? around.grants.get(principalId) : undefined;
  const network = around.network.get(vaultId);
  return {
    principalId,
    clientId: known(shown.clientId),
    permissionModel: vault && (vault.rbac ? "rbac" : "access-policy"),
    policies: vault?.policies,
    assignments:
      grants?.kind === "read"
        ? grants.value.assignments.filter(({ scope }) => reaches(scope, vault?.resourceId))
        : undefined,
    denyAssignments:
      grants?.kind === "read" ? deniesFor(grants.value.denies, principalId, vault?.resourceId) : undefined,
    vaultResourceId: vault?.resourceId,
    network: vault && {
      publicNetworkAccess: vault.publicNetworkAccess ?? "Enabled",
      defaultAction: vault.networkAcls?.defaultAction ?? "Allow",
      ipRules: vault.networkAcls?.ipRules ?? [],
      virtualNetworkRules: vault.networkAcls?.virtualNetworkRules.length ?? 0,
      privateEndpoints: vault.privateEndpoints,
    },
    address: known(network?.seenAddress),
  };
}

const everybody = "00000000-0000-0000-0000-000000000000";

function deniesFor(
  denies: DenyAssignment[] | undefined,
  principalId: string | undefined,
  vaultResourceId: string | undefined,
) {
  return denies?.filter(({ scope, principals, excludedPrincipals }) => {
    const named =
      principals.includes(everybody) || (principalId !== undefined && principals.includes(principalId));
    return (
      named && !(principalId && excludedPrincipals.includes(principalId)) && reaches(scope, vaultResourceId)
    );
  });
}

/** What the vault made of the grants. A token that is missing or not taken says nothing of them: no grant was looked at for it. */
function observedAccess(operations: OperationResult[], operation: VaultOperation): PredictedAccess {
  const outcome = resultOf(operations, operation)?.outcome;
  if (outcome?.kind === "no-token" || outcome?.kind === "token-rejected") return "unknown";
  const words = { works: "allowed", fails: "denied", unknown: "unknown" } as const;
  return words[accessBy(outcome)];
}
