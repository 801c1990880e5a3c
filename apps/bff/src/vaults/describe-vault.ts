import type { Fact } from "@latchkey/shared/fact";
import type { Vault } from "@latchkey/shared/vault";
import type { ArmVault } from "../azure/arm.ts";
import type { ArmAnswer } from "../azure/arm-call.ts";
import { permissionModelOf, vaultView } from "../cell/cell-view.ts";
import type { ConfiguredVault } from "../settings/configured-vaults.ts";

/** A configured vault with what ARM shows of it; what ARM does not show is unknown, with the reason. */
export function describeVault(vault: ConfiguredVault, vaults: ArmAnswer<ArmVault[]>): Vault {
  const { name, shown } = vaultView({ vaults }, vault);
  const fact = <Value>(of: (shown: ArmVault) => Value | undefined): Fact<Value> => {
    if (shown.state !== "known") return shown;
    const value = of(shown.value);
    if (value === undefined) return { state: "unknown", because: "ARM left it out" };
    return { ...shown, value };
  };
  return {
    id: vault.id,
    name,
    uri: vault.uri,
    foundIn: vault.foundIn,
    resourceId: fact(({ resourceId }) => resourceId || undefined),
    location: fact(({ location }) => location),
    permissionModel: fact(permissionModelOf),
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
