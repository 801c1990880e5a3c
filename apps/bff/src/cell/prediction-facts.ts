import { defaultActionOf, publicAccessOf } from "@latchkey/diagnosis/azure/network-words";
import type { PredictionFacts } from "@latchkey/diagnosis/predict/prediction";
import { known } from "@latchkey/shared/fact";
import type { DenyAssignment } from "../azure/arm-grants.ts";
import { type CellView, permissionModelOf } from "./cell-view.ts";

/** What ARM shows of one identity at one vault, in the words of the prediction. */
export function predictionFacts({ identity, vault, roles, seenAddress }: CellView): PredictionFacts {
  const shown = known(vault.shown);
  return {
    principalId: identity?.principalId,
    clientId: identity?.clientId,
    permissionModel: shown && permissionModelOf(shown),
    policies: shown?.policies,
    assignments: roles?.kind === "read" ? roles.value.assignments : undefined,
    denyAssignments:
      roles?.kind === "read" ? deniesFor(roles.value.denies, identity?.principalId) : undefined,
    vaultResourceId: shown?.resourceId,
    network: shown && {
      publicNetworkAccess: publicAccessOf(shown.publicNetworkAccess),
      defaultAction: defaultActionOf(shown.networkAcls?.defaultAction),
      ipRules: shown.networkAcls?.ipRules ?? [],
      virtualNetworkRules: shown.networkAcls?.virtualNetworkRules.length ?? 0,
      privateEndpoints: shown.privateEndpoints,
    },
    address: seenAddress,
  };
}

const everybody = "00000000-0000-0000-0000-000000000000";

function deniesFor(denies: DenyAssignment[] | undefined, principalId: string | undefined) {
  return denies?.filter(({ principals, excludedPrincipals }) => {
    const named =
      principals.includes(everybody) || (principalId !== undefined && principals.includes(principalId));
    return named && !(principalId && excludedPrincipals.includes(principalId));
  });
}
