import type { SetupFacts, TokenFacts } from "@latchkey/diagnosis/setup/setup-facts";
import type { Fact } from "@latchkey/shared/fact";
import type { Cell } from "@latchkey/shared/probe";
import type { SetupIdentity } from "@latchkey/shared/setup";
import type { ArmAnswer } from "../azure/arm-call.ts";
import type { ArmIdentity } from "../azure/arm-lists.ts";
import type { ReadyIdentity } from "../identities/list-identities.ts";
import { unknownBecause } from "../inventory/inventory.ts";
import type { ConfiguredVault } from "../settings/configured-vaults.ts";
import type { Settings } from "../settings/settings.ts";
import { type CellView, permissionModelOf } from "./cell-view.ts";
import { fixContext } from "./fix-context.ts";
import { predictionFacts } from "./prediction-facts.ts";

type Gathered = {
  settings: Settings;
  /** The chosen identity at the vault. */
  view: CellView;
  vault: ConfiguredVault;
  identity: SetupIdentity | null;
  /** The same as this process sees it. */
  ready: ReadyIdentity | undefined;
  listed: ArmAnswer<ArmIdentity[]>;
  configured: { identity: ReadyIdentity; cell: Cell };
  own: Cell | undefined;
};

/** What Setup's steps are read from. */
export function setupFacts({ view, vault, identity, ready, own, ...gathered }: Gathered): SetupFacts {
  const { settings, listed, configured } = gathered;
  const { siteName, resourceGroup, subscriptionId } = settings.appService;
  const { shown } = view.vault;
  return {
    app: { siteName, resourceGroup, subscriptionId },
    clientIdSetting: settings.codeEnvironment.AZURE_CLIENT_ID,
    legacyConnection: settings.legacyConnection,
    identity,
    token: ready && tokenFacts(ready),
    listed: factOf(listed, ({ length }) => length),
    site: factOf(view.around.site, ({ systemAssigned, userAssigned }) => ({
      hasSystemAssigned: systemAssigned !== null,
      userAssigned,
    })),
    vaultName: vault.name,
    permissionModel: shown.state === "known" ? { ...shown, value: permissionModelOf(shown.value) } : shown,
    rolesUnread: view.roles && view.roles.kind !== "read" ? unknownBecause(view.roles) : undefined,
    prediction: predictionFacts(view),
    context: fixContext(view, { operation: "get" }),
    configured: {
      cell: configured.cell,
      token: tokenFacts(configured.identity),
      sameAs: configured.identity.shown.sameAs,
    },
    own,
  };
}

function tokenFacts({ token }: ReadyIdentity): TokenFacts {
  return { outcome: token.outcome, appid: token.claims?.appid };
}

function factOf<Read, Value>(answer: ArmAnswer<Read>, of: (read: Read) => Value): Fact<Value> {
  return answer.kind === "read"
    ? { state: "known", value: of(answer.value), source: "arm" }
    : unknownBecause(answer);
}
