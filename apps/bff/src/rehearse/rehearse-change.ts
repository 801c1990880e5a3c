import { rehearse } from "@latchkey/diagnosis/rehearse/rehearse";
import type { RehearseFacts } from "@latchkey/diagnosis/rehearse/rehearse-facts";
import type { RehearseAnswer } from "@latchkey/shared/rehearse";
import type { Report } from "@latchkey/shared/report";
import type { WithAzure } from "../azure/azure.ts";
import { gatherFromArm } from "../cell/gather.ts";
import { rehearseFacts } from "../cell/rehearse-facts.ts";
import type { Clock } from "../clock.ts";
import { listIdentities } from "../identities/list-identities.ts";
import type { InventoryStore } from "../inventory/inventory.ts";
import { judgedReferences } from "../references/judged-references.ts";
import type { WithSettings } from "../settings/settings.ts";

export type AskedChange = RehearseFacts["change"];

/** What a change would do, from the last report's cells, ARM's grants and the references. Nothing is probed for it. */
export async function rehearseChange(
  deps: Clock & WithSettings & WithAzure,
  inventory: InventoryStore,
  report: Report,
  change: AskedChange,
): Promise<RehearseAnswer> {
  const checkedAt = deps.now().toISOString();
  const ready = await listIdentities(deps, inventory);
  const [around, references] = await Promise.all([
    gatherFromArm(
      inventory.snapshot(),
      ready.map(({ shown }) => shown),
    ),
    judgedReferences(deps, inventory, ready),
  ]);
  const facts = rehearseFacts(deps.settings, { report, change, ready, around, references });
  return { checkedAt, reportAt: report.generatedAt, ...rehearse(facts) };
}
