import { Button } from "@fluentui/react-components";
import { ArrowClockwiseRegular } from "@fluentui/react-icons/svg/arrow-clockwise";
import { known } from "@latchkey/shared/fact";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CauseView } from "../../components/diagnosis/cause-view.tsx";
import { FixView } from "../../components/diagnosis/fix-view.tsx";
import { OtherCauses } from "../../components/diagnosis/other-causes.tsx";
import { FactItem, FactsList } from "../../components/facts-list.tsx";
import { Identifier } from "../../components/identifier.tsx";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { SidePanel } from "../../components/side-panel.tsx";
import { StatusMark } from "../../components/status-mark.tsx";
import { cellSentence, type MatrixCell } from "./access-matrix.ts";
import { cellMarkdown } from "./cell-markdown.ts";
import { useCellPanelStyles } from "./cell-panel.styles.ts";
import { cellNextStep, cellStory } from "./cell-story.ts";
import { PredictionNote } from "./prediction-note.tsx";
import { probeMutation } from "./queries.ts";
import { StepDetail } from "./step-detail.tsx";
import { WatchBar } from "./watch-bar.tsx";

type CellPanelProps = { cell: MatrixCell; host: string; onClose: () => void };

/** One cell told from top to bottom: the verdict, what was tried, who said what, why, and what to run. */
export function CellPanel({ cell, host, onClose }: CellPanelProps) {
  const styles = useCellPanelStyles();
  return (
    <SidePanel
      title={`${cell.identity.name} at ${cell.vault.name}`}
      onClose={onClose}
      footer={<WatchBar cell={cell} markdown={() => cellMarkdown(cell, host)} />}
    >
      <div className={styles.story}>
        <Answer cell={cell} />
        <section>
          <h3 className={styles.heading}>What was tried and what happened</h3>
          <ol className={styles.steps}>
            {cellStory(cell).map((step) => (
              <StepDetail key={step.result.operation} step={step} />
            ))}
          </ol>
        </section>
        <Why cell={cell} />
        <TheIdentity cell={cell} />
        <More cell={cell} />
        <p className={styles.basis}>
          Basis: what the identity endpoint and the vault answered to this process, and what ARM shows. The
          request id is in the vault's own log as the client request id.
        </p>
      </div>
    </SidePanel>
  );
}

function Answer({ cell }: { cell: MatrixCell }) {
  const styles = useCellPanelStyles();
  const probe = useMutation(probeMutation(useQueryClient()));
  const todo = cell.cell?.diagnosis?.causes[0]?.fix ? null : cellNextStep(cell);
  return (
    <div className={styles.answer}>
      <div className={styles.verdict}>
        <StatusMark verdict={cell.verdict} size={20} />
      </div>
      <p className={styles.text}>{cellSentence(cell)}</p>
      {todo && (
        <p className={styles.text}>
          <strong>Next:</strong> {todo}
        </p>
      )}
      <Button
        icon={<ArrowClockwiseRegular />}
        disabledFocusable={probe.isPending}
        onClick={() => probe.mutate({ identityId: cell.identity.id, vaultId: cell.vault.id })}
      >
        {probe.isPending ? "Checking this cell" : "Check this cell again"}
      </Button>
      {probe.isError && <ProblemNotice error={probe.error} stillWorks="You see the result from before." />}
    </div>
  );
}

function Why({ cell: { cell, differs } }: { cell: MatrixCell }) {
  const styles = useCellPanelStyles();
  const [first, ...others] = cell?.diagnosis?.causes ?? [];
  const prediction = cell?.prediction && (
    <section>
      <h3 className={styles.heading}>Predicted and observed</h3>
      <PredictionNote prediction={cell.prediction} />
    </section>
  );
  return (
    <>
      {differs && prediction}
      {first && (
        <section>
          <h3 className={styles.heading}>Why</h3>
          <CauseView cause={first} heading="h4" />
        </section>
      )}
      {first?.fix && (
        <section>
          <h3 className={styles.heading}>What to run</h3>
          <FixView fix={first.fix} />
        </section>
      )}
      {others.length > 0 && (
        <section>
          <h3 className={styles.heading}>What else it could be</h3>
          <OtherCauses causes={others} />
        </section>
      )}
      {!differs && prediction}
    </>
  );
}

function TheIdentity({ cell: { identity } }: { cell: MatrixCell }) {
  const styles = useCellPanelStyles();
  const clientId = known(identity.clientId);
  const principalId = known(identity.principalId);
  return (
    <section>
      <h3 className={styles.heading}>The identity</h3>
      <FactsList single>
        <FactItem label="Client ID" purpose="what a token request names">
          {clientId ? <Identifier value={clientId} what="Client ID" /> : "Unknown"}
        </FactItem>
        <FactItem label="Object (principal) ID" purpose="what a policy or role assignment names">
          {principalId ? <Identifier value={principalId} what="Object (principal) ID" /> : "Unknown"}
        </FactItem>
      </FactsList>
    </section>
  );
}

function More({ cell: { identity, vault } }: { cell: MatrixCell }) {
  const styles = useCellPanelStyles();
  return (
    <nav aria-label="More on this cell" className={styles.more}>
      <Link className={styles.link} to="/identities" search={{ identity: identity.id }}>
        Identity {identity.name}
      </Link>
      <Link className={styles.link} to="/vaults" search={{ vault: vault.id }}>
        Vault {vault.name}
      </Link>
      <Link className={styles.link} to="/secrets" search={{ vault: vault.id, identity: identity.id }}>
        Secrets of {vault.name} as {identity.name}
      </Link>
    </nav>
  );
}
