import type { UnknownFact } from "@latchkey/shared/fact";
import type { AppPlace } from "../azure/app-place.ts";
import type { ArmSite, ArmVault } from "../azure/arm.ts";
import type { ArmAnswer, ArmFailure } from "../azure/arm-call.ts";
import type { DenyAssignment, RoleAssignment } from "../azure/arm-grants.ts";
import type { WithAzure } from "../azure/azure.ts";
import type { IdentityChoice } from "../azure/identity-choice.ts";
import type { Clock } from "../clock.ts";
import type { Settings, WithSettings } from "../settings/settings.ts";
import { type ArmReading, armReader } from "./arm-reader.ts";

/** Milliseconds for which ARM's answers are used, and after which a slow ARM is no longer waited for. */
const freshMs = 60_000;
const waitMs = 3_500;

/** What Azure RBAC shows of one principal. `denies` is undefined where they could not be read. */
export type Grants = { assignments: RoleAssignment[]; denies: DenyAssignment[] | undefined };

/** What ARM shows, read at one time. Each part arrives on its own; none throws. */
export type ArmSnapshot = {
  site: Promise<ArmAnswer<ArmSite>>;
  vaults: Promise<ArmAnswer<ArmVault[]>>;
  /** What reaches this principal through Azure RBAC; asked once a principal. */
  grants(principalId: string): Promise<ArmAnswer<Grants>>;
};

/** Keeps ARM's answers. The site decides which identities there are, so it is waited for; the rest only adds properties. */
export type InventoryStore = {
  /** What ARM showed at most `maxAgeMs` ago (a minute when absent), read anew where that is older. */
  snapshot(maxAgeMs?: number): ArmSnapshot;
  site(): Promise<ArmAnswer<ArmSite>>;
  vaults(): Promise<ArmAnswer<ArmVault[]>>;
  /** The vaults if they are there already, else why not. */
  vaultsSoFar(): ArmAnswer<ArmVault[]>;
};

export function createInventoryStore(
  deps: Pick<Clock, "elapsedMs"> & WithSettings & WithAzure,
): InventoryStore {
  let current: { atMs: number; snapshot: ArmSnapshot } | undefined;
  let vaultsSoFar: ArmAnswer<ArmVault[]> = { kind: "time-out", because: "ARM has not answered yet" };

  const snapshot = (maxAgeMs = freshMs): ArmSnapshot => {
    if (!current || deps.elapsedMs() - current.atMs > maxAgeMs) {
      current = { atMs: deps.elapsedMs(), snapshot: readSnapshot(deps) };
      current.snapshot.vaults.then((answer) => {
        vaultsSoFar = answer;
      });
    }
    return current.snapshot;
  };
  return {
    snapshot,
    site: () => snapshot().site,
    vaults: () => snapshot().vaults,
    vaultsSoFar: () => vaultsSoFar,
  };
}

function readSnapshot(deps: WithSettings & WithAzure): ArmSnapshot {
  const place = appPlace(deps.settings);
  const reader = armReader(deps, place, armChoices(deps.settings));
  const denies = once((scope: string) => reader.denies(scope));
  const grants = once(async (principalId: string): Promise<ArmAnswer<Grants>> => {
    const vaults = await reader.vaults;
    if (vaults.kind !== "read") return vaults;
    const whole = await grantsAt(reader, denies, vaults.value.scope, principalId);
    // Vaults are listed where any may be seen, assignments only where all may: a Reader of the group is refused above it.
    const group = place && `/subscriptions/${place.subscriptionId}/resourceGroups/${place.resourceGroup}`;
    if (whole.kind !== "denied" || !group || group === vaults.value.scope) return whole;
    return grantsAt(reader, denies, group, principalId);
  });
  return {
    site: limited(reader.site),
    vaults: limited(
      reader.vaults.then((answer) =>
        answer.kind === "read" ? { ...answer, value: answer.value.vaults } : answer,
      ),
    ),
    grants: (principalId) => limited(grants(principalId)),
  };
}

async function grantsAt(
  reader: ArmReading,
  denies: ArmReading["denies"],
  scope: string,
  principalId: string,
): Promise<ArmAnswer<Grants>> {
  const [assigned, denied] = await Promise.all([reader.assignments(scope, principalId), denies(scope)]);
  if (assigned.kind !== "read") return assigned;
  return {
    kind: "read",
    value: { assignments: assigned.value, denies: denied.kind === "read" ? denied.value : undefined },
  };
}

/** The same question is asked once. */
function once<Value>(ask: (question: string) => Promise<Value>): (question: string) => Promise<Value> {
  const asked = new Map<string, Promise<Value>>();
  return (question) => {
    const answer = asked.get(question) ?? ask(question);
    asked.set(question, answer);
    return answer;
  };
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
