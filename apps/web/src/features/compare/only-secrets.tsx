import { Button, makeStyles } from "@fluentui/react-components";
import { StopRegular } from "@fluentui/react-icons/svg/stop";
import { useQuery } from "@tanstack/react-query";
import { Empty } from "../../components/empty.tsx";
import { PageSection } from "../../components/page-section.tsx";
import { PlacePicker } from "../../components/place-picker.tsx";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { VerdictLine } from "../../components/verdict-line.tsx";
import { OnlyList } from "./only-list.tsx";
import { brokenSides, onlyWords } from "./only-words.ts";
import type { Sides } from "./pair-table.tsx";
import { compareSecretsQuery, stopComparing } from "./queries.ts";

const useStyles = makeStyles({
  bar: { display: "flex", flexWrap: "wrap", alignItems: "flex-end", gap: "12px" },
  text: { margin: 0 },
});

type OnlySecretsProps = {
  pair: { left: string; right: string };
  sides: Sides;
  vaultId: string;
  vaults: { id: string; name: string }[];
  onVault: (vaultId: string) => void;
};

/** The secrets of one vault that only one of the two can list, by name, as they stream in. */
export function OnlySecrets({ pair, sides, vaultId, vaults, onVault }: OnlySecretsProps) {
  const styles = useStyles();
  const { data, error, isFetching, refetch } = useQuery(compareSecretsQuery({ ...pair, vaultId }));
  return (
    <PageSection
      title="Secrets only one can list"
      hint="By name. Both lists are read to their end, which can be a thousand requests a side in a large vault."
    >
      <div className={styles.bar}>
        <PlacePicker label="Vault" value={vaultId} choices={vaults} onChoose={onVault} />
        {isFetching ? (
          <Button key="stop" icon={<StopRegular />} onClick={stopComparing}>
            Stop
          </Button>
        ) : (
          <Button key="list" onClick={() => void refetch()}>
            {data ? "List both again" : "List both"}
          </Button>
        )}
      </div>
      {error && <ProblemNotice error={error} onRetry={() => void refetch()} />}
      {data && (
        <>
          <p className={styles.text} role="status">
            {onlyWords(data, sides)}
          </p>
          {brokenSides(data, sides).map(({ name, verdict }) => (
            <VerdictLine key={name} verdict={verdict}>
              {name}: {verdict.words}
            </VerdictLine>
          ))}
          {data.only.length > 0 && <OnlyList only={data.only} sides={sides} />}
          {data.end && data.only.length === 0 && (
            <Empty title="No name is listed by one alone">
              A name that only one of the two can list would stand here.
            </Empty>
          )}
        </>
      )}
    </PageSection>
  );
}
