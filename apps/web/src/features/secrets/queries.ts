import type { IdentityId } from "@latchkey/shared/identity";
import {
  type SecretItem,
  type SecretStreamLine,
  secretStreamLineSchema,
  testReadAnswerSchema,
} from "@latchkey/shared/secret";
import { mutationOptions, type QueryClient, queryOptions } from "@tanstack/react-query";
import { api } from "../../lib/api.ts";
import { ndjsonLines } from "../../lib/ndjson.ts";
import { BackendAwayError, parsedAs, readAs, readStream } from "../../lib/read-as.ts";

const batchMs = 100;

/** The last line of a listing: what came of it, how many secrets and pages. */
export type ListingEnd = Extract<SecretStreamLine, { kind: "end" }>;

/**
 * A listing as it grows. `secrets` is one array that only grows; each batch brings a new object around it,
 * so that 25,000 rows are never copied. `end` is null while it runs and when it was stopped.
 */
export type Listing = { secrets: SecretItem[]; end: ListingEnd | null; stopped: boolean; at: string };

let running: AbortController | undefined;

/** One vault as one identity sees it. Leaving the page does not end a listing; `stopListing` or another listing does. */
export const secretsQuery = (vaultId: string, identityId: string) =>
  queryOptions({
    queryKey: ["secrets", vaultId, identityId],
    queryFn: ({ client, queryKey }) => list({ client, queryKey, vaultId, identityId }),
    staleTime: Number.POSITIVE_INFINITY, // a listing can be a thousand requests: only a person starts it again
    gcTime: 600_000,
    structuralSharing: false,
  });

/** Ends the listing under way; what came stays. */
export function stopListing(): void {
  running?.abort();
}

type Wanted = { client: QueryClient; queryKey: readonly string[]; vaultId: string; identityId: string };

async function list({ client, queryKey, vaultId, identityId }: Wanted): Promise<Listing> {
  running?.abort();
  const controller = new AbortController();
  running = controller;
  const secrets: SecretItem[] = [];
  const listing: Listing = { secrets, end: null, stopped: false, at: new Date().toISOString() };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const show = () => {
    timer = undefined;
    client.setQueryData<Listing>(queryKey, { ...listing });
  };
  try {
    const sent = api.vaults[":vaultId"].secrets.$get(
      { param: { vaultId }, query: { identityId } },
      { headers: { accept: "application/x-ndjson" }, init: { signal: controller.signal } },
    );
    for await (const piece of ndjsonLines(await readStream(sent))) {
      const line = parsedAs(secretStreamLineSchema, piece);
      if (line.kind === "end") return { ...listing, end: line };
      secrets.push(line);
      timer ??= setTimeout(show, secrets.length === 1 ? 0 : batchMs);
    }
    throw new BackendAwayError("the stream ended without its last line");
  } catch (error) {
    if (controller.signal.aborted) return { ...listing, stopped: true };
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/** What a test read names. */
export type TestRead = { vaultId: string; identityId: IdentityId; name: string };

/** Reads one secret in the backend as that identity; its value stays there. */
export const testReadMutation = mutationOptions({
  mutationKey: ["secrets", "test-read"],
  mutationFn: ({ vaultId, name, identityId }: TestRead) =>
    readAs(
      testReadAnswerSchema,
      api.vaults[":vaultId"].secrets[":name"].test.$post({ param: { vaultId, name }, json: { identityId } }),
    ),
});
