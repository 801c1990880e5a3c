import { claimLines, type Kind, lifecycleLines } from "@latchkey/diagnosis/compare/compare-lines";
import { comparedVault } from "@latchkey/diagnosis/compare/compared-vault";
import { type Change, verdictOf } from "@latchkey/diagnosis/compare/verdict";
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
import { samples, sampleVault } from "./sample-vault.ts";

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
  { pair, ...question }: Question,
): Promise<{ vault: ComparedVault; change: Change; cells: Cell[] }> {
  const { vault } = question;
  const [ours, theirs] = await Promise.all([
    sampleVault(deps, azure, pair.left, vault),
    pair.left === pair.right ? undefined : sampleVault(deps, azure, pair.right, vault),
  ]);
  const left = { operations: ours.operations, grants: grantsOf(deps, pair.left, question) };
  const right = {
    operations: (theirs ?? ours).operations,
    grants: grantsOf(deps, pair.right, question),
  };
  return { ...comparedVault(vault, left, right), cells: [...ours.cells, ...(theirs?.cells ?? [])] };
}

function grantsOf(
  { settings }: WithSettings,
  side: ReadyIdentity,
  { vault, ready, around }: Omit<Question, "pair">,
): Fact<Grant[]> {
  const identity = identityBehind(side, ready);
  if (!identity) return { state: "unknown", because: "As configured is none of this app's identities" };
  return listGrants({ settings, around, vault }, [identity]);
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
