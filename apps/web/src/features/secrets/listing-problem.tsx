import { MessageBar, MessageBarBody, MessageBarTitle, makeStyles, tokens } from "@fluentui/react-components";
import { describeOutcome } from "@latchkey/diagnosis/describe-outcome";
import { outcomeVerdict } from "@latchkey/diagnosis/outcome-words";
import { Identifier } from "../../components/identifier.tsx";
import type { ListingEnd } from "./queries.ts";

const useStyles = makeStyles({
  said: {
    margin: "8px 0 0",
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    whiteSpace: "pre-wrap",
    overflowWrap: "anywhere",
  },
  id: {
    display: "flex",
    flexWrap: "wrap",
    alignItems: "center",
    gap: "6px",
    marginTop: "8px",
    fontSize: tokens.fontSizeBase200,
  },
  bar: { alignItems: "start" },
});

/** Why the list did not come, or not all of it: what happened, what to do, and the service's own words. */
export function ListingProblem({ end }: { end: ListingEnd }) {
  const styles = useStyles();
  const tried = { operation: "list", outcome: end.outcome } as const;
  const said = "said" in end.outcome ? end.outcome.said : undefined;
  return (
    <MessageBar intent="error" layout="multiline" className={styles.bar}>
      <MessageBarBody>
        <MessageBarTitle>{outcomeVerdict(end.outcome).words}.</MessageBarTitle> {describeOutcome(tried)}
        {end.next && (
          <>
            {" "}
            <strong>Next:</strong> {end.next}
          </>
        )}
        {said && <blockquote className={styles.said}>{said.trim()}</blockquote>}
        {end.requestId && (
          <div className={styles.id}>
            Request id <Identifier value={end.requestId} what="Request id" />
          </div>
        )}
      </MessageBarBody>
    </MessageBar>
  );
}
