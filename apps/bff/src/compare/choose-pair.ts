import type { ReadyIdentity } from "../identities/list-identities.ts";
import { unknownIdentity } from "../lookup.ts";

export type Pair = { left: ReadyIdentity; right: ReadyIdentity };

/**
 * The two identities that are asked for. Left is the system-assigned one by default, right the user-assigned one that is selected, else
 * the first of the others. @throws RequestProblem 404 that names what is not known
 */
export function choosePair(
  ready: ReadyIdentity[],
  asked: { left?: string | undefined; right?: string | undefined },
): Pair {
  const left = asked.left === undefined ? defaultLeft(ready) : find(ready, asked.left);
  const right = asked.right === undefined ? defaultRight(ready, left) : find(ready, asked.right);
  return { left, right };
}

function find(ready: ReadyIdentity[], id: string): ReadyIdentity {
  const found = ready.find(({ known }) => known.id === id);
  if (found) return found;
  throw unknownIdentity(id);
}

function configuredOf(ready: ReadyIdentity[]): ReadyIdentity {
  const configured = ready.find(({ known }) => known.kind === "as-configured");
  if (!configured) throw new Error("As configured is always listed.");
  return configured;
}

function defaultLeft(ready: ReadyIdentity[]): ReadyIdentity {
  return ready.find(({ known }) => known.kind === "system-assigned") ?? configuredOf(ready);
}

function defaultRight(ready: ReadyIdentity[], left: ReadyIdentity): ReadyIdentity {
  const configured = configuredOf(ready);
  const others = ready.filter((one) => one !== left);
  return (
    others.find(({ known }) => known.id === configured.known.choice.clientId?.toLowerCase()) ??
    others.find(({ known }) => known.kind === "user-assigned") ??
    others[0] ??
    left
  );
}
