import type { FixContext } from "@latchkey/diagnosis/fix-context";
import { type Cell, resultOf } from "@latchkey/shared/probe";
import type { SetupIdentity, StepState } from "@latchkey/shared/setup";
import type { ArmSite, ArmVault } from "../azure/arm.ts";
import type { ArmAnswer } from "../azure/arm-call.ts";
import type { ArmIdentity } from "../azure/arm-lists.ts";
import type { ReadyIdentity } from "../identities/list-identities.ts";
import type { Grants } from "../inventory/inventory.ts";
import type { ConfiguredVault } from "../settings/configured-vaults.ts";
import type { Settings } from "../settings/settings.ts";

/** Everything that the steps are read from. */
export type SetupFacts = {
  settings: Settings;
  /** The chosen identity; null while there is none to be seen. */
  identity: SetupIdentity | null;
  /** The same as this process sees it; undefined where it cannot ask for its token by any setting. */
  ready: ReadyIdentity | undefined;
  /** The user-assigned identities of the app's resource group. */
  listed: ArmAnswer<ArmIdentity[]>;
  site: ArmAnswer<ArmSite>;
  vault: ConfiguredVault;
  /** null: ARM shows no vault of this name; undefined: ARM could not be read. */
  armVault: ArmVault | null | undefined;
  vaults: ArmAnswer<ArmVault[]>;
  /** Roles that reach the chosen identity; undefined while its principal ID is not known. */
  grants: ArmAnswer<Grants> | undefined;
  /** *As configured* and the chosen identity at the vault, probed just now. */
  configured: { identity: ReadyIdentity; cell: Cell };
  own: Cell | undefined;
  context: FixContext;
};

/** What is told of a step, before its commands are added. */
export type Reading = {
  state: StepState;
  because: string;
  basis: "vault-said" | "arm-showed" | "endpoint-said" | "token-said" | "environment-showed" | "inferred";
  evidence: string[];
  missingRight?: string;
};

/** A step that cannot be read because ARM would not show it. */
export function hidden({ because, missingRight }: { because: string; missingRight?: string }): Reading {
  return {
    state: "cannot-tell",
    because: `Cannot tell, because ${because}.`,
    basis: "inferred",
    evidence: [],
    ...(missingRight && { missingRight }),
  };
}

/** How the operation went at the vault; undefined when it was not tried. */
export function outcomeAt(cell: Cell | undefined, operation: "token" | "list" | "get") {
  return resultOf(cell?.operations, operation)?.outcome;
}
