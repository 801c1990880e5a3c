import { Button, makeStyles } from "@fluentui/react-components";
import { ShieldCheckmarkRegular } from "@fluentui/react-icons/svg/shield-checkmark";
import { useMutation } from "@tanstack/react-query";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { VerdictLine } from "../../components/verdict-line.tsx";
import { chainWords } from "./audit-words.ts";
import { verifyChainMutation } from "./queries.ts";

const useStyles = makeStyles({
  check: { display: "grid", gap: "8px", justifyItems: "start" },
  places: { margin: 0, paddingLeft: "24px", overflowWrap: "anywhere" },
});

/** Follows the chain of hashes on demand and says whether a record was changed or taken out. */
export function ChainCheck() {
  const styles = useStyles();
  const { data, error, isPending, mutate } = useMutation(verifyChainMutation);
  return (
    <div className={styles.check}>
      <Button icon={<ShieldCheckmarkRegular />} disabledFocusable={isPending} onClick={() => mutate()}>
        {isPending ? "Verifying the chain" : "Verify the chain"}
      </Button>
      <div role="status">
        {data && (
          <VerdictLine verdict={{ status: data.intact ? "allowed" : "denied", words: chainWords(data) }} />
        )}
        {data && data.problems.length > 0 && (
          <ul className={styles.places}>
            {data.problems.map(({ segment, seq, what }) => (
              <li key={`${segment} ${seq} ${what}`}>
                Segment {segment}, record {seq}: {what}
              </li>
            ))}
          </ul>
        )}
      </div>
      {error && <ProblemNotice error={error} />}
    </div>
  );
}
