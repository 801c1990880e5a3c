import type { AppPlace } from "../azure/app-place.ts";
import type { ArmSite, ArmVault } from "../azure/arm.ts";
import type { ArmAnswer, ArmFailure } from "../azure/arm-call.ts";
import type { DenyAssignment, RoleAssignment } from "../azure/arm-grants.ts";
import type { ArmCredential, Azure, WithAzure } from "../azure/azure.ts";
import type { IdentityChoice } from "../azure/identity-choice.ts";

/** One reading of ARM, each part as the identity that may read it. Nothing here throws. */
export type ArmReading = {
  site: Promise<ArmAnswer<ArmSite>>;
  vaults: Promise<ArmAnswer<{ scope: string; vaults: ArmVault[] }>>;
  assignments(scope: string, principalId: string): Promise<ArmAnswer<RoleAssignment[]>>;
  denies(scope: string): Promise<ArmAnswer<DenyAssignment[]>>;
};

const noReader: ArmFailure = {
  kind: "denied",
  because: "no identity of this app may read the vaults in ARM",
  missingRight: "Microsoft.KeyVault/vaults/read",
};

type Found<Value> = { answer: ArmAnswer<Value>; choice: IdentityChoice | undefined };

/**
 * Reads ARM as one identity after the other, in the order of `choices`, until one may. The vaults are asked for as the identity that could
 * read the site first, and their grants as the one that could read the vaults.
 */
export function armReader(
  deps: WithAzure,
  place: AppPlace | undefined,
  choices: IdentityChoice[],
): ArmReading {
  if (!place)
    return unreadable({
      kind: "not-found",
      because: "this process does not run on App Service, so ARM has nothing to show",
    });
  const site = firstAllowed(deps, choices, "Microsoft.Web/sites/read", (azure, credential) =>
    azure.arm.site(credential, place),
  );
  const vaults = site.then(({ choice }) =>
    firstAllowed(
      deps,
      choice ? [choice, ...choices] : choices,
      "Microsoft.KeyVault/vaults/read",
      (azure, credential) => azure.arm.vaults(credential, place),
    ),
  );
  const asVaultReader = async <Value>(
    ask: (azure: Azure, credential: ArmCredential) => Promise<ArmAnswer<Value>>,
  ) => {
    const { choice } = await vaults;
    if (!choice) return noReader;
    const azure = await deps.azure();
    return ask(azure, azure.armCredential(choice));
  };
  return {
    site: site.then(({ answer }) => answer),
    vaults: vaults.then(({ answer }) => answer),
    assignments: (scope, principalId) =>
      asVaultReader((azure, credential) => azure.arm.assignments(credential, place, scope, principalId)),
    denies: (scope) => asVaultReader((azure, credential) => azure.arm.denies(credential, place, scope)),
  };
}

/** The first answer that is no denial, and as whom it came. Identities without a token for ARM are passed over. */
export async function firstAllowed<Value>(
  deps: WithAzure,
  choices: IdentityChoice[],
  right: string,
  ask: (azure: Azure, credential: ArmCredential) => Promise<ArmAnswer<Value>>,
): Promise<Found<Value>> {
  const azure = await deps.azure();
  let denied: ArmFailure = {
    kind: "denied",
    because: "no identity of this app got a token for ARM",
    missingRight: right,
  };
  for (const choice of new Set(choices)) {
    const token = await azure.tokens.obtain(choice, azure.audiences.arm);
    if (token.outcome.kind !== "allowed") continue;
    const answer = await ask(azure, azure.armCredential(choice));
    if (answer.kind !== "denied") return { answer, choice };
    denied = answer;
  }
  return { answer: denied, choice: undefined };
}

function unreadable(failure: ArmFailure): ArmReading {
  const answer = Promise.resolve(failure);
  return { site: answer, vaults: answer, assignments: () => answer, denies: () => answer };
}
