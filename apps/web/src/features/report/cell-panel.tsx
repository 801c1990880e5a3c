import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { ArrowClockwiseRegular } from "@fluentui/react-icons/svg/arrow-clockwise";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { FactItem, FactsList } from "../../components/facts-list.tsx";
import { Identifier } from "../../components/identifier.tsx";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { SidePanel } from "../../components/side-panel.tsx";
import { StatusMark } from "../../components/status-mark.tsx";
import { cellSentence, type MatrixCell } from "./access-matrix.ts";
import { cellNextStep, cellStory } from "./cell-story.ts";
import { probeMutation } from "./queries.ts";
import { StepDetail } from "./step-detail.tsx";

const useStyles = makeStyles({
  story: { display: "grid", gap: "24px", minWidth: 0 },
  answer: { display: "grid", gap: "8px", justifyItems: "start", minWidth: 0 },
  verdict: {
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: tokens.fontWeightSemibold,
    minWidth: 0,
    maxWidth: "100%",
  },
  text: { margin: 0 },
  heading: { margin: "0 0 12px", fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase400 },
  steps: { listStyleType: "none", margin: 0, padding: 0, display: "grid", gap: "20px" },
  basis: { margin: 0, color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});

type CellPanelProps = { cell: MatrixCell; onClose: () => void };

/** One cell told from top to bottom: the verdict, what was tried step by step, who said what, and the next step. */
export function CellPanel({ cell, onClose }: CellPanelProps) {
  const styles = useStyles();
  const probe = useMutation(probeMutation(useQueryClient()));
  const todo = cellNextStep(cell);
  const clientId = cell.identity.clientId.state === "known" ? cell.identity.clientId.value : null;
  const principalId = cell.identity.principalId.state === "known" ? cell.identity.principalId.value : null;
  return (
    <SidePanel title={`${cell.identity.name} at ${cell.vault.name}`} onClose={onClose}>
      <div className={styles.story}>
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
          {probe.isError && (
            <ProblemNotice error={probe.error} stillWorks="You see the result from before." />
          )}
        </div>
        <section>
          <h3 className={styles.heading}>What was tried and what happened</h3>
          <ol className={styles.steps}>
            {cellStory(cell).map((step) => (
              <StepDetail key={step.result.operation} step={step} />
            ))}
          </ol>
        </section>
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
        <p className={styles.basis}>
          Basis: what the identity endpoint and the vault answered to this process. The request id is in the
          vault's own log as the client request id.
        </p>
      </div>
    </SidePanel>
  );
}
