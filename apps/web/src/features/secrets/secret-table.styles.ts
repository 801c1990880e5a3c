import { makeStyles, tokens } from "@fluentui/react-components";
import { greyText } from "../../components/text.styles.ts";
import { onMedium, onPhone } from "../../lib/breakpoints.ts";

const columns = "minmax(0, 1fr) 152px 160px 104px 104px 96px";

/** Styles of the secret list: fewer columns as the page narrows. */
export const useSecretTableStyles = makeStyles({
  grid: {
    gridTemplateColumns: columns,
    columnGap: "16px",
    padding: "0 16px",
    [onMedium]: { gridTemplateColumns: "minmax(0, 1fr) 152px 104px 96px" },
    [onPhone]: {
      gridTemplateColumns: "minmax(0, 1fr) 96px",
      columnGap: "8px",
      padding: "0 12px",
    },
  },
  bodyRow: { ":hover": { backgroundColor: tokens.colorNeutralBackground1Hover } },
  name: { minWidth: 0, display: "flex" },
  wide: { [onMedium]: { display: "none" } },
  medium: { [onPhone]: { display: "none" } },
  phoneStatus: { display: "none", [onPhone]: { display: "block" } },
  quiet: greyText,
  numeric: { fontVariantNumeric: "tabular-nums" },
  actionCell: { justifySelf: "end", overflow: "visible" },
  action: {
    height: "28px",
    padding: "0 10px",
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    font: "inherit",
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightSemibold,
    whiteSpace: "nowrap",
    cursor: "pointer",
    ":hover": { backgroundColor: tokens.colorNeutralBackground1Hover },
    "@media print": { display: "none" },
  },
});
