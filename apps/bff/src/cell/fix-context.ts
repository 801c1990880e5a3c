import { type FixContext, fixContextOf } from "@latchkey/diagnosis/fix-context";
import { known } from "@latchkey/shared/fact";
import { type CellView, permissionModelOf, type VaultView } from "./cell-view.ts";

/** This app's own ids for a fix of the cell, with what the fix is asked for. */
export function fixContext(
  { app, identity, vault, seenAddress, around }: CellView,
  asked: Pick<FixContext, "operation" | "grantedIdentity" | "identityEndpointHost">,
): FixContext {
  return fixContextOf({
    app,
    identity,
    vault: plainVault(vault),
    address: seenAddress,
    armReadable: around.vaults.kind === "read",
    ...asked,
  });
}

/** The vault as fixes and rehearsals know it; what ARM does not show is absent. */
export function plainVault({ id, name, shown }: VaultView) {
  const vault = known(shown);
  if (!vault) return { id, name };
  const { resourceId, tenantId, policies } = vault;
  return { id, name, resourceId, tenantId, policies, permissionModel: permissionModelOf(vault) };
}
