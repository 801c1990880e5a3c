import { useQuery } from "@tanstack/react-query";
import { PageSection } from "../../components/page-section.tsx";
import { FindingList } from "./finding-list.tsx";
import { whichIdentityQuery } from "./queries.ts";

/** What does not fit about the identities. Nothing is drawn while nothing is known of it, or when all fits. */
export function IdentityFindings() {
  const { data } = useQuery(whichIdentityQuery);
  if (!data || data.findings.length === 0) return null;
  return (
    <PageSection title="Findings">
      <FindingList findings={data.findings} />
    </PageSection>
  );
}
