import { Button } from "@fluentui/react-components";
import { ArrowClockwiseRegular } from "@fluentui/react-icons/svg/arrow-clockwise";

/** Asks for the page's facts again. */
export function RefreshButton({ busy, onClick }: { busy: boolean; onClick: () => void }) {
  return (
    <Button icon={<ArrowClockwiseRegular />} disabledFocusable={busy} onClick={onClick}>
      {busy ? "Checking" : "Check again"}
    </Button>
  );
}
