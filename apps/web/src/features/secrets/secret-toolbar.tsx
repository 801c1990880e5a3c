import { Input, makeStyles, Select, ToggleButton, tokens } from "@fluentui/react-components";
import { SearchRegular } from "@fluentui/react-icons/svg/search";
import { useId } from "react";
import { hiddenFromSight } from "../../components/visually-hidden.tsx";
import { onPhone } from "../../lib/breakpoints.ts";
import { wholeNumber } from "../../lib/format-number.ts";
import type { Show, Sort } from "./secret-list.ts";

const filters = [
  { show: "all", label: "All" },
  { show: "disabled", label: "Disabled" },
  { show: "expired", label: "Expired" },
  { show: "expiring", label: "Expiring in 30 days" },
] as const;

const useStyles = makeStyles({
  bar: {
    display: "flex",
    flexWrap: "wrap",
    gap: "12px 16px",
    alignItems: "center",
    "@media print": { display: "none" },
  },
  search: { width: "280px", [onPhone]: { width: "100%" } },
  filters: {
    display: "flex",
    flexWrap: "wrap",
    gap: "6px",
    border: "none",
    margin: 0,
    padding: 0,
    minWidth: 0,
  },
  legend: hiddenFromSight,
  count: {
    marginLeft: "6px",
    color: tokens.colorNeutralForeground3,
    fontVariantNumeric: "tabular-nums",
    fontWeight: tokens.fontWeightRegular,
  },
  sort: {
    display: "flex",
    alignItems: "center",
    gap: "8px",
    marginLeft: "auto",
    [onPhone]: { marginLeft: 0 },
  },
});

type SecretToolbarProps = {
  query: string;
  show: Show;
  sort: Sort;
  counts: Record<Show, number>;
  onChange: (change: { q?: string; show?: Show; sort?: Sort }) => void;
};

/** Search, filters with their counts, and the order of the list. */
export function SecretToolbar({ query, show, sort, counts, onChange }: SecretToolbarProps) {
  const styles = useStyles();
  const sortId = useId();
  return (
    <search className={styles.bar} aria-label="Secrets">
      <Input
        className={styles.search}
        type="search"
        aria-label="Search by name"
        placeholder="Search by name"
        contentBefore={<SearchRegular />}
        value={query}
        onChange={(_event, { value }) => onChange({ q: value })}
      />
      <fieldset className={styles.filters}>
        <legend className={styles.legend}>Filter</legend>
        {filters.map((filter) => (
          <ToggleButton
            key={filter.show}
            size="small"
            shape="circular"
            checked={show === filter.show}
            onClick={() => onChange({ show: filter.show })}
          >
            {filter.label}
            <span className={styles.count}>{wholeNumber(counts[filter.show])}</span>
          </ToggleButton>
        ))}
      </fieldset>
      <div className={styles.sort}>
        <label htmlFor={sortId}>Sort by</label>
        <Select id={sortId} value={sort} onChange={(_event, { value }) => onChange({ sort: sortOf(value) })}>
          <option value="name">Name</option>
          <option value="updated">Last updated</option>
          <option value="expires">Expires first</option>
        </Select>
      </div>
    </search>
  );
}

function sortOf(value: string): Sort {
  return value === "updated" || value === "expires" ? value : "name";
}
