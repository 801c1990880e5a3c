import type { Fact } from "@latchkey/shared/fact";
import type { Vault } from "@latchkey/shared/vault";
import type { ArmVault } from "../azure/arm.ts";
import type { ArmAnswer } from "../azure/arm-call.ts";
import { unknownBecause } from "../inventory/inventory.ts";
import type { ConfiguredVault } from "../settings/configured-vaults.ts";

const notShown = "ARM shows no vault of this name where this app may look";

/** A configured vault with what ARM shows of it; what ARM does not show is unknown, with the reason. */
export function describeVault(vault: ConfiguredVault, arm: ArmAnswer<ArmVault[]>): Vault {
  const shown =
    arm.kind === "read" ? arm.value.find(({ name }) => name.toLowerCase() === vault.id) : undefined;
  const fact = <Value>(of: (shown: ArmVault) => Value | undefined): Fact<Value> => {
    if (arm.kind !== "read") return unknownBecause(arm);
    const value = shown && of(shown);
    if (value !== undefined) return { state: "known", value, source: "arm" };
    return {
      state: "unknown",
      because: shown ? "ARM left it out" : notShown,
      ...(!shown && { missingRight: "Microsoft.KeyVault/vaults/read" }),
    };
  };
  return {
    id: vault.id,
    name: shown?.name ?? vault.name,
    uri: vault.uri,
    foundIn: vault.foundIn,
    resourceId: fact(({ resourceId }) => resourceId || undefined),
    location: fact(({ location }) => location),
    permissionModel: fact(({ rbac }) => (rbac ? ("rbac" as const) : ("access-policy" as const))),
    network: fact(networkOf),
    softDelete: fact(({ softDelete }) => softDelete),
  };
}

// `networkAcls` is absent from ARM's answer when it was never set; Key Vault then allows all networks.
function networkOf({ publicNetworkAccess, networkAcls, privateEndpoints }: ArmVault) {
  return {
    publicNetworkAccess: publicNetworkAccess ?? "Enabled",
    defaultAction: networkAcls?.defaultAction ?? "Allow",
    bypass: networkAcls?.bypass ?? "AzureServices",
    ipRules: networkAcls?.ipRules ?? [],
    virtualNetworkRules: networkAcls?.virtualNetworkRules ?? [],
    privateEndpoints,
  };
}
