import type { UnknownFact } from "@latchkey/shared/fact";
import type { AppPlace, ArmAnswer, ArmFailure, ArmSite, ArmVault } from "../azure/arm.ts";
import type { Azure } from "../azure/azure.ts";
import type { IdentityChoice } from "../azure/identity-choice.ts";
import type { Deps } from "../deps.ts";
import type { Settings } from "../settings/settings.ts";

/** Milliseconds for which ARM's answers are used, and after which a slow ARM is no longer waited for. */
const freshMs = 60_000;
const waitMs = 3_500;

/** Keeps ARM's answers. The site decides which identities there are, so it is waited for; the vaults only add properties. */
export type InventoryStore = {
  /** The site as ARM shows it, read once and again when it is older than a minute. Never throws. */
  site(): Promise<ArmAnswer<ArmSite>>;
  /** The vaults as ARM shows them. Never throws. */
  vaults(): Promise<ArmAnswer<ArmVault[]>>;
  /** The vaults if they are there already, else why not. */
  vaultsSoFar(): ArmAnswer<ArmVault[]>;
};

export function createInventoryStore(deps: Deps): InventoryStore {
  let current:
    | { atMs: number; site: Promise<ArmAnswer<ArmSite>>; vaults: Promise<ArmAnswer<ArmVault[]>> }
    | undefined;
  let vaultsSoFar: ArmAnswer<ArmVault[]> = { kind: "time-out", because: "ARM has not answered yet" };

  const readNow = () => {
    const reader = findReader(deps);
    const site = limited(reader.then(({ site: answer }) => answer));
    const vaults = limited(reader.then(({ vaults: read }) => read()));
    vaults.then((answer) => {
      vaultsSoFar = answer;
    });
    return { atMs: deps.elapsedMs(), site, vaults };
  };
  const fresh = () => {
    if (!current || deps.elapsedMs() - current.atMs > freshMs) current = readNow();
    return current;
  };
  return {
    site: () => fresh().site,
    vaults: () => fresh().vaults,
    vaultsSoFar: () => vaultsSoFar,
  };
}

type Reader = { site: ArmAnswer<ArmSite>; vaults: () => Promise<ArmAnswer<ArmVault[]>> };

/** Asks as one identity after the other, *As configured* first, until ARM lets one read the site. */
async function findReader(deps: Deps): Promise<Reader> {
  const place = appPlace(deps.settings);
  if (!place)
    return unreadable({
      kind: "not-found",
      because: "this process does not run on App Service, so ARM has nothing to show",
    });
  const azure = await deps.azure();
  let refused: ArmFailure | undefined;
  for (const choice of armChoices(deps.settings)) {
    const site = await siteAs(azure, choice, place);
    if (!site) continue;
    if (site.kind === "read") {
      return { site, vaults: () => azure.arm.vaults(azure.armCredential(choice), place) };
    }
    if (site.kind !== "denied") return unreadable(site);
    refused = site;
  }
  return unreadable(
    refused ?? {
      kind: "denied",
      because: "no identity of this app got a token for ARM",
      missingRight: "Microsoft.Web/sites/read",
    },
  );
}

async function siteAs(
  azure: Azure,
  choice: IdentityChoice,
  place: AppPlace,
): Promise<ArmAnswer<ArmSite> | undefined> {
  const token = await azure.tokens.obtain(choice, azure.audiences.arm);
  return token.outcome.kind === "allowed" ? azure.arm.site(azure.armCredential(choice), place) : undefined;
}

function unreadable(failure: ArmFailure): Reader {
  return { site: failure, vaults: async () => failure };
}

/** The identities that settings name, each once: *As configured*, no ID at all, then the others. */
export function armChoices(settings: Settings): IdentityChoice[] {
  const ids = [
    settings.azureClientId,
    undefined,
    ...settings.furtherClientIds.map(({ clientId }) => clientId),
  ];
  return [...new Map(ids.map((clientId) => [clientId?.toLowerCase(), { clientId }])).values()];
}

/** Where the app lies in ARM, from what App Service says in the environment; undefined outside App Service. */
export function appPlace({ appService }: Settings): AppPlace | undefined {
  const { subscriptionId, resourceGroup, siteName, slotName } = appService;
  if (!subscriptionId || !resourceGroup || !siteName) return undefined;
  const slot = slotName && slotName.toLowerCase() !== "production" ? slotName : undefined;
  return { subscriptionId, resourceGroup, siteName, slot };
}

/** Turns an ARM failure into the fact that something is unknown. */
export function unknownBecause({ because, missingRight }: ArmFailure): UnknownFact {
  return { state: "unknown", because, ...(missingRight && { missingRight }) };
}

function limited<Value>(answer: Promise<ArmAnswer<Value>>): Promise<ArmAnswer<Value>> {
  const { promise, resolve } = Promise.withResolvers<ArmAnswer<Value>>();
  const timer = setTimeout(
    () => resolve({ kind: "time-out", because: "ARM did not answer in time" }),
    waitMs,
  );
  timer.unref();
  const failure: ArmFailure = { kind: "failed", because: "ARM's answer could not be read" };
  return Promise.race([answer.catch(() => failure), promise]).finally(() => clearTimeout(timer));
}
