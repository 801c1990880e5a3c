import { type FixContext, fixContextOf, idsOf } from "@latchkey/diagnosis/fix-context";
import type { KnownIds } from "@latchkey/diagnosis/known-ids";
import type { AppAnswer } from "@latchkey/shared/app";
import { known } from "@latchkey/shared/fact";
import type { IdentitiesAnswer } from "@latchkey/shared/identity";
import type { VaultsAnswer } from "@latchkey/shared/vault";

/** What is already loaded of this app; every part may be missing. */
export type Loaded = {
  app?: AppAnswer | undefined;
  identities?: IdentitiesAnswer | undefined;
  vaults?: VaultsAnswer | undefined;
};

/** This app's own ids, to recognise them in a pasted text. What is not loaded or not known is left out. */
export function knownIds({ app, identities, vaults }: Loaded): KnownIds {
  const listed = identities?.identities ?? [];
  const name = known(app?.name);
  return {
    identities: listed
      .filter(({ kind }) => kind !== "as-configured")
      .map((identity) => ({
        ...idsOf(identity),
        tenantId: known(identity.tenantId),
      })),
    app: name ? { name, resourceId: known(app?.resourceId) } : undefined,
    subscriptionId: known(app?.subscriptionId),
    selectors: identities?.selectors.flatMap(({ setting, value }) =>
      value === null ? [] : [{ setting, value }],
    ),
    vaults: vaults?.vaults.map((vault) => ({
      name: vault.name,
      resourceId: known(vault.resourceId),
    })),
  };
}

/** This app's own ids for a fix of a pasted error: the app, and the identity and vault that the text names, when they are ours. */
export function fixContextFor(
  { app, identities, vaults }: Loaded,
  found: {
    lower: string;
    vaultHosts: string[];
    caller?: { clientId?: string; principalId?: string } | undefined;
  },
): FixContext {
  const { clientId, principalId } = found.caller ?? {};
  const identity = identities?.identities.find(
    (candidate) =>
      candidate.kind !== "as-configured" &&
      ((principalId && known(candidate.principalId) === principalId) ||
        (clientId && known(candidate.clientId) === clientId)),
  );
  const vault = vaults?.vaults.find(
    ({ id, uri }) =>
      found.vaultHosts.includes(new URL(uri).hostname) ||
      found.lower.includes(`/vaults/${id}`) ||
      found.lower.includes(`vault: ${id};`),
  );
  const name = known(app?.name);
  return fixContextOf({
    armReadable: false,
    app: name
      ? {
          name,
          resourceGroup: known(app?.resourceGroup),
          subscriptionId: known(app?.subscriptionId),
          slot: known(app?.slot),
        }
      : undefined,
    identity: identity && idsOf(identity),
    vault: vault && {
      name: vault.name,
      resourceId: known(vault.resourceId),
      permissionModel: known(vault.permissionModel),
    },
  });
}
