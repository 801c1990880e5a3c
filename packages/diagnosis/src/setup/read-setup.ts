import type { SetupAnswer, SetupStep } from "@latchkey/shared/setup";
import type { SetupFacts } from "./setup-facts.ts";
import { setupSteps } from "./setup-steps.ts";

/** The move to a user-assigned identity, read from the facts: each step with its state, what comes next, and what to beware of. */
export function readSetup(
  facts: SetupFacts,
): Pick<SetupAnswer, "identity" | "permissionModel" | "steps" | "nextStep" | "summary" | "warnings"> {
  const steps = setupSteps(facts);
  const next = steps.find(({ state }) => state !== "done");
  return {
    identity: facts.identity,
    permissionModel: facts.permissionModel,
    steps,
    nextStep: next?.id ?? null,
    summary: summaryOf(facts, steps, next),
    warnings: warningsOf(facts),
  };
}

function summaryOf(
  { identity, vaultName }: SetupFacts,
  steps: SetupStep[],
  next: SetupStep | undefined,
): string {
  if (!next) return `Done: the code reads from ${vaultName} as ${identity?.name ?? "the identity"}.`;
  const done = steps.filter(({ state }) => state === "done").length;
  // The last step proves all before it, also those that ARM does not show.
  if (steps.at(-1)?.state === "done")
    return `The code reads from ${vaultName} as ${identity?.name ?? "the identity"}; some steps cannot be seen.`;
  return `${done} of ${steps.length} steps are done. Next: ${next.title}.`;
}

function warningsOf({ legacyConnection, clientIdSetting, site, configured }: SetupFacts): string[] {
  const warnings: string[] = [];
  if (legacyConnection)
    warnings.push(
      "AzureServicesAuthConnectionString does nothing here: only the retired library reads it, and today's Azure Identity libraries ignore it.",
    );
  if (
    site.state === "known" &&
    !site.value.hasSystemAssigned &&
    site.value.userAssigned.length > 0 &&
    !clientIdSetting
  )
    warnings.push(
      "The app has user-assigned identities only, and nothing tells code which to use: a request without a Client ID fails.",
    );
  if (configured.token.outcome.kind === "no-token" && clientIdSetting === "")
    warnings.push("AZURE_CLIENT_ID is set but empty; most libraries take that for not set.");
  return warnings;
}
