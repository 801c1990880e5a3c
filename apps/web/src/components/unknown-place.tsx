import { MessageBar, MessageBarBody, MessageBarTitle } from "@fluentui/react-components";

/** A link named something that this app does not have, or not any more. */
export function UnknownPlace({ what }: { what: string }) {
  return (
    <MessageBar intent="warning">
      <MessageBarBody>
        <MessageBarTitle>{what} is not known here.</MessageBarTitle> The link may be old, or of another app.
        What is known stands below.
      </MessageBarBody>
    </MessageBar>
  );
}
