import { makeStyles } from "@fluentui/react-components";
import type { ChangeKind } from "@latchkey/shared/rehearse";
import { useQuery } from "@tanstack/react-query";
import { Empty } from "../../components/empty.tsx";
import { PageSection } from "../../components/page-section.tsx";
import { PlacePicker } from "../../components/place-picker.tsx";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { Waiting } from "../../components/waiting.tsx";
import { type Rehearsal, rehearseQuery } from "./queries.ts";
import { RehearseResult } from "./rehearse-result.tsx";
import { changes, rehearsalOf, targetChoices, targetKind } from "./rehearse-words.ts";

const useStyles = makeStyles({
  bar: { display: "flex", flexWrap: "wrap", gap: "12px 24px", "@media print": { display: "none" } },
});

/** Where on the page the section stands, as the part of the URL after #. */
export const rehearseAnchor = "rehearse";

type Choice = { id: string; name: string };

type RehearseSectionProps = {
  change: ChangeKind;
  target: string | undefined;
  userAssigned: Choice[];
  vaults: Choice[];
  nameOf: (identityId: string) => string;
  onChange: (change: ChangeKind) => void;
  onTarget: (target: string) => void;
};

/** Rehearse a change: choose it, see what turns red, what to grant first, and the ordered plan. */
export function RehearseSection(props: RehearseSectionProps) {
  const { change, target, userAssigned, vaults, nameOf, onChange, onTarget } = props;
  const styles = useStyles();
  const choices = targetChoices(change, { userAssigned, vaults });
  const rehearsal = rehearsalOf(change, target, choices);
  const kind = targetKind(change);
  return (
    <PageSection
      title="Rehearse"
      anchor={rehearseAnchor}
      hint="What would a change break? It is worked out from the last report; nothing is changed in Azure."
    >
      <div className={styles.bar}>
        <PlacePicker
          label="Change"
          value={change}
          choices={[...changes]}
          wide
          onChoose={(id) => {
            const chosen = changes.find((candidate) => candidate.id === id);
            if (chosen) onChange(chosen.id);
          }}
        />
        {kind !== "none" && choices.length > 0 && (
          <PlacePicker
            label={
              kind === "vault" ? "Vault to move" : kind === "selector" ? "New value" : "Identity to detach"
            }
            value={(rehearsal?.identityId ?? rehearsal?.vaultId) || ""}
            choices={choices}
            onChoose={onTarget}
          />
        )}
      </div>
      {rehearsal ? (
        <Result rehearsal={rehearsal} nameOf={nameOf} />
      ) : (
        <Empty title="Nothing to choose from">
          This change is about a {kind === "vault" ? "vault" : "user-assigned identity"}, and none is known
          here.
        </Empty>
      )}
    </PageSection>
  );
}

function Result({ rehearsal, nameOf }: { rehearsal: Rehearsal; nameOf: (identityId: string) => string }) {
  const { data, error, failureReason, refetch } = useQuery(rehearseQuery(rehearsal));
  const problem = error ?? failureReason;
  if (problem) return <ProblemNotice error={problem} onRetry={() => void refetch()} />;
  if (!data) return <Waiting label="Working out what the change would do" />;
  return <RehearseResult answer={data} nameOf={nameOf} />;
}
