import { useQuery } from "@tanstack/react-query";
import { Empty } from "../../components/empty.tsx";
import { PageSection } from "../../components/page-section.tsx";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { Waiting } from "../../components/waiting.tsx";
import { codeGroups } from "./code-rows.ts";
import { CodeTable } from "./code-table.tsx";
import { ConnectionStringView } from "./connection-string-view.tsx";
import { whichIdentityQuery } from "./queries.ts";

/** Where on the page the section stands, as the part of the URL after #. */
export const whichIdentityAnchor = "which-identity";

/** Which identity would my code get? A row a library, then the legacy setting taken apart. */
export function WhichIdentitySection() {
  const { data, error, failureReason, refetch } = useQuery(whichIdentityQuery);
  const problem = error ?? failureReason;
  return (
    <>
      <PageSection
        title="Which identity would my code get?"
        anchor={whichIdentityAnchor}
        hint="In this process, with these settings and these assignments. Choosing none is a choice too: it means the system-assigned identity."
      >
        {problem && (
          <ProblemNotice
            error={problem}
            stillWorks="The identities below do not depend on it."
            onRetry={() => void refetch()}
          />
        )}
        {!data && !problem && <Waiting label="Working out what each library would get" />}
        {data?.rows.length === 0 && (
          <Empty title="No library to tell of">
            A row for each library stands here once the process environment could be read.
          </Empty>
        )}
        {data && data.rows.length > 0 && <CodeTable groups={codeGroups(data.rows)} />}
      </PageSection>
      {data?.connectionString && (
        <PageSection
          title="AzureServicesAuthConnectionString"
          hint="A setting of the retired library. No Azure.Identity library reads it."
        >
          <ConnectionStringView reading={data.connectionString} />
        </PageSection>
      )}
    </>
  );
}
