import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useMemo, useState } from "react";
import { PageHeader } from "../../components/page-header.tsx";
import { PanelBoundary } from "../../components/panel-boundary.tsx";
import { explainPaste } from "../../features/explain/explain-paste.ts";
import { ExplainView } from "../../features/explain/explain-view.tsx";
import { explainHeadline } from "../../features/explain/headline.ts";
import { appQuery } from "../../features/host/queries.ts";
import { identitiesQuery } from "../../features/identities/queries.ts";
import { vaultsQuery } from "../../features/vaults/queries.ts";
import { usePageStyles } from "./page.styles.ts";

const kept = { staleTime: Number.POSITIVE_INFINITY };

/** What does this error mean, whose ID is this? What is known of the app is loaded with the page; a paste asks nobody. */
export function ExplainPage() {
  const styles = usePageStyles();
  const { data: app } = useQuery({ ...appQuery, ...kept });
  const { data: identities } = useQuery({ ...identitiesQuery, ...kept });
  const { data: vaults } = useQuery({ ...vaultsQuery, ...kept });
  const [pasted, setPasted] = useState("");
  // A megabyte takes a moment: the text stays responsive, and the answer follows.
  const settled = useDeferredValue(pasted);
  const explained = useMemo(
    () => explainPaste(settled, { app, identities, vaults }),
    [settled, app, identities, vaults],
  );
  return (
    <div className={styles.page}>
      <PageHeader
        page="Explain"
        answer={explainHeadline(explained)}
        basis="Answered in this page. Nothing pasted leaves it, and nothing is kept."
      />
      <PanelBoundary what="The answer to this text">
        <ExplainView
          explained={explained}
          busy={settled !== pasted}
          length={pasted.length}
          onPaste={setPasted}
        />
      </PanelBoundary>
    </div>
  );
}
