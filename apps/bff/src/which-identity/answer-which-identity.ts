import { whichIdentity } from "@latchkey/diagnosis/which-identity/which-identity";
import type { IdentityFinding, WhichIdentityAnswer } from "@latchkey/shared/which-identity";
import type { WithAzure } from "../azure/azure.ts";
import type { Clock } from "../clock.ts";
import { listIdentities } from "../identities/list-identities.ts";
import type { InventoryStore } from "../inventory/inventory.ts";
import type { WithSettings } from "../settings/settings.ts";
import { codeFacts } from "./code-facts.ts";
import { settingFindings } from "./setting-findings.ts";
import { slotFindings } from "./slot-findings.ts";
import { verifyRows } from "./verify-row.ts";

/** Which identity each way of asking gets, checked where this process can check it, and what is odd about it. */
export async function answerWhichIdentity(
  deps: Clock & WithSettings & WithAzure,
  inventory: InventoryStore,
): Promise<WhichIdentityAnswer> {
  const checkedAt = deps.now().toISOString();
  const [ready, site] = await Promise.all([listIdentities(deps, inventory), inventory.site()]);
  const { settings } = deps;
  const rows = verifyRows(whichIdentity(codeFacts(settings, ready, site)), ready);
  const findings = [...slotFindings(settings, ready, site), ...settingFindings(settings, rows)];
  return {
    checkedAt,
    rows,
    connectionString: settings.legacyConnection,
    findings: findings.toSorted(worstFirst),
  };
}

const severities = ["error", "warning", "information"];

function worstFirst(a: IdentityFinding, b: IdentityFinding): number {
  return severities.indexOf(a.severity) - severities.indexOf(b.severity);
}
