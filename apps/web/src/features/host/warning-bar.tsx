import { MessageBar, MessageBarBody, MessageBarTitle } from "@fluentui/react-components";
import { useWarnings } from "./queries.ts";

/** What of Latchkey itself does not work at the moment; nothing while all of it does. */
export function WarningBar() {
  const warnings = useWarnings();
  if (warnings.length === 0) return null;
  return (
    <MessageBar intent="warning" layout="multiline" role="status">
      <MessageBarBody>
        <MessageBarTitle>Latchkey itself needs attention.</MessageBarTitle> {warnings.join(" ")}
      </MessageBarBody>
    </MessageBar>
  );
}
