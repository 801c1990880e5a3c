import type { SetupAnswer, SetupStep } from "@latchkey/shared/setup";
import type { WithAzure } from "../azure/azure.ts";
import type { Clock } from "../clock.ts";
import type { InventoryStore } from "../inventory/inventory.ts";
import type { WithSettings } from "../settings/settings.ts";
import type { WithVersions } from "../versions.ts";
import { type Asked, gatherSetup } from "./gather-setup.ts";
import type { SetupFacts } from "./setup-facts.ts";
import { setupSteps } from "./setup-steps.ts";

/** The checklist with the cells that were probed for it. @throws RequestProblem 404 */
export async function answerSetup(
  deps: Clock & WithSettings & WithAzure & WithVersions,
  inventory: InventoryStore,
  asked: Asked,
) {
  const checkedAt = deps.now().toISOString();
  const { facts, identities } = await gatherSetup(deps, inventory, asked);
  const { identity, vault, armVault, vaults, configured, own } = facts;
  const steps = setupSteps(facts);
  const next = steps.find(({ state }) => state !== "done");
  const answer: SetupAnswer = {
    checkedAt,
    identity,
    identities,
    vaultId: vault.id,
    vaultIds: deps.settings.vaults.map(({ id }) => id),
    permissionModel: armVault
      ? { state: "known", value: armVault.rbac ? "rbac" : "access-policy", source: "arm" }
      : {
          state: "unknown",
          because: vaults.kind === "read" ? "ARM shows no vault of this name" : vaults.because,
          missingRight: "Microsoft.KeyVault/vaults/read",
        },
    steps,
    nextStep: next?.id ?? null,
    summary: summaryOf(facts, steps, next),
    warnings: warningsOf(facts),
  };
  return { answer, cells: own ? [configured.cell, own] : [configured.cell] };
}

function summaryOf({ identity, vault }: SetupFacts, steps: SetupStep[], next: SetupStep | undefined): string {
  if (!next) return `Done: the code reads from ${vault.name} as ${identity?.name ?? "the identity"}.`;
  const done = steps.filter(({ state }) => state === "done").length;
  // The last step proves all before it, also those that ARM does not show.
  if (steps.at(-1)?.state === "done")
    return `The code reads from ${vault.name} as ${identity?.name ?? "the identity"}; some steps cannot be seen.`;
  return `${done} of ${steps.length} steps are done. Next: ${next.title}.`;
}

function warningsOf({ settings, site, configured }: SetupFacts): string[] {
  const { legacyConnection: legacy, codeEnvironment } = settings;
  const warnings: string[] = [];
  if (legacy)
    warnings.push(
      "AzureServicesAuthConnectionString does nothing here: only the retired library reads it, and today's Azure Identity libraries ignore it.",
    );
  if (
    site.kind === "read" &&
    !site.value.systemAssigned &&
    site.value.userAssigned.length > 0 &&
    !codeEnvironment.AZURE_CLIENT_ID
  )
    warnings.push(
      "The app has user-assigned identities only, and nothing tells code which to use: a request without a Client ID fails.",
    );
  if (configured.identity.token.outcome.kind === "no-token" && codeEnvironment.AZURE_CLIENT_ID === "")
    warnings.push("AZURE_CLIENT_ID is set but empty; most libraries take that for not set.");
  return warnings;
}
