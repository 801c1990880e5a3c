import { makeStyles, mergeClasses, Select, tokens } from "@fluentui/react-components";
import { useId } from "react";
import { onPhone } from "../lib/breakpoints.ts";

const useStyles = makeStyles({
  field: {
    display: "grid",
    gap: "4px",
    minWidth: 0,
    width: "280px",
    [onPhone]: { width: "100%" },
  },
  wide: { width: "400px" },
  select: { width: "100%", minWidth: 0 },
  label: { fontWeight: tokens.fontWeightSemibold },
});

type PlacePickerProps = {
  label: string;
  value: string;
  choices: { id: string; name: string }[];
  onChoose: (id: string) => void;
  /** For choices that are sentences. */
  wide?: boolean;
};

/** Chooses the vault, the identity or whatever else a page is about. */
export function PlacePicker({ label, value, choices, onChoose, wide = false }: PlacePickerProps) {
  const styles = useStyles();
  const id = useId();
  const known = choices.some((choice) => choice.id === value);
  return (
    <div className={mergeClasses(styles.field, wide && styles.wide)}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      <Select
        id={id}
        root={{ className: styles.select }}
        select={{ className: styles.select }}
        value={value}
        onChange={(_event, data) => onChoose(data.value)}
      >
        {!known && <option value={value}>{value}</option>}
        {choices.map((choice) => (
          <option key={choice.id} value={choice.id}>
            {choice.name}
          </option>
        ))}
      </Select>
    </div>
  );
}
