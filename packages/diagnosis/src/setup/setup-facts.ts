import type { ConnectionStringReading } from "@latchkey/shared/connection-string";
import type { Fact, UnknownFact } from "@latchkey/shared/fact";
import type { IdentityId } from "@latchkey/shared/identity";
import type { Outcome } from "@latchkey/shared/outcome";
import type { Cell } from "@latchkey/shared/probe";
import type { SetupIdentity, StepState } from "@latchkey/shared/setup";
import type { PermissionModel } from "@latchkey/shared/vault";
import type { FixContext } from "../fix-context.ts";
import type { PredictionFacts } from "../predict/prediction.ts";

/** What came of asking for an identity's token, and which client ID the token names. */
export type TokenFacts = { outcome: Outcome; appid: string | undefined };

/** Everything that the steps are read from. */
export type SetupFacts = {
  app: {
    siteName: string | undefined;
    resourceGroup: string | undefined;
    subscriptionId: string | undefined;
  };
  /** `AZURE_CLIENT_ID` as it is written; undefined when it is not set, `""` when it is empty. */
  clientIdSetting: string | undefined;
  /** `AzureServicesAuthConnectionString`; null when it is not set. */
  legacyConnection: ConnectionStringReading | null;
  /** The chosen identity; null while there is none to be seen. */
  identity: SetupIdentity | null;
  /** Its token; undefined where this process cannot ask for it by any setting. */
  token: TokenFacts | undefined;
  /** How many user-assigned identities the app's resource group has. */
  listed: Fact<number>;
  site: Fact<{
    hasSystemAssigned: boolean;
    userAssigned: { resourceId: string; clientId: string | undefined }[];
  }>;
  vaultName: string;
  /** The vault's; unknown where ARM shows no vault of this name. */
  permissionModel: Fact<PermissionModel>;
  /** Why ARM does not show the roles that reach the chosen identity; undefined where it does, or was not asked. */
  rolesUnread: UnknownFact | undefined;
  /** The chosen identity at the vault, in the words of the prediction and of the fixes. */
  prediction: PredictionFacts;
  context: FixContext;
  /** *As configured* and the chosen identity at the vault, probed just now. */
  configured: { cell: Cell; token: TokenFacts; sameAs: IdentityId | null | undefined };
  own: Cell | undefined;
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
export function hidden({ because, missingRight }: Omit<UnknownFact, "state">): Reading {
  return {
    state: "cannot-tell",
    because: `Cannot tell, because ${because}.`,
    basis: "inferred",
    evidence: [],
    ...(missingRight && { missingRight }),
  };
}
