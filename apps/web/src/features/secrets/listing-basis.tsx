import { Instant } from "../../components/instant.tsx";
import { counted } from "../../lib/format-number.ts";
import { duration } from "../../lib/format-time.ts";
import type { Listing } from "./queries.ts";

/** When the list was read and from how many pages, or how far it is. */
export function ListingBasis({ listing }: { listing: Listing | undefined }) {
  if (!listing) return "Waiting for the first page";
  const { secrets, end, stopped, at } = listing;
  if (end) {
    return (
      <>
        Listed <Instant at={at} /> · {counted(end.pages, "page")} in {duration(end.tookMs)}
      </>
    );
  }
  if (stopped) {
    return (
      <>
        Stopped after {counted(secrets.length, "secret")}, listed <Instant at={at} />
      </>
    );
  }
  return `${counted(secrets.length, "secret")} so far`;
}
