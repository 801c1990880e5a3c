import { Button, makeStyles, ToggleButton } from "@fluentui/react-components";
import { ArrowSwapRegular } from "@fluentui/react-icons/svg/arrow-swap";
import { PlacePicker } from "../../components/place-picker.tsx";
import { hiddenFromSight } from "../../components/visually-hidden.tsx";
import { onNarrow } from "../../lib/breakpoints.ts";
import { counted } from "../../lib/format-number.ts";

const useStyles = makeStyles({
  bar: {
    display: "flex",
    flexWrap: "wrap",
    alignItems: "flex-end",
    gap: "12px",
    "@media print": { display: "none" },
  },
  filters: {
    display: "flex",
    gap: "6px",
    border: "none",
    margin: "0 0 0 auto",
    padding: "4px 0",
    minWidth: 0,
    [onNarrow]: { marginLeft: 0 },
  },
  legend: hiddenFromSight,
});

type PairPickerProps = {
  left: string;
  right: string;
  choices: { id: string; name: string }[];
  onlyDifferences: boolean;
  differences: number;
  onChoose: (pair: { left: string; right: string }) => void;
  onShow: (onlyDifferences: boolean) => void;
};

/** Chooses the two identities, swaps them, and shows all or only the differences. */
export function PairPicker(props: PairPickerProps) {
  const { left, right, choices, onlyDifferences, differences, onChoose, onShow } = props;
  const styles = useStyles();
  return (
    <div className={styles.bar}>
      <PlacePicker
        label="From"
        value={left}
        choices={choices}
        onChoose={(id) => onChoose({ left: id, right: id === right ? left : right })}
      />
      <Button
        appearance="subtle"
        icon={<ArrowSwapRegular />}
        aria-label="Swap the two identities"
        title="Swap the two identities"
        onClick={() => onChoose({ left: right, right: left })}
      />
      <PlacePicker
        label="To"
        value={right}
        choices={choices}
        onChoose={(id) => onChoose({ left: id === left ? right : left, right: id })}
      />
      <fieldset className={styles.filters}>
        <legend className={styles.legend}>Show</legend>
        <ToggleButton size="small" shape="circular" checked={!onlyDifferences} onClick={() => onShow(false)}>
          All
        </ToggleButton>
        <ToggleButton size="small" shape="circular" checked={onlyDifferences} onClick={() => onShow(true)}>
          {differences === 0 ? "Only differences" : `Only differences: ${counted(differences, "outcome")}`}
        </ToggleButton>
      </fieldset>
    </div>
  );
}
