import { makeStyles, tokens } from "@fluentui/react-components";
import type { CellPrediction } from "@latchkey/shared/prediction";
import { predictionLine, predictionReasons } from "../../components/prediction-words.ts";
import { StatusMark } from "../../components/status-mark.tsx";
import { prose } from "../../components/text.styles.ts";

const useStyles = makeStyles({
  note: { display: "grid", gap: "6px", minWidth: 0, justifyItems: "start" },
  text: prose,
  reasons: {
    margin: 0,
    paddingLeft: "20px",
    color: tokens.colorNeutralForeground2,
    overflowWrap: "anywhere",
  },
});

/** What ARM lets expect of a cell, with its reasons, and whether that is what was seen. */
export function PredictionNote({ prediction }: { prediction: CellPrediction }) {
  const styles = useStyles();
  const differs = prediction.differs.length > 0;
  return (
    <div className={styles.note}>
      {differs ? (
        <StatusMark verdict={{ status: "warning", words: `ARM predicts ${predictionLine(prediction)}` }} />
      ) : (
        <p className={styles.text}>ARM predicts {predictionLine(prediction)}.</p>
      )}
      {predictionReasons(prediction).length > 0 && (
        <ul className={styles.reasons}>
          {predictionReasons(prediction).map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
