import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useRef } from "react";
import { Empty } from "../../components/empty.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { PanelBoundary } from "../../components/panel-boundary.tsx";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { SidePanel } from "../../components/side-panel.tsx";
import { UnknownPlace } from "../../components/unknown-place.tsx";
import { Waiting } from "../../components/waiting.tsx";
import { useHostName } from "../../features/host/queries.ts";
import {
  type AccessMatrix,
  accessMatrix,
  findCell,
  type MatrixCell,
  onlyClosed,
} from "../../features/report/access-matrix.ts";
import { AccessView } from "../../features/report/access-view.tsx";
import { cellElementId } from "../../features/report/cell-element-id.ts";
import { headline } from "../../features/report/headline.ts";
import { checkAgain, reportQuery, stopChecking } from "../../features/report/queries.ts";
import { ReportActions } from "../../features/report/report-actions.tsx";
import { ReportBar } from "../../features/report/report-bar.tsx";
import { ReportBasis } from "../../features/report/report-basis.tsx";
import { usePageStyles } from "./page.styles.ts";

const route = getRouteApi("/");
const CellPanel = lazy(() =>
  import("../../features/report/cell-panel.tsx").then((module) => ({ default: module.CellPanel })),
);

/** Is it healthy? The access matrix, and each cell's story in a panel. */
export function OverviewPage() {
  const styles = usePageStyles();
  const queryClient = useQueryClient();
  const { data: state, error, failureReason, isFetching } = useQuery(reportQuery);
  const { filter } = route.useSearch();
  const navigate = route.useNavigate();
  const recheck = () => void checkAgain(queryClient);
  const problem = error ?? failureReason;
  if (!state || (!state.last && !state.run)) {
    return (
      <div className={styles.page}>
        <PageHeader page="Overview" answer={problem ? "Access could not be checked" : "Checking access"} />
        {problem ? (
          <ProblemNotice error={problem} onRetry={recheck} />
        ) : (
          <Waiting label="Reading identities and vaults" />
        )}
      </div>
    );
  }
  const whole = accessMatrix(state);
  return (
    <div className={styles.page}>
      <PageHeader
        page="Overview"
        answer={headline(whole)}
        basis={<ReportBasis state={state} matrix={whole} />}
        actions={
          <ReportActions
            checking={isFetching && whole.checking}
            onlyClosed={whole.total > 1 ? filter === "closed" : null}
            onFilter={() =>
              void navigate({
                search: (old) => ({ ...old, filter: filter ? undefined : "closed" }),
                replace: true,
              })
            }
            onCheck={recheck}
            onStop={stopChecking}
          />
        }
      />
      <MatrixWithPanel
        matrix={whole}
        bar={(onOpen) => (
          <ReportBar state={state} matrix={whole} error={problem} onRetry={recheck} onOpen={onOpen} />
        )}
      />
    </div>
  );
}

type MatrixWithPanelProps = {
  matrix: AccessMatrix;
  bar: (onOpen: (cell: MatrixCell) => void) => React.ReactNode;
};

function MatrixWithPanel({ matrix, bar }: MatrixWithPanelProps) {
  const { identity, vault, filter } = route.useSearch();
  const navigate = route.useNavigate();
  const selected = findCell(matrix, identity, vault);
  const lastOpened = useRef<string | null>(null);
  const openedId = selected ? cellElementId(selected) : null;
  useEffect(() => {
    if (openedId === null && lastOpened.current) document.getElementById(lastOpened.current)?.focus();
    lastOpened.current = openedId;
  }, [openedId]);
  const open = (cell: MatrixCell) =>
    void navigate({ search: (old) => ({ ...old, identity: cell.identity.id, vault: cell.vault.id }) });
  const close = () => void navigate({ search: { filter } });
  const host = useHostName();
  const shown = filter === "closed" ? onlyClosed(matrix) : matrix;
  return (
    <>
      {(identity || vault) && !selected && !matrix.checking ? (
        <UnknownPlace what={[identity, vault].filter(Boolean).join(" at ")} />
      ) : (
        <PanelBoundary what="The summary of the report">{bar(open)}</PanelBoundary>
      )}
      {shown.rows.length > 0 && shown.vaults.length > 0 ? (
        <PanelBoundary what="The access matrix">
          <AccessView matrix={shown} selected={selected} onOpen={open} />
        </PanelBoundary>
      ) : (
        <NothingToShow matrix={matrix} />
      )}
      {selected && (
        <PanelBoundary
          what="The explanation of this cell"
          stillWorks="The matrix still works."
          resetKey={cellElementId(selected)}
          frame={(notice) => (
            <SidePanel title={`${selected.identity.name} at ${selected.vault.name}`} onClose={close}>
              {notice}
            </SidePanel>
          )}
        >
          <Suspense fallback={null}>
            <CellPanel cell={selected} host={host} onClose={close} />
          </Suspense>
        </PanelBoundary>
      )}
    </>
  );
}

function NothingToShow({ matrix }: { matrix: AccessMatrix }) {
  if (matrix.vaults.length > 0) {
    return (
      <Empty title="Nothing is closed">
        No cell of this report is closed. Switch “Only closed” off to see all of them.
      </Empty>
    );
  }
  return (
    <Empty title="No vault to check yet">
      The access matrix stands here once a vault is known. Set KEY_VAULT_URLS under Environment variables to
      the vaults' URIs, separated by commas; App Service then restarts the app.
    </Empty>
  );
}
