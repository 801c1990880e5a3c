import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
} from "@fluentui/react-components";
import { isBackendAway, ProblemError } from "../lib/read-as.ts";

type ProblemNoticeProps = { error: unknown; stillWorks?: string; onRetry?: () => void };

/** A problem told in order: what happened, what still works, what to do, with the request id to quote. */
export function ProblemNotice({ error, stillWorks, onRetry }: ProblemNoticeProps) {
  const { title, text } = problemWords(error);
  return (
    <MessageBar intent={isBackendAway(error) ? "warning" : "error"} role="alert">
      <MessageBarBody>
        <MessageBarTitle>{title}</MessageBarTitle> {text} {stillWorks}
      </MessageBarBody>
      {onRetry && (
        <MessageBarActions>
          <Button size="small" onClick={onRetry}>
            Try again
          </Button>
        </MessageBarActions>
      )}
    </MessageBar>
  );
}

function problemWords(error: unknown): { title: string; text: string } {
  if (error instanceof ProblemError) {
    const { title, detail, requestId } = error.problem;
    return { title, text: requestId ? `${detail} Request id to quote: ${requestId}.` : detail };
  }
  if (isBackendAway(error)) {
    return {
      title: "Latchkey's backend does not answer.",
      text: "The page keeps trying and goes on by itself.",
    };
  }
  return { title: "This page met an error of its own.", text: "Reload the page." };
}
