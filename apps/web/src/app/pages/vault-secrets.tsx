import { Button } from "@fluentui/react-components";
import { ArrowClockwiseRegular } from "@fluentui/react-icons/svg/arrow-clockwise";
import { StopRegular } from "@fluentui/react-icons/svg/stop";
import { identityIdSchema } from "@latchkey/shared/identity";
import { useMutation, useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { lazy, type ReactNode, Suspense, useEffect, useRef } from "react";
import { PageHeader } from "../../components/page-header.tsx";
import { PanelBoundary } from "../../components/panel-boundary.tsx";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { SidePanel } from "../../components/side-panel.tsx";
import { useTestReadRefusal } from "../../features/host/queries.ts";
import { ListingBasis } from "../../features/secrets/listing-basis.tsx";
import { secretsQuery, stopListing, testReadMutation } from "../../features/secrets/queries.ts";
import { SecretListing, type SecretView } from "../../features/secrets/secret-listing.tsx";
import { secretsHeadline } from "../../features/secrets/secrets-headline.ts";
import { useNow } from "../../lib/use-now.ts";
import { usePageStyles } from "./page.styles.ts";

const minuteMs = 60_000;
const route = getRouteApi("/secrets");
const SecretPanel = lazy(() =>
  import("../../features/secrets/secret-panel.tsx").then((module) => ({ default: module.SecretPanel })),
);

type Named = { id: string; name: string };

/** One vault as one identity: the list, and the panel of the secret in the URL. */
export function VaultSecrets({
  vault,
  identity,
  pickers,
}: {
  vault: Named;
  identity: Named;
  pickers: ReactNode;
}) {
  const page = usePageStyles();
  const { q = "", show = "all", sort = "name", secret: opened } = route.useSearch();
  const navigate = route.useNavigate();
  const {
    data: listing,
    error,
    failureReason,
    isFetching,
    refetch,
  } = useQuery(secretsQuery(vault.id, identity.id));
  const read = useMutation(testReadMutation);
  const nowMs = Math.floor(useNow() / minuteMs) * minuteMs;
  const problem = error ?? failureReason;
  const opener = useFocusReturn(opened);
  const refusal = useTestReadRefusal();
  const test = (name: string) =>
    read.mutate({ vaultId: vault.id, identityId: identityIdSchema.parse(identity.id), name });
  const closePanel = () => void navigate({ search: (old) => ({ ...old, secret: undefined }) });
  const mine = read.variables?.name === opened;
  return (
    <div className={page.page}>
      <PageHeader
        page="Secrets"
        answer={
          problem && !listing
            ? `${vault.name} could not be listed`
            : secretsHeadline({ listing, identityName: identity.name, vaultName: vault.name })
        }
        basis={<ListingBasis listing={listing} />}
        actions={
          isFetching ? (
            <Button key="stop" icon={<StopRegular />} onClick={stopListing}>
              Stop
            </Button>
          ) : (
            <Button key="list" icon={<ArrowClockwiseRegular />} onClick={() => void refetch()}>
              List again
            </Button>
          )
        }
      />
      {pickers}
      {problem && (
        <ProblemNotice
          error={problem}
          stillWorks={listing ? "What came before stays below." : ""}
          onRetry={() => void refetch()}
        />
      )}
      {(listing || !problem) && (
        <PanelBoundary what="The list of secrets" stillWorks="Another vault or identity can still be chosen.">
          <SecretListing
            listing={listing}
            view={{ q, show, sort }}
            selected={opened}
            nowMs={nowMs}
            refusal={refusal}
            onView={(change) =>
              void navigate({ search: (old) => ({ ...old, ...inUrl(change) }), replace: true })
            }
            onTest={(name) => {
              opener.remember();
              test(name);
              void navigate({ search: (old) => ({ ...old, secret: name }) });
            }}
          />
        </PanelBoundary>
      )}
      {opened && (
        <PanelBoundary
          what="This secret"
          stillWorks="The list still works."
          resetKey={opened}
          frame={(notice) => (
            <SidePanel title={opened} onClose={closePanel}>
              {notice}
            </SidePanel>
          )}
        >
          <Suspense fallback={null}>
            <SecretPanel
              name={opened}
              secret={listing?.secrets.find(({ name }) => name === opened)}
              identityName={identity.name}
              read={{
                answer: mine ? read.data : undefined,
                pending: mine && read.isPending,
                error: mine ? read.error : null,
              }}
              nowMs={nowMs}
              refusal={refusal}
              onTest={() => test(opened)}
              onClose={closePanel}
            />
          </Suspense>
        </PanelBoundary>
      )}
    </div>
  );
}

/** The defaults leave no trace in the URL. */
function inUrl(change: Partial<SecretView>) {
  return {
    ...(change.q !== undefined && { q: change.q || undefined }),
    ...(change.show && { show: change.show === "all" ? undefined : change.show }),
    ...(change.sort && { sort: change.sort === "name" ? undefined : change.sort }),
  };
}

function useFocusReturn(opened: string | undefined) {
  const from = useRef<Element | null>(null);
  useEffect(() => {
    if (opened === undefined && from.current instanceof HTMLElement) from.current.focus();
    if (opened === undefined) from.current = null;
  }, [opened]);
  return { remember: () => (from.current = document.activeElement) };
}
