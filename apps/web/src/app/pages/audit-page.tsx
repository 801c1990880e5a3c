import { Button, MessageBar, MessageBarBody, makeStyles, tokens } from "@fluentui/react-components";
import { ArrowDownloadRegular } from "@fluentui/react-icons/svg/arrow-download";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Empty } from "../../components/empty.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { PanelBoundary } from "../../components/panel-boundary.tsx";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { RefreshButton } from "../../components/refresh-button.tsx";
import { Waiting } from "../../components/waiting.tsx";
import { auditExports, isFiltered } from "../../features/audit/audit-filter.ts";
import { AuditFilters } from "../../features/audit/audit-filters.tsx";
import { AuditTable } from "../../features/audit/audit-table.tsx";
import { auditHeadline } from "../../features/audit/audit-words.ts";
import { ChainCheck } from "../../features/audit/chain-check.tsx";
import { auditRecordsQuery } from "../../features/audit/queries.ts";
import { identitiesQuery } from "../../features/identities/queries.ts";
import { vaultsQuery } from "../../features/vaults/queries.ts";
import { counted } from "../../lib/format-number.ts";
import { usePageStyles } from "./page.styles.ts";

const route = getRouteApi("/audit");

const useStyles = makeStyles({
  actions: { display: "flex", flexWrap: "wrap", gap: "8px 16px", alignItems: "center" },
  download: {
    display: "inline-flex",
    alignItems: "center",
    gap: "6px",
    color: tokens.colorBrandForegroundLink,
  },
  more: { display: "flex", flexWrap: "wrap", gap: "16px", alignItems: "flex-start" },
});

/** Who looked? Every probe, list and test read, with the request id that joins Key Vault's own log. */
export function AuditPage() {
  const page = usePageStyles();
  const styles = useStyles();
  const view = route.useSearch();
  const navigate = route.useNavigate();
  const audit = useInfiniteQuery(auditRecordsQuery(view));
  const identities = useQuery(identitiesQuery).data?.identities ?? [];
  const vaults = useQuery(vaultsQuery).data?.vaults ?? [];
  const problem = audit.error ?? audit.failureReason;
  const records = audit.data?.pages.flatMap((one) => one.records) ?? [];
  const unreadable = audit.data?.pages.at(-1)?.unreadable ?? 0;
  const summary = { complete: !audit.hasNextPage, filtered: isFiltered(view) };
  return (
    <div className={page.page}>
      <PageHeader
        page="Audit"
        answer={
          audit.data
            ? auditHeadline(records, summary)
            : problem
              ? "The audit could not be read"
              : "Reading the audit"
        }
        basis="Every probe, list and test read of this Latchkey. There is never a value in it."
        actions={
          <>
            <Downloads csv={auditExports(view).csv} json={auditExports(view).json} />
            <RefreshButton busy={audit.isFetching} onClick={() => void audit.refetch()} />
          </>
        }
      />
      {problem && <ProblemNotice error={problem} onRetry={() => void audit.refetch()} />}
      {unreadable > 0 && (
        <MessageBar intent="warning">
          <MessageBarBody>
            {counted(unreadable, "line")} of the audit could not be read, for example one that a crash cut
            off.
          </MessageBarBody>
        </MessageBar>
      )}
      <AuditFilters
        view={view}
        vaults={vaults}
        identities={identities}
        onView={(change) => void navigate({ search: (old) => ({ ...old, ...change }), replace: true })}
      />
      {!audit.data && !problem && <Waiting label="Reading the audit" />}
      {audit.data && records.length === 0 && (
        <Empty title={summary.filtered ? "No record fits" : "Nothing is recorded yet"}>
          {summary.filtered
            ? "Widen the filter, or show all."
            : "As soon as somebody opens a report, lists secrets or tests one, it stands here."}
        </Empty>
      )}
      {records.length > 0 && (
        <PanelBoundary what="The table of records" stillWorks="The downloads still work.">
          <AuditTable
            records={records}
            nameOf={(id) => identities.find((one) => one.id === id)?.name ?? id}
          />
        </PanelBoundary>
      )}
      <div className={styles.more}>
        {audit.hasNextPage && (
          <Button disabledFocusable={audit.isFetchingNextPage} onClick={() => void audit.fetchNextPage()}>
            {audit.isFetchingNextPage ? "Loading more" : "Load more"}
          </Button>
        )}
        <PanelBoundary what="The check of the audit's chain">
          <ChainCheck />
        </PanelBoundary>
      </div>
    </div>
  );
}

function Downloads({ csv, json }: { csv: string; json: string }) {
  const styles = useStyles();
  return (
    <span className={styles.actions}>
      <a className={styles.download} href={csv} download="latchkey-audit.csv">
        <ArrowDownloadRegular fontSize={16} /> CSV
      </a>
      <a className={styles.download} href={json} download="latchkey-audit.json">
        <ArrowDownloadRegular fontSize={16} /> JSON (newest 500)
      </a>
    </span>
  );
}
