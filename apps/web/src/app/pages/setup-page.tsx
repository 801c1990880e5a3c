import { MessageBar, MessageBarBody, makeStyles } from "@fluentui/react-components";
import type { SetupAnswer } from "@latchkey/shared/setup";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Empty } from "../../components/empty.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { PanelBoundary } from "../../components/panel-boundary.tsx";
import { PlacePicker } from "../../components/place-picker.tsx";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { RefreshButton } from "../../components/refresh-button.tsx";
import { VisuallyHidden } from "../../components/visually-hidden.tsx";
import { Waiting } from "../../components/waiting.tsx";
import { setupQuery } from "../../features/setup/queries.ts";
import { setupHeadline } from "../../features/setup/setup-answers.ts";
import { SetupBasis } from "../../features/setup/setup-basis.tsx";
import { SetupList } from "../../features/setup/setup-list.tsx";
import { usePageStyles } from "./page.styles.ts";

const route = getRouteApi("/setup");

const useStyles = makeStyles({
  pickers: { display: "flex", flexWrap: "wrap", gap: "12px 24px", "@media print": { display: "none" } },
  warnings: { margin: 0, padding: 0, listStyleType: "none", display: "grid", gap: "4px" },
});

/** The article, live: each step of moving to a user-assigned identity, with its state read from evidence. */
export function SetupPage() {
  const styles = usePageStyles();
  const { identity, vault } = route.useSearch();
  const { data, error, failureReason, isFetching, dataUpdatedAt, refetch } = useQuery(
    setupQuery({ identityId: identity, vaultId: vault }),
  );
  const problem = error ?? failureReason;
  const answer = data
    ? setupHeadline(data)
    : problem
      ? "The steps could not be checked"
      : "Checking the steps";
  return (
    <div className={styles.page}>
      <PageHeader
        page="Setup"
        answer={answer}
        basis={data && <SetupBasis answer={data} updatedAtMs={dataUpdatedAt} checking={isFetching} />}
        actions={data && <RefreshButton busy={isFetching} onClick={() => void refetch()} />}
      />
      <VisuallyHidden>
        <span role="status">{data ? answer : ""}</span>
      </VisuallyHidden>
      {problem && (
        <ProblemNotice
          error={problem}
          stillWorks={data ? "You see the states of the last check." : ""}
          onRetry={() => void refetch()}
        />
      )}
      {problem && !data && (identity || vault) && (
        <Link className={styles.link} to="/setup" search={{}}>
          Open Setup without a choice
        </Link>
      )}
      {!data && !problem && <Waiting label="Asking ARM, the identity endpoint and the vault" />}
      {data && <Checklist answer={data} />}
    </div>
  );
}

function Checklist({ answer }: { answer: SetupAnswer }) {
  const styles = useStyles();
  const navigate = route.useNavigate();
  const choices = answer.identities.map(({ id, name }) => ({ id, name }));
  return (
    <>
      <div className={styles.pickers}>
        {choices.length > 0 && (
          <PlacePicker
            label="User-assigned identity"
            value={answer.identity?.id ?? ""}
            choices={choices}
            onChoose={(identity) => void navigate({ search: (old) => ({ ...old, identity }) })}
          />
        )}
        <PlacePicker
          label="Vault"
          value={answer.vaultId}
          choices={answer.vaultIds.map((id) => ({ id, name: id }))}
          onChoose={(vault) => void navigate({ search: (old) => ({ ...old, vault }) })}
        />
      </div>
      {answer.warnings.length > 0 && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            <ul className={styles.warnings}>
              {answer.warnings.map((warning) => (
                <li key={warning}>{warning}</li>
              ))}
            </ul>
          </MessageBarBody>
        </MessageBar>
      )}
      {answer.steps.length > 0 ? (
        <PanelBoundary what="The list of steps">
          <SetupList steps={answer.steps} nextStep={answer.nextStep} />
        </PanelBoundary>
      ) : (
        <Empty title="No step to show">
          The steps stand here once a vault is known. Set KEY_VAULT_URLS under Environment variables.
        </Empty>
      )}
    </>
  );
}
