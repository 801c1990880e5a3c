import { type ExplainedId, explainId } from "@latchkey/diagnosis/explain-id";
import { explainText } from "@latchkey/diagnosis/explain-text";
import type { KnownIds } from "@latchkey/diagnosis/known-ids";
import type { Diagnosis } from "@latchkey/shared/diagnosis";
import { fixContextFor, knownIds, type Loaded } from "./known-ids.ts";

/** Characters that are read; what is longer is cut there. */
export const readAtMost = 1_048_576;

/** Whose identity and vault a fix is for is looked up in so many characters from the start, so that a long text is read once. */
const placesWithin = 65_536;

/** Something recognised in a pasted text: a label, the text, and whose it is when it is this app's. */
export type Recognised = { label: string; value: string; whose: string | null };

/** What became of a paste. */
export type Explained =
  | { kind: "nothing" }
  | { kind: "id"; id: ExplainedId }
  | { kind: "text"; diagnosis: Diagnosis; recognised: Recognised[] };

/** Explains what was pasted, from the text and from what is loaded already. Asks nobody. */
export function explainPaste(pasted: string, loaded: Loaded): Explained {
  const text = pasted.slice(0, readAtMost);
  if (text.trim() === "") return { kind: "nothing" };
  const known = knownIds(loaded);
  const id = explainId(text, known);
  if (id) return { kind: "id", id };
  const beginning = explainText(text.slice(0, placesWithin), known).found;
  const { diagnosis, found } = explainText(text, known, fixContextFor(loaded, beginning));
  return { kind: "text", diagnosis, recognised: recognised(found, known) };
}

type Found = ReturnType<typeof explainText>["found"];

function recognised(found: Found, known: KnownIds): Recognised[] {
  const plain = (label: string, values: string[]): Recognised[] =>
    values.slice(0, 5).map((value) => ({ label, value, whose: null }));
  const id = (label: string, value: string | undefined): Recognised[] =>
    value ? [{ label, value, whose: whoseId(value, known) }] : [];
  const named = [found.caller?.clientId, found.caller?.principalId];
  const others = found.guids.filter((value) => !named.includes(value) && whoseId(value, known));
  return [
    ...plain("HTTP status", found.httpStatus === undefined ? [] : [String(found.httpStatus)]),
    ...plain(
      "Entra error",
      found.aadsts.map((number) => `AADSTS${number}`),
    ),
    ...plain(
      "Key Vault error",
      found.akv.map((number) => `AKV${number}`),
    ),
    ...id("Caller's Client ID", found.caller?.clientId),
    ...id("Caller's Object (principal) ID", found.caller?.principalId),
    ...plain("Vault", found.vaultHosts),
    ...plain("Azure action", found.actions),
    ...plain("Audience", found.audience ? [found.audience] : []),
    ...plain("Connection string", found.connectionStrings),
    ...others.slice(0, 5).flatMap((value) => id("ID", value)),
  ];
}

/** "Client ID of id-orders": the first thing that is known of an id of this app; null for all others. */
function whoseId(id: string, { identities, subscriptionId }: KnownIds): string | null {
  const own = identities.find(({ clientId, principalId }) => clientId === id || principalId === id);
  if (own) return `${own.clientId === id ? "Client ID" : "Object (principal) ID"} of ${own.name}`;
  if (identities.some(({ tenantId }) => tenantId === id)) return "this app's tenant";
  return subscriptionId === id ? "this app's subscription" : null;
}
