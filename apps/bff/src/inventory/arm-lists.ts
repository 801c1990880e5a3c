import type { ArmAnswer } from "../azure/arm-call.ts";
import type { ArmIdentity, ArmReference } from "../azure/arm-lists.ts";
import type { WithAzure } from "../azure/azure.ts";
import type { WithSettings } from "../settings/settings.ts";
import { firstAllowed } from "./arm-reader.ts";
import { appPlace, armChoices } from "./inventory.ts";

const outside = {
  kind: "not-found",
  because: "this process does not run on App Service, so ARM has nothing to show",
} as const;

/** The Key Vault references of the app's settings as ARM shows them, as the first identity that may read them. Read anew each time. */
export async function armReferences(deps: WithSettings & WithAzure): Promise<ArmAnswer<ArmReference[]>> {
  const place = appPlace(deps.settings);
  if (!place) return outside;
  const found = await firstAllowed(
    deps,
    armChoices(deps.settings),
    "Microsoft.Web/sites/config/read",
    (azure, credential) => azure.lists.references(credential, place),
  );
  return found.answer;
}

/** The user-assigned identities of the app's resource group, assigned or not. Read anew each time. */
export async function armIdentities(deps: WithSettings & WithAzure): Promise<ArmAnswer<ArmIdentity[]>> {
  const place = appPlace(deps.settings);
  if (!place) return outside;
  const found = await firstAllowed(
    deps,
    armChoices(deps.settings),
    "Microsoft.ManagedIdentity/userAssignedIdentities/read",
    (azure, credential) => azure.lists.userAssigned(credential, place),
  );
  return found.answer;
}
