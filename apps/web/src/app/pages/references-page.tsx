import { useQuery } from "@tanstack/react-query";
import { Empty } from "../../components/empty.tsx";
import { FactItem, FactsList, FactValue } from "../../components/facts-list.tsx";
import { Identifier } from "../../components/identifier.tsx";
import { Instant } from "../../components/instant.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { PanelBoundary } from "../../components/panel-boundary.tsx";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { RefreshButton } from "../../components/refresh-button.tsx";
import { Waiting } from "../../components/waiting.tsx";
import { referencesQuery } from "../../features/references/queries.ts";
import { referencesHeadline } from "../../features/references/reference-answers.ts";
import { ReferenceTable } from "../../features/references/reference-table.tsx";
import { usePageStyles } from "./page.styles.ts";

/** Every `@Microsoft.KeyVault(...)` setting, and whether it works. */
export function ReferencesPage() {
  const styles = usePageStyles();
  const { data, error, failureReason, isFetching, refetch } = useQuery(referencesQuery);
  const problem = error ?? failureReason;
  return (
    <div className={styles.page}>
      <PageHeader
        page="References"
        answer={
          data
            ? referencesHeadline(data)
            : problem
              ? "The references could not be read"
              : "Reading the references"
        }
        basis={
          data && (
            <>
              Checked <Instant at={data.checkedAt} /> with ARM, this process's environment and a direct read
              of each secret
            </>
          )
        }
        actions={data && <RefreshButton busy={isFetching} onClick={() => void refetch()} />}
      />
      {problem && <ProblemNotice error={problem} onRetry={() => void refetch()} />}
      {!data && !problem && <Waiting label="Asking ARM, and the vaults that references name" />}
      {data && (
        <FactsList>
          <FactItem label="Identity for references" purpose="keyVaultReferenceIdentity">
            <FactValue fact={data.referenceIdentity}>
              {(value) =>
                value === null ? (
                  "Not set: the system-assigned identity"
                ) : value.startsWith("/") ? (
                  <Identifier value={value} what="Identity for references" />
                ) : (
                  value
                )
              }
            </FactValue>
          </FactItem>
          <FactItem label="References that ARM shows">
            <FactValue fact={data.arm}>{(count) => count}</FactValue>
          </FactItem>
        </FactsList>
      )}
      {data?.references.length === 0 && (
        <Empty title="No setting is a Key Vault reference">
          A reference is an app setting with the value @Microsoft.KeyVault(SecretUri=…) or
          @Microsoft.KeyVault(VaultName=…;SecretName=…). App Service resolves it with the identity above, and
          each one stands here with its status.
        </Empty>
      )}
      {data && data.references.length > 0 && (
        <PanelBoundary what="The table of references">
          <ReferenceTable references={data.references} />
        </PanelBoundary>
      )}
    </div>
  );
}
