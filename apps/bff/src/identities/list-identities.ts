import type { Identity } from "@latchkey/shared/identity";
import type { WithAzure } from "../azure/azure.ts";
import { choiceKey, type IdentityChoice } from "../azure/identity-choice.ts";
import type { TokenResult } from "../azure/tokens.ts";
import { armChoices, type InventoryStore } from "../inventory/inventory.ts";
import type { Settings, WithSettings } from "../settings/settings.ts";
import { type KnownIdentity, knownIdentities } from "./choices.ts";
import { describeIdentity } from "./describe-identity.ts";

/** An identity with what came of asking for its token. */
export type ReadyIdentity = { known: KnownIdentity; token: TokenResult; shown: Identity };

/** Milliseconds that ARM has to say whether there is a system-assigned identity. */
const earlyMs = 700;

/**
 * Every identity of this app, each with its token for Key Vault asked for. *As configured* comes first. A system-assigned identity that
 * neither ARM nor the identity endpoint knows is left out.
 */
export async function listIdentities(
  deps: WithSettings & WithAzure,
  inventory: InventoryStore,
): Promise<ReadyIdentity[]> {
  const azure = await deps.azure();
  const asked = new Map<string, Promise<TokenResult>>();
  const tokenOf = (choice: IdentityChoice) => {
    const token = asked.get(choiceKey(choice)) ?? azure.tokens.obtain(choice, azure.audiences.vault);
    asked.set(choiceKey(choice), token);
    return token;
  };
  for (const choice of certainChoices(deps.settings)) tokenOf(choice);
  const site = inventory.site();
  // Where ARM is slow, the identity that it would have decided on is asked for meanwhile.
  const early = setTimeout(() => tokenOf({ clientId: undefined }), earlyMs);
  const shownSite = await site.finally(() => clearTimeout(early));
  const ready = await Promise.all(
    knownIdentities(deps.settings, shownSite).map(async (known) => {
      const token = await tokenOf(known.choice);
      return { known, token, shown: describeIdentity(deps.settings, known, token, shownSite) };
    }),
  );
  const listed = ready
    .filter((one) => !isAbsentSystemAssigned(one))
    .map((one) => ({ ...one, shown: notAssignedInWords(one) }));
  return listed.map((one) =>
    one.known.kind === "as-configured"
      ? { ...one, shown: { ...one.shown, sameAs: sameAs(one, listed) } }
      : one,
  );
}

/** Identities that will be listed whatever ARM says: their tokens need not wait for it. */
function certainChoices(settings: Settings): IdentityChoice[] {
  return armChoices(settings).filter(
    ({ clientId }) => clientId !== undefined || settings.azureClientId === undefined,
  );
}

function isAbsentSystemAssigned({ known, shown }: ReadyIdentity): boolean {
  return known.kind === "system-assigned" && shown.assigned.state === "known" && !shown.assigned.value;
}

// "None selected" is only true of a request that selects nothing by intent; a row that names its identity is "not assigned".
function notAssignedInWords({ known, shown }: ReadyIdentity): Identity {
  const { outcome } = shown.token;
  if (known.kind === "as-configured" || outcome.kind !== "no-token" || outcome.why !== "none-selected")
    return shown;
  return { ...shown, token: { ...shown.token, outcome: { ...outcome, why: "not-assigned" } } };
}

/** Which listed identity *As configured* is: by the token's client ID, else by the ID that the settings name. Null means none of them. */
function sameAs(configured: ReadyIdentity, listed: ReadyIdentity[]): Identity["id"] | null {
  const others = listed.filter(({ known }) => known.kind !== "as-configured");
  const appid = configured.token.claims?.appid?.toLowerCase();
  const byToken = others.find(
    ({ token }) => appid !== undefined && token.claims?.appid?.toLowerCase() === appid,
  );
  return byToken?.known.id ?? null;
}
