import { Button, makeStyles } from "@fluentui/react-components";
import { useMemo } from "react";
import { Empty } from "../../components/empty.tsx";
import { smallGreyParagraph } from "../../components/text.styles.ts";
import { Waiting } from "../../components/waiting.tsx";
import { counted } from "../../lib/format-number.ts";
import { ListingProblem } from "./listing-problem.tsx";
import type { Listing } from "./queries.ts";
import { countSecrets, type Show, type Sort, selectSecrets } from "./secret-list.ts";
import { SecretTable } from "./secret-table.tsx";
import { SecretToolbar } from "./secret-toolbar.tsx";
import { TestByName } from "./test-by-name.tsx";

const useStyles = makeStyles({
  listing: { display: "grid", gridTemplateColumns: "minmax(0, 1fr)", gap: "16px" },
  shown: smallGreyParagraph,
});

/** How the list is looked at; it lives in the URL. */
export type SecretView = { q: string; show: Show; sort: Sort };

type SecretListingProps = {
  listing: Listing | undefined;
  view: SecretView;
  selected: string | undefined;
  nowMs: number;
  onView: (change: Partial<SecretView>) => void;
  /** Why test reads are not offered; null when they are. */
  refusal: string | null;
  onTest: (name: string) => void;
};

/** The list as it arrives, with search, filters and order; or why there is none. */
export function SecretListing(props: SecretListingProps) {
  const { listing, view, selected, nowMs, onView, refusal, onTest } = props;
  const styles = useStyles();
  const { q, show, sort } = view;
  const counts = useMemo(() => countSecrets(listing?.secrets ?? [], nowMs), [listing, nowMs]);
  const shown = useMemo(
    () => selectSecrets(listing?.secrets ?? [], { query: q, show, sort, nowMs }),
    [listing, q, show, sort, nowMs],
  );
  if (!listing) return <Waiting label="Asking the vault for its secrets" />;
  const { end, secrets } = listing;
  const failed = end !== null && end.outcome.kind !== "allowed";
  if (secrets.length === 0) {
    return <NoRows listing={listing} refusal={refusal} onTest={onTest} />;
  }
  return (
    <div className={styles.listing}>
      {failed && <ListingProblem end={end} />}
      <SecretToolbar query={q} show={show} sort={sort} counts={counts} onChange={onView} />
      {refusal && <p className={styles.shown}>{refusal}</p>}
      {shown.length > 0 ? (
        <SecretTable
          secrets={shown}
          sort={sort}
          selected={selected}
          nowMs={nowMs}
          onTest={refusal ? undefined : onTest}
        />
      ) : (
        <Empty title="No secret fits">
          None of {counted(secrets.length, "secret")} fits this search and filter.{" "}
          <Button size="small" onClick={() => onView({ q: "", show: "all" })}>
            Show all
          </Button>
        </Empty>
      )}
      <p className={styles.shown} role="status">
        {counted(shown.length, "secret")} shown
      </p>
    </div>
  );
}

type NoRowsProps = { listing: Listing; refusal: string | null; onTest: (name: string) => void };

function NoRows({ listing: { end, stopped }, refusal, onTest }: NoRowsProps) {
  const styles = useStyles();
  if (stopped) return <Empty title="Stopped before the first page">List again to see the secrets.</Empty>;
  if (!end) return <Waiting label="Asking the vault for its secrets" />;
  if (end.outcome.kind !== "allowed") {
    return (
      <div className={styles.listing}>
        <ListingProblem end={end} />
        {refusal ? <p className={styles.shown}>{refusal}</p> : <TestByName onTest={onTest} />}
      </div>
    );
  }
  return (
    <Empty title="This vault holds no secrets">
      Their names would stand here. Set one with az keyvault secret set, or in the portal under Secrets, then
      list again.
    </Empty>
  );
}
