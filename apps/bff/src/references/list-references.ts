import { judgeReference } from "@latchkey/diagnosis/references/judge-reference";
import type { Fact } from "@latchkey/shared/fact";
import type { DirectRead, Reference, ReferencesAnswer } from "@latchkey/shared/references";
import type { ArmSite } from "../azure/arm.ts";
import type { ArmAnswer } from "../azure/arm-call.ts";
import type { WithAzure } from "../azure/azure.ts";
import type { Clock } from "../clock.ts";
import { listIdentities, type ReadyIdentity } from "../identities/list-identities.ts";
import { armReferences } from "../inventory/arm-lists.ts";
import { type InventoryStore, unknownBecause } from "../inventory/inventory.ts";
import type { WithSettings } from "../settings/settings.ts";
import { type Known, knownReferences, referenceIdentity } from "./known-references.ts";

/** Reads one secret as one identity; of what was read only the outcome and the version come back. */
export type ReadDirectly = (identity: ReadyIdentity, known: Known) => Promise<DirectlyRead>;
type DirectlyRead = { read: DirectRead; version: string | undefined };

/** Every Key Vault reference of this app, from ARM and from this process, each judged. `read` tries the secret as the same identity. */
export async function listReferences(
  deps: Clock & WithSettings & WithAzure,
  inventory: InventoryStore,
  read: ReadDirectly,
): Promise<ReferencesAnswer> {
  const checkedAt = deps.now().toISOString();
  const [arm, site, ready] = await Promise.all([
    armReferences(deps),
    inventory.site(),
    listIdentities(deps, inventory),
  ]);
  const known = knownReferences(deps.settings, arm);
  return {
    checkedAt,
    arm:
      arm.kind === "read" ? { state: "known", value: arm.value.length, source: "arm" } : unknownBecause(arm),
    referenceIdentity: selector(site),
    references: await Promise.all(known.map((one) => describeReference(deps, one, { site, ready }, read))),
  };
}

function selector(site: ArmAnswer<ArmSite>): Fact<string | null> {
  if (site.kind !== "read") return unknownBecause(site);
  return { state: "known", value: site.value.keyVaultReferenceIdentity ?? null, source: "arm" };
}

type Around = { site: ArmAnswer<ArmSite>; ready: ReadyIdentity[] };

async function describeReference(
  { settings }: WithSettings,
  known: Known,
  { site, ready }: Around,
  read: ReadDirectly,
): Promise<Reference> {
  const { setting, foundIn, parsed, status, statusFrom, details, activeVersion } = known;
  const identity = referenceIdentity(site, ready, known);
  const used =
    identity.state === "known"
      ? ready.find(({ known: one }) => one.id === identity.value.identityId)
      : undefined;
  const { read: directRead, version } = await directly(
    settings.vaults.some(({ id }) => id === parsed?.vaultId),
    known,
    used,
    read,
  );
  const inProcess = settings.references.inProcess(setting);
  const inUse = activeVersion ?? (status === "Resolved" ? (parsed?.version ?? undefined) : undefined);
  const syntax = parsed?.syntax ?? {
    kind: "not-seen" as const,
    because: "neither ARM nor this process shows its text",
  };
  const pinnedVersion = parsed?.version ?? null;
  return {
    setting,
    foundIn,
    syntax,
    vaultId: parsed?.vaultId ?? null,
    secretName: parsed?.secretName ?? null,
    pinnedVersion,
    status: status
      ? { state: "known", value: { name: status, details: details ?? null }, source: statusFrom }
      : { state: "unknown", because: "neither ARM nor this process shows its status" },
    identity,
    inProcess,
    versionInUse: inUse
      ? { state: "known", value: inUse, source: statusFrom }
      : { state: "unknown", because: "App Service does not say which version it uses" },
    latestVersion: version
      ? { state: "known", value: version, source: "vault" }
      : { state: "unknown", because: "the secret was not read" },
    directRead,
    verdict: judgeReference({
      syntax,
      status,
      statusFrom,
      inProcess,
      pinnedVersion,
      versionInUse: inUse,
      latestVersion: version,
      directRead: directRead.state === "tried" ? directRead.outcome : undefined,
    }),
  };
}

async function directly(
  configured: boolean,
  known: Known,
  identity: ReadyIdentity | undefined,
  read: ReadDirectly,
): Promise<DirectlyRead> {
  const notTried = (because: string): DirectlyRead => ({
    read: { state: "not-tried", because },
    version: undefined,
  });
  if (!known.parsed?.vaultId) return notTried("The reference names no vault that could be asked.");
  if (!configured)
    return notTried("Its vault is not one that Latchkey is configured for, so it is not contacted.");
  if (!identity) return notTried("The identity that references use is none that this process can ask as.");
  return read(identity, known);
}
