import type { Identity } from "@latchkey/shared/identity";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useEffect } from "react";
import { Instant } from "../../components/instant.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { PanelBoundary } from "../../components/panel-boundary.tsx";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { RefreshButton } from "../../components/refresh-button.tsx";
import { UnknownPlace } from "../../components/unknown-place.tsx";
import { Waiting } from "../../components/waiting.tsx";
import { useHostName } from "../../features/host/queries.ts";
import { identitiesHeadline } from "../../features/identities/identity-answers.ts";
import { IdentityBlock } from "../../features/identities/identity-block.tsx";
import { identitiesQuery } from "../../features/identities/queries.ts";
import { SelectorList } from "../../features/identities/selector-list.tsx";
import { IdentityFindings } from "../../features/which-identity/identity-findings.tsx";
import { whichIdentityQuery } from "../../features/which-identity/queries.ts";
import {
  WhichIdentitySection,
  whichIdentityAnchor,
} from "../../features/which-identity/which-identity-section.tsx";
import { usePageStyles } from "./page.styles.ts";

const route = getRouteApi("/identities");

/** Who am I? Every identity of this app, its token, and the settings that select one. */
export function IdentitiesPage() {
  const styles = usePageStyles();
  const { identity: asked } = route.useSearch();
  const { data, error, failureReason, isFetching, refetch } = useQuery(identitiesQuery);
  const queryClient = useQueryClient();
  const recheck = () => {
    void refetch();
    void queryClient.invalidateQueries(whichIdentityQuery);
  };
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
              Checked <Instant at={data.checkedAt} /> from the environment, the identity endpoint and ARM ·{" "}
              <Link className={styles.link} to="/identities" hash={whichIdentityAnchor}>
                Which identity would my code get?
              </Link>
            </>
          )
        }
        actions={data && <RefreshButton busy={isFetching} onClick={recheck} />}
      />
      {problem && <ProblemNotice error={problem} onRetry={() => void refetch()} />}
      {data && asked && !data.identities.some(({ id }) => id === asked) && <UnknownPlace what={asked} />}
      {!data && !problem && <Waiting label="Asking the identity endpoint and ARM" />}
      {data && (
        <PanelBoundary what="What stands out">
          <IdentityFindings />
        </PanelBoundary>
      )}
      {data && (
        <PanelBoundary what="The list of settings that select an identity">
          <SelectorList selectors={data.selectors} />
        </PanelBoundary>
      )}
      {data?.identities.map((identity) => (
        <PanelBoundary key={identity.id} what={identity.name}>
          <IdentityBlock
            identity={identity}
            asked={identity.id === asked}
            note={noteOf(identity, data.identities, host)}
          />
        </PanelBoundary>
      ))}
      {data && (
        <PanelBoundary what="Which identity your code would get">
          <WhichIdentitySection />
        </PanelBoundary>
      )}
    </div>
  );
}

function noteOf(identity: Identity, all: Identity[], host: string): string | null {
  if (identity.kind === "system-assigned") {
    return `This system-assigned identity belongs to ${host} alone. Another app, or another slot, has another one.`;
  }
  if (identity.kind === "user-assigned") return null;
  const same = all.find(({ id, kind }) => kind !== "as-configured" && id === identity.sameAs);
  const gets = "What DefaultAzureCredential gets in this process.";
  if (same) return `${gets} It is ${same.name}.`;
  if (identity.token.outcome.kind === "allowed") return `${gets} It is none of the identities below.`;
  return `${gets} Here it gets no token, so it is no identity.`;
}
