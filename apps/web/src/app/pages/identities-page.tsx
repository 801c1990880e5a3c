import type { Identity } from "@latchkey/shared/identity";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useEffect } from "react";
import { Instant } from "../../components/instant.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { RefreshButton } from "../../components/refresh-button.tsx";
import { Waiting } from "../../components/waiting.tsx";
import { useHostName } from "../../features/host/queries.ts";
import { identitiesHeadline } from "../../features/identities/identity-answers.ts";
import { IdentityBlock } from "../../features/identities/identity-block.tsx";
import { identitiesQuery } from "../../features/identities/queries.ts";
import { SelectorList } from "../../features/identities/selector-list.tsx";
import { usePageStyles } from "./page.styles.ts";

const route = getRouteApi("/identities");

/** Who am I? Every identity of this app, its token, and the settings that select one. */
export function IdentitiesPage() {
  const styles = usePageStyles();
  const { identity: asked } = route.useSearch();
  const { data, error, failureReason, isFetching, refetch } = useQuery(identitiesQuery);
  const host = useHostName();
  const problem = error ?? failureReason;
  const ready = data !== undefined;
  useEffect(() => {
    if (ready && asked) document.getElementById(`identity-${asked}`)?.scrollIntoView({ block: "start" });
  }, [ready, asked]);
  return (
    <div className={styles.page}>
      <PageHeader
        page="Identities"
        answer={
          data
            ? identitiesHeadline(data)
            : problem
              ? "The identities could not be read"
              : "Reading the identities"
        }
        basis={
          data && (
            <>
              Checked <Instant at={data.checkedAt} /> from the environment, the identity endpoint and ARM
            </>
          )
        }
        actions={data && <RefreshButton busy={isFetching} onClick={() => void refetch()} />}
      />
      {problem && <ProblemNotice error={problem} onRetry={() => void refetch()} />}
      {!data && !problem && <Waiting label="Asking the identity endpoint and ARM" />}
      {data && <SelectorList selectors={data.selectors} />}
      {data?.identities.map((identity) => (
        <IdentityBlock
          key={identity.id}
          identity={identity}
          asked={identity.id === asked}
          note={noteOf(identity, data.identities, host)}
        />
      ))}
    </div>
  );
}

function noteOf(identity: Identity, all: Identity[], host: string): string | null {
  if (identity.kind === "system-assigned") {
    return `This system-assigned identity belongs to ${host} alone. Another app, or another slot, has another one.`;
  }
  if (identity.kind === "user-assigned") return null;
  const same = all.find(({ id, kind }) => kind !== "as-configured" && id === identity.sameAs);
  return same
    ? `What DefaultAzureCredential gets in this process. It is ${same.name}.`
    : "What DefaultAzureCredential gets in this process. It is none of the identities below.";
}
