import type { IdentityId } from "@latchkey/shared/identity";
import {
  type SecretItem,
  type SecretStreamLine,
  secretStreamLineSchema,
  testReadAnswerSchema,
} from "@latchkey/shared/secret";
import { mutationOptions, queryOptions } from "@tanstack/react-query";
import { api } from "../../lib/api.ts";
import { ndjsonLines } from "../../lib/ndjson.ts";
import { parsedAs, readAs, readStream } from "../../lib/read-as.ts";
import { streamedQuery } from "../../lib/streamed-query.ts";

const listings = streamedQuery({ batchMs: 100 });

/** The last line of a listing: what came of it, how many secrets and pages. */
export type ListingEnd = Extract<SecretStreamLine, { kind: "end" }>;

/**
 * A listing as it grows. `secrets` is one array that only grows; each batch brings a new object around it,
 * so that 25,000 rows are never copied. `end` is null while it runs and when it was stopped.
 */
export type Listing = { secrets: SecretItem[]; end: ListingEnd | null; stopped: boolean; at: string };

/** One vault as one identity sees it. Leaving the page does not end a listing; `stopListing` or another listing does. */
export const secretsQuery = (vaultId: string, identityId: string) =>
  queryOptions({
    queryKey: ["secrets", vaultId, identityId],
    queryFn: (context) =>
      listings.fetch<Listing, SecretStreamLine>(context, {
        start: { secrets: [], end: null, stopped: false, at: new Date().toISOString() },
        open: (signal) => linesOf({ vaultId, identityId, signal }),
        withPiece: withLine,
        isLast: ({ kind }) => kind === "end",
        stopped: (listing) => ({ ...listing, stopped: true }),
      }),
    staleTime: Number.POSITIVE_INFINITY, // a listing can be a thousand requests: only a person starts it again
    gcTime: 600_000,
    structuralSharing: false,
  });

/** Ends the listing under way; what came stays. */
export const stopListing = listings.stop;

function withLine(listing: Listing, line: SecretStreamLine): Listing {
  if (line.kind === "end") return { ...listing, end: line };
  listing.secrets.push(line);
  return { ...listing };
}

type Wanted = { vaultId: string; identityId: string; signal: AbortSignal };

async function* linesOf({ vaultId, identityId, signal }: Wanted): AsyncGenerator<SecretStreamLine> {
  const sent = api.vaults[":vaultId"].secrets.$get(
    { param: { vaultId }, query: { identityId } },
    { headers: { accept: "application/x-ndjson" }, init: { signal } },
  );
  for await (const line of ndjsonLines(await readStream(sent))) yield parsedAs(secretStreamLineSchema, line);
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
