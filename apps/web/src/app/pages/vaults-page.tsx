import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useEffect } from "react";
import { Empty } from "../../components/empty.tsx";
import { Instant } from "../../components/instant.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { PanelBoundary } from "../../components/panel-boundary.tsx";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { RefreshButton } from "../../components/refresh-button.tsx";
import { UnknownPlace } from "../../components/unknown-place.tsx";
import { Waiting } from "../../components/waiting.tsx";
import { reportQuery } from "../../features/report/queries.ts";
import { vaultsQuery } from "../../features/vaults/queries.ts";
import { VaultAccessTable } from "../../features/vaults/vault-access-table.tsx";
import { vaultsHeadline } from "../../features/vaults/vault-answers.ts";
import { VaultBlock } from "../../features/vaults/vault-block.tsx";
import { usePageStyles } from "./page.styles.ts";

const route = getRouteApi("/vaults");

/** What guards it? Every vault with its permission model, network rules and what was seen of it on the network. */
export function VaultsPage() {
  const styles = usePageStyles();
  const { vault: asked } = route.useSearch();
  const { data, error, failureReason, isFetching, refetch } = useQuery(vaultsQuery);
  const { data: report } = useQuery(reportQuery);
  const problem = error ?? failureReason;
  const ready = data !== undefined;
  useEffect(() => {
    if (ready && asked) document.getElementById(`vault-${asked}`)?.scrollIntoView({ block: "start" });
  }, [ready, asked]);
  return (
    <div className={styles.page}>
      <PageHeader
        page="Vaults"
        answer={
          data ? vaultsHeadline(data.vaults) : problem ? "The vaults could not be read" : "Reading the vaults"
        }
        basis={
          data && (
            <>
              Checked <Instant at={data.checkedAt} /> with ARM, DNS and the vaults' health answer
            </>
          )
        }
        actions={data && <RefreshButton busy={isFetching} onClick={() => void refetch()} />}
      />
      {problem && <ProblemNotice error={problem} onRetry={() => void refetch()} />}
      {data && asked && !data.vaults.some(({ id }) => id === asked) && <UnknownPlace what={asked} />}
      {!data && !problem && <Waiting label="Asking ARM, DNS and the vaults" />}
      {data?.vaults.length === 0 && (
        <Empty title="No vault is known yet">
          Set KEY_VAULT_URLS under Environment variables to the vaults' URIs, separated by commas. App Service
          then restarts the app and the vaults stand here.
        </Empty>
      )}
      {data?.vaults.map((vault) => (
        <PanelBoundary key={vault.id} what={vault.name}>
          <VaultBlock vault={vault} asked={vault.id === asked}>
            <VaultAccessTable vault={vault} report={report?.last ?? undefined} />
          </VaultBlock>
        </PanelBoundary>
      ))}
    </div>
  );
}
