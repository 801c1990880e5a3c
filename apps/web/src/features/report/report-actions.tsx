import { Button, ToggleButton } from "@fluentui/react-components";
import { ArrowClockwiseRegular } from "@fluentui/react-icons/svg/arrow-clockwise";
import { FilterRegular } from "@fluentui/react-icons/svg/filter";
import { StopRegular } from "@fluentui/react-icons/svg/stop";

type ReportActionsProps = {
  checking: boolean;
  /** Whether the filter is on; null where there is nothing to filter. */
  onlyClosed: boolean | null;
  onFilter: () => void;
  onCheck: () => void;
  onStop: () => void;
};

/** What can be done with the report: show only what is closed, check again, stop. */
export function ReportActions({ checking, onlyClosed, onFilter, onCheck, onStop }: ReportActionsProps) {
  return (
    <>
      {onlyClosed !== null && (
        <ToggleButton appearance="subtle" icon={<FilterRegular />} checked={onlyClosed} onClick={onFilter}>
          Only closed
        </ToggleButton>
      )}
      {checking ? (
        <Button key="stop" icon={<StopRegular />} onClick={onStop}>
          Stop
        </Button>
      ) : (
        <Button key="check" appearance="primary" icon={<ArrowClockwiseRegular />} onClick={onCheck}>
          Check again
        </Button>
      )}
    </>
  );
}
