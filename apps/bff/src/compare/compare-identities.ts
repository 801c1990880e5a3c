import type { CompareAnswer, ComparedVault } from "@latchkey/shared/compare";
import type { Fact } from "@latchkey/shared/fact";
import type { Grant } from "@latchkey/shared/grant";
import type { Cell } from "@latchkey/shared/probe";
import type { Azure, WithAzure } from "../azure/azure.ts";
import { gatherFromArm, type Surroundings } from "../cell/gather.ts";
import { listGrants } from "../cell/list-grants.ts";
import type { Clock } from "../clock.ts";
import { listIdentities, type ReadyIdentity } from "../identities/list-identities.ts";
import type { InventoryStore } from "../inventory/inventory.ts";
import type { ConfiguredVault } from "../settings/configured-vaults.ts";
import type { WithSettings } from "../settings/settings.ts";
import { choosePair, type Pair } from "./choose-pair.ts";
import { claimLines, type Kind, lifecycleLines } from "./compare-lines.ts";
import { samples, sampleVault } from "./sample-vault.ts";
import { type Change, changeAt, sentenceAt, verdictOf } from "./verdict.ts";

/**
 * Two identities side by side over all vaults, with the cells that were probed for it. Left and right are probed at the same time, each
 * vault on its own. @throws RequestProblem 404 for an identity that is not known
 */
export async function compareIdentities(
  deps: Clock & WithSettings & WithAzure,
  inventory: InventoryStore,
  asked: { left?: string | undefined; right?: string | undefined },
): Promise<{ answer: CompareAnswer; cells: Cell[] }> {
  const checkedAt = deps.now().toISOString();
  const ready = await listIdentities(deps, inventory);
  const pair = choosePair(ready, asked);
  const azure = await deps.azure();
  const around = await gatherFromArm(
    inventory.snapshot(),
    ready.map(({ shown }) => shown),
  );
  const compared = await Promise.all(
    deps.settings.vaults.map((vault) => compareAt(deps, azure, { pair, vault, ready, around })),
  );
  const { left, right } = pair;
  return {
    answer: {
      checkedAt,
      left: left.shown,
      right: right.shown,
      samples,
      verdict: verdictOf(left.shown, right.shown, compared),
      vaults: compared.map(({ vault }) => vault),
      claims: claimLines(left.shown, right.shown),
      lifecycle: lifecycleLines(kindOf(left, ready), kindOf(right, ready)),
    },
    cells: compared.flatMap(({ cells }) => cells),
  };
}

type Question = { pair: Pair; vault: ConfiguredVault; ready: ReadyIdentity[]; around: Surroundings };

async function compareAt(
  deps: Clock & WithSettings,
  azure: Azure,
  { pair, vault, ready, around }: Question,
): Promise<{ vault: ComparedVault; change: Change; cells: Cell[] }> {
  const [left, right] = await Promise.all([
    sampleVault(deps, azure, pair.left, vault),
    pair.left === pair.right ? undefined : sampleVault(deps, azure, pair.right, vault),
  ]);
  const theirs = right ?? left;
  const operations = (["token", "list", "get"] as const).map((operation) => {
    const [ours, other] = [left.operations[operation], theirs.operations[operation]];
    return {
      operation,
      left: ours,
      right: other,
      differs: outcomeKey(ours.outcome) !== outcomeKey(other.outcome),
    };
  });
  const change = changeAt(left.operations, theirs.operations);
  const grants = grantsAt(deps, { pair, vault, ready, around });
  return {
    change,
    cells: [...left.cells, ...(right?.cells ?? [])],
    vault: {
      vaultId: vault.id,
      name: vault.name,
      operations,
      differs: operations.some(({ differs }) => differs),
      sentence: sentenceAt(vault.name, change),
      grants,
    },
  };
}

function outcomeKey(outcome: { kind: string; by?: string; why?: string }): string {
  return `${outcome.kind} ${outcome.by ?? ""} ${outcome.why ?? ""}`;
}

function grantsAt(
  { settings }: WithSettings,
  { pair: { left, right }, vault, ready, around }: Question,
): ComparedVault["grants"] {
  const of = (side: ReadyIdentity): Fact<Grant[]> => {
    const identity = identityBehind(side, ready);
    if (!identity) return { state: "unknown", because: "As configured is none of this app's identities" };
    return listGrants({ settings, around, vault }, [identity]);
  };
  const [ours, theirs] = [of(left), of(right)];
  return { left: ours, right: theirs, differs: grantKey(ours) !== grantKey(theirs) };
}

// A grant without effect is shown, but that only one has it is no difference.
function grantKey(grants: Fact<Grant[]>): string {
  if (grants.state !== "known") return grants.state;
  const counting = grants.value.filter(({ withoutEffect }) => !withoutEffect);
  return counting
    .map(({ kind, what, scope }) => [kind, what, scope].join())
    .toSorted()
    .join("\n");
}

/** The listed identity itself; for *As configured* the one that it is, if it is any. */
function identityBehind(side: ReadyIdentity, ready: ReadyIdentity[]): ReadyIdentity | undefined {
  if (side.known.kind !== "as-configured") return side;
  return ready.find(({ known }) => known.id === side.shown.sameAs);
}

function kindOf(side: ReadyIdentity, ready: ReadyIdentity[]): Kind {
  const kind = identityBehind(side, ready)?.known.kind;
  return kind === "as-configured" ? undefined : kind;
}
