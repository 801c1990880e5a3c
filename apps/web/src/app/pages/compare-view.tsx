import type { CompareAnswer } from "@latchkey/shared/compare";
import { changeKindSchema } from "@latchkey/shared/rehearse";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Empty } from "../../components/empty.tsx";
import { PageSection } from "../../components/page-section.tsx";
import { PanelBoundary } from "../../components/panel-boundary.tsx";
import { Quotes } from "../../components/quotes.tsx";
import { StatusMark } from "../../components/status-mark.tsx";
import {
  compareVerdict,
  countDifferences,
  shownGrants,
  shownLines,
  shownVaults,
} from "../../features/compare/compare-answers.ts";
import { GrantComparison } from "../../features/compare/grant-comparison.tsx";
import { LineComparison } from "../../features/compare/line-comparison.tsx";
import { OnlySecrets } from "../../features/compare/only-secrets.tsx";
import { PairPicker } from "../../features/compare/pair-picker.tsx";
import { VaultComparison } from "../../features/compare/vault-comparison.tsx";
import { identitiesQuery } from "../../features/identities/queries.ts";
import { RehearseSection } from "../../features/rehearse/rehearse-section.tsx";

const route = getRouteApi("/compare");

/** The comparison of two identities, part by part, and the rehearsal of a change. */
export function CompareView({ answer }: { answer: CompareAnswer }) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const identities = useQuery(identitiesQuery).data?.identities ?? [answer.left, answer.right];
  const only = search.show === "differences";
  const pair = { left: answer.left.id, right: answer.right.id };
  const sides = { left: answer.left.name, right: answer.right.name };
  const vaultChoices = answer.vaults.map(({ vaultId, name }) => ({ id: vaultId, name }));
  const change = changeKindSchema.safeParse(search.change).data ?? "switch-off-system-assigned";
  return (
    <>
      <PairPicker
        {...pair}
        choices={identities.map(({ id, name }) => ({ id, name }))}
        onlyDifferences={only}
        differences={countDifferences(answer.vaults)}
        onChoose={(chosen) => void navigate({ search: (old) => ({ ...old, ...chosen }) })}
        onShow={(differences) =>
          void navigate({
            search: (old) => ({ ...old, show: differences ? "differences" : undefined }),
            replace: true,
          })
        }
      />
      <div>
        <StatusMark verdict={compareVerdict(answer.verdict.kind)} size={20} />
        <Quotes basis={answer.verdict.basis} quotes={answer.verdict.evidence} />
      </div>
      <Tables answer={answer} sides={sides} only={only} />
      {vaultChoices.length > 0 && (
        <PanelBoundary what="Secrets only one can list">
          <OnlySecrets
            pair={pair}
            sides={sides}
            vaultId={vaultChoices.find(({ id }) => id === search.vault)?.id ?? vaultChoices[0]?.id ?? ""}
            vaults={vaultChoices}
            onVault={(vault) => void navigate({ search: (old) => ({ ...old, vault }), replace: true })}
          />
        </PanelBoundary>
      )}
      <PanelBoundary what="The rehearsal of a change">
        <RehearseSection
          change={change}
          target={search.target}
          userAssigned={identities.filter(({ kind }) => kind === "user-assigned")}
          vaults={vaultChoices}
          nameOf={(id) => identities.find((identity) => identity.id === id)?.name ?? id}
          onChange={(chosen) =>
            void navigate({ search: (old) => ({ ...old, change: chosen, target: undefined }), replace: true })
          }
          onTarget={(target) => void navigate({ search: (old) => ({ ...old, target }), replace: true })}
        />
      </PanelBoundary>
    </>
  );
}

type TablesProps = { answer: CompareAnswer; sides: { left: string; right: string }; only: boolean };

function Tables({ answer, sides, only }: TablesProps) {
  const vaults = shownVaults(answer.vaults, only);
  const grants = shownGrants(answer.vaults, only);
  const claims = shownLines(answer.claims, only);
  const lifecycle = shownLines(answer.lifecycle, only);
  return (
    <>
      <PageSection title="What each one can do">
        {vaults.length > 0 ? (
          <VaultComparison vaults={vaults} sides={sides} />
        ) : (
          <Empty title={only ? "No outcome differs" : "No vault to compare at"}>
            {only
              ? "Both come to the same at every vault. Choose “All” to see the outcomes."
              : "Outcomes stand here once a vault is known. Set KEY_VAULT_URLS under Environment variables."}
          </Empty>
        )}
      </PageSection>
      {grants.length > 0 && (
        <PageSection title="What is granted to each">
          <GrantComparison vaults={grants} sides={sides} />
        </PageSection>
      )}
      {lifecycle.length > 0 && (
        <PageSection title="How each one lives">
          <LineComparison label="Lifecycle" what="Fact" lines={lifecycle} sides={sides} />
        </PageSection>
      )}
      {claims.length > 0 && (
        <PageSection title="What each token says">
          <LineComparison label="Claims" what="Claim" lines={claims} sides={sides} mono />
        </PageSection>
      )}
    </>
  );
}
