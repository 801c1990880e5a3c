import type { ConnectionStringReading } from "@latchkey/shared/connection-string";
import type { IdentityId } from "@latchkey/shared/identity";

/** An identity of the app. `id` is `system` or the client ID in lower case. */
export type AppIdentity = { id: IdentityId; name: string; resourceId?: string | undefined };

/** What decides which identity code in this app gets. */
export type CodeFacts = {
  /** Settings of the process: absent = not set, `""` = set and empty, `"set"` where the value is secret. */
  env: Readonly<Record<string, string | undefined>>;
  /** The identities that are assigned to this app and slot. */
  identities: readonly AppIdentity[];
  /** False where the list may lack some (ARM could not be read). */
  complete: boolean;
  /** Ids that are certainly not assigned, also where the list is not complete: the identity endpoint said so. */
  absent: readonly IdentityId[];
  /** `AzureServicesAuthConnectionString`; null = not set or blank. */
  legacy: ConnectionStringReading | null;
  /** `keyVaultReferenceIdentity` of the site; null = not set, undefined = could not be read. */
  referenceIdentity: string | null | undefined;
};

/** An identity as a request selects it: none, or by client ID or resource ID as written. */
export type Selection = { clientId: string } | { resourceId: string } | null;

export type Selected =
  | { kind: "found"; identity: AppIdentity }
  | { kind: "none" }
  | { kind: "unknown"; because: string };

/** The identity of this app that a request with this selection gets. Letter case does not matter; white space does. */
export function select(facts: CodeFacts, selection: Selection): Selected {
  const found = facts.identities.find((identity) => matches(identity, selection));
  if (found) return { kind: "found", identity: found };
  if (facts.complete || facts.absent.some((id) => matches({ id, name: "" }, selection)))
    return { kind: "none" };
  return { kind: "unknown", because: "the identities of this app could not be read from ARM" };
}

function matches({ id, resourceId }: AppIdentity, selection: Selection): boolean {
  if (selection === null) return id === "system";
  if ("clientId" in selection) return id === selection.clientId.toLowerCase();
  return resourceId?.toLowerCase() === selection.resourceId.toLowerCase();
}

/** Is the setting there with a value? Most libraries take an empty one as not set. */
export function isSet(facts: CodeFacts, name: string): boolean {
  return Boolean(facts.env[name]);
}
