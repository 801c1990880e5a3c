import { makeStyles } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Empty } from "../../components/empty.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { PlacePicker } from "../../components/place-picker.tsx";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { Waiting } from "../../components/waiting.tsx";
import { identitiesQuery } from "../../features/identities/queries.ts";
import { vaultsQuery } from "../../features/vaults/queries.ts";
import { usePageStyles } from "./page.styles.ts";
import { VaultSecrets } from "./vault-secrets.tsx";

const route = getRouteApi("/secrets");

const useStyles = makeStyles({
  pickers: { display: "flex", flexWrap: "wrap", gap: "12px 24px", "@media print": { display: "none" } },
});

/** What can it read? The secrets of one vault as one identity. */
export function SecretsPage() {
  const page = usePageStyles();
  const styles = useStyles();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const vaults = useQuery(vaultsQuery);
  const identities = useQuery(identitiesQuery);
  const vaultId = search.vault ?? vaults.data?.vaults[0]?.id;
  const identityId = search.identity ?? "default";
  const problem = vaults.error ?? vaults.failureReason;
  if (!vaultId) {
    return (
      <div className={page.page}>
        <PageHeader
          page="Secrets"
          answer={
            vaults.data
              ? "No vault is configured"
              : problem
                ? "The vaults could not be read"
                : "Reading the vaults"
          }
        />
        {problem && <ProblemNotice error={problem} onRetry={() => void vaults.refetch()} />}
        {!vaults.data && !problem && <Waiting label="Asking which vaults there are" />}
        {vaults.data && (
          <Empty title="No vault to list">
            Set KEY_VAULT_URLS under Environment variables to the vaults' URIs, separated by commas.
          </Empty>
        )}
      </div>
    );
  }
  const vaultChoices = vaults.data?.vaults ?? [];
  const identityChoices = identities.data?.identities ?? [];
  const nameOf = (choices: { id: string; name: string }[], id: string) =>
    choices.find((choice) => choice.id === id)?.name;
  return (
    <VaultSecrets
      key={`${vaultId} ${identityId}`}
      vault={{ id: vaultId, name: nameOf(vaultChoices, vaultId) ?? vaultId }}
      identity={{
        id: identityId,
        name:
          nameOf(identityChoices, identityId) ?? (identityId === "default" ? "As configured" : identityId),
      }}
      pickers={
        <div className={styles.pickers}>
          <PlacePicker
            label="Vault"
            value={vaultId}
            choices={vaultChoices}
            onChoose={(vault) => void navigate({ search: (old) => ({ ...old, vault, secret: undefined }) })}
          />
          <PlacePicker
            label="Identity"
            value={identityId}
            choices={identityChoices}
            onChoose={(identity) =>
              void navigate({ search: (old) => ({ ...old, identity, secret: undefined }) })
            }
          />
        </div>
      }
    />
  );
}
