import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Empty } from "../../components/empty.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { PageSection } from "../../components/page-section.tsx";
import { PanelBoundary } from "../../components/panel-boundary.tsx";
import { PlacePicker } from "../../components/place-picker.tsx";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { RefreshButton } from "../../components/refresh-button.tsx";
import { Waiting } from "../../components/waiting.tsx";
import { ChangeList } from "../../features/history/change-list.tsx";
import { historyRanges } from "../../features/history/history-range.ts";
import { historyQuery } from "../../features/history/queries.ts";
import { TimelineTable } from "../../features/history/timeline-table.tsx";
import { backgroundWords, historyHeadline, timelinesByIdentity } from "../../features/history/timelines.ts";
import { identitiesQuery } from "../../features/identities/queries.ts";
import { useNow } from "../../lib/use-now.ts";
import { usePageStyles } from "./page.styles.ts";

const route = getRouteApi("/history");

/** Since when is it so? A timeline for each cell, and what changed in the configuration just before. */
export function HistoryPage() {
  const styles = usePageStyles();
  const { range = "day" } = route.useSearch();
  const navigate = route.useNavigate();
  const { data, error, failureReason, isFetching, refetch } = useQuery(historyQuery(range));
  const identities = useQuery(identitiesQuery).data?.identities ?? [];
  const nowMs = useNow();
  const problem = error ?? failureReason;
  return (
    <div className={styles.page}>
      <PageHeader
        page="History"
        answer={
          data
            ? historyHeadline(data, identities, nowMs)
            : problem
              ? "The history could not be read"
              : "Reading the history"
        }
        basis={data && backgroundWords(data, nowMs)}
        actions={data && <RefreshButton busy={isFetching} onClick={() => void refetch()} />}
      />
      {problem && <ProblemNotice error={problem} onRetry={() => void refetch()} />}
      <PlacePicker
        label="Time shown"
        value={range}
        choices={[...historyRanges]}
        onChoose={(id) =>
          void navigate({ search: { range: historyRanges.find((one) => one.id === id)?.id }, replace: true })
        }
      />
      {!data && !problem && <Waiting label="Reading the history" />}
      {data?.cells.length === 0 && (
        <Empty title="No check is recorded in this time">
          Each report that somebody opens, and each background check, stands here as a piece of a timeline.
        </Empty>
      )}
      {data && data.cells.length > 0 && (
        <PanelBoundary what="The timelines">
          <TimelineTable answer={data} rows={timelinesByIdentity(data, identities)} identities={identities} />
        </PanelBoundary>
      )}
      {data && data.cells.length > 0 && (
        <PageSection
          title="What changed in the configuration"
          hint="Seen between two checks; the change itself happened before the one that saw it."
        >
          {data.changes.length > 0 ? (
            <ChangeList changes={data.changes} identities={identities} />
          ) : (
            <Empty title="Nothing changed">
              Settings, assigned identities, permission models, network rules and grants stayed the same.
            </Empty>
          )}
        </PageSection>
      )}
    </div>
  );
}
