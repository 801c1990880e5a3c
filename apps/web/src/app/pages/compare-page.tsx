import type { CompareAnswer } from "@latchkey/shared/compare";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Instant } from "../../components/instant.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { RefreshButton } from "../../components/refresh-button.tsx";
import { Waiting } from "../../components/waiting.tsx";
import { compareHeadline } from "../../features/compare/compare-answers.ts";
import { ExportLinks } from "../../features/compare/export-links.tsx";
import { compareQuery } from "../../features/compare/queries.ts";
import { rehearseAnchor } from "../../features/rehearse/rehearse-section.tsx";
import { counted } from "../../lib/format-number.ts";
import { CompareView } from "./compare-view.tsx";
import { usePageStyles } from "./page.styles.ts";

const route = getRouteApi("/compare");

/** System-assigned or user-assigned? Two identities side by side, and what a change would break. */
export function ComparePage() {
  const styles = usePageStyles();
  const { left, right } = route.useSearch();
  const { data, error, failureReason, isFetching, refetch } = useQuery(compareQuery({ left, right }));
  const problem = error ?? failureReason;
  return (
    <div className={styles.page}>
      <PageHeader
        page="Compare"
        answer={
          data
            ? compareHeadline(data)
            : problem
              ? "The identities could not be compared"
              : "Comparing two identities"
        }
        basis={data && <Basis answer={data} />}
        actions={
          data && (
            <>
              <RefreshButton busy={isFetching} onClick={() => void refetch()} />
              <ExportLinks left={data.left.id} right={data.right.id} />
            </>
          )
        }
      />
      {problem && (
        <ProblemNotice
          error={problem}
          stillWorks={data ? "You see the comparison from before." : ""}
          onRetry={() => void refetch()}
        />
      )}
      {problem && !data && (left || right) && (
        <Link className={styles.link} to="/compare" search={{}}>
          Compare the usual two
        </Link>
      )}
      {!data && !problem && <Waiting label="Probing every vault as both identities, several times" />}
      {data && <CompareView answer={data} />}
    </div>
  );
}

function Basis({ answer: { checkedAt, samples, vaults } }: { answer: CompareAnswer }) {
  const styles = usePageStyles();
  return (
    <>
      Checked <Instant at={checkedAt} /> · {counted(samples, "sample")} of each operation at{" "}
      {counted(vaults.length, "vault")}, times are medians ·{" "}
      <Link className={styles.link} from="/compare" to="/compare" search={(old) => old} hash={rehearseAnchor}>
        Rehearse a change
      </Link>
    </>
  );
}
