import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
} from "@fluentui/react-components";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import type { AccessMatrix, MatrixCell } from "./access-matrix.ts";
import { nextThing } from "./headline.ts";
import type { ReportState } from "./report-state.ts";

type ReportBarProps = {
  state: ReportState;
  matrix: AccessMatrix;
  error: unknown;
  onRetry: () => void;
  onOpen: (cell: MatrixCell) => void;
};

/** At most one bar above the matrix: a failed check first, then a stopped one, then the one thing to do next. */
export function ReportBar({ state, matrix, error, onRetry, onOpen }: ReportBarProps) {
  if (error) {
    const stillWorks = state.last ? "You see the results of the last complete check." : "";
    return <ProblemNotice error={error} stillWorks={stillWorks} onRetry={onRetry} />;
  }
  if (state.stopped) {
    return (
      <MessageBar intent="info">
        <MessageBarBody>
          <MessageBarTitle>The check was stopped.</MessageBarTitle>{" "}
          {state.last
            ? "You see the results of the last complete check."
            : "Cells that were not reached are not checked."}
        </MessageBarBody>
      </MessageBar>
    );
  }
  const next = nextThing(matrix);
  if (!next) return null;
  return (
    <MessageBar intent="error">
      <MessageBarBody>
        <MessageBarTitle>{next.title}</MessageBarTitle> {next.text}
      </MessageBarBody>
      <MessageBarActions>
        <Button size="small" onClick={() => onOpen(next.cell)}>
          Show why
        </Button>
      </MessageBarActions>
    </MessageBar>
  );
}
