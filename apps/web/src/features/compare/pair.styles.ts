import { makeStyles, tokens } from "@fluentui/react-components";
import { smallGreyText } from "../../components/text.styles.ts";
import { onNarrow } from "../../lib/breakpoints.ts";

/** Styles of tables with two sides: what, left, right, and whether they differ. */
export const usePairStyles = makeStyles({
  what: { width: "22%" },
  differs: { width: "104px" },
  row: {
    [onNarrow]: {
      display: "grid",
      gridTemplateColumns: "minmax(0, 1fr) minmax(0, 1fr)",
      columnGap: "16px",
      "& > th": { gridColumn: "1 / -1" },
      "& > td:last-child": { gridColumn: "1 / -1" },
    },
  },
  differing: { backgroundColor: tokens.colorNeutralBackground1Selected },
  outcome: { display: "flex", gap: "8px", justifyContent: "space-between", minWidth: 0 },
  took: {
    color: tokens.colorNeutralForeground3,
    fontVariantNumeric: "tabular-nums",
    whiteSpace: "nowrap",
    flexShrink: 0,
  },
  note: smallGreyText,
  capital: { textTransform: "capitalize" },
});
