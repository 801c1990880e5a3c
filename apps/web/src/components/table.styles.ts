import { makeStyles, tokens } from "@fluentui/react-components";
import { onNarrow } from "../lib/breakpoints.ts";
import { smallGreyLine } from "./text.styles.ts";

/** Styles of a table of facts: hairlines, quiet head, and on narrow screens each row becomes a block with its cells' labels. */
export const useTableStyles = makeStyles({
  frame: {
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    overflow: "clip",
    minWidth: 0,
  },
  table: {
    width: "100%",
    borderCollapse: "collapse",
    tableLayout: "fixed",
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    [onNarrow]: { display: "block", "& tbody": { display: "block" } },
  },
  head: {
    backgroundColor: tokens.colorNeutralBackground2,
    "& th": {
      padding: "8px 16px",
      textAlign: "left",
      fontWeight: tokens.fontWeightSemibold,
      borderBottom: `1px solid ${tokens.colorNeutralStroke1}`,
      overflowWrap: "anywhere",
    },
    [onNarrow]: { display: "none" },
  },
  groupRow: { [onNarrow]: { display: "block" } },
  group: {
    padding: "8px 16px",
    textAlign: "left",
    fontWeight: tokens.fontWeightSemibold,
    backgroundColor: tokens.colorNeutralBackground2,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    [onNarrow]: { display: "block" },
  },
  groupNote: {
    display: "block",
    fontWeight: tokens.fontWeightRegular,
    color: tokens.colorNeutralForeground2,
    maxWidth: "88ch",
  },
  row: {
    "&:not(:last-child) > *": { borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
    [onNarrow]: {
      display: "grid",
      gridTemplateColumns: "minmax(0, 1fr)",
      rowGap: "6px",
      padding: "10px 12px",
      "&:not(:last-child) > *": { borderBottom: "none" },
      "&:not(:last-child)": { borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
    },
  },
  cell: {
    padding: "10px 16px",
    textAlign: "left",
    verticalAlign: "top",
    fontWeight: tokens.fontWeightRegular,
    overflowWrap: "anywhere",
    minWidth: 0,
    [onNarrow]: {
      padding: 0,
      "&[data-label]::before": {
        content: "attr(data-label)",
        display: "block",
        ...smallGreyLine,
      },
    },
  },
  strong: { fontWeight: tokens.fontWeightSemibold },
  quiet: smallGreyLine,
  mono: {
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  lines: { display: "grid", gridTemplateColumns: "minmax(0, 1fr)", gap: "4px", justifyItems: "start" },
  summary: {
    cursor: "pointer",
    width: "fit-content",
    color: tokens.colorBrandForegroundLink,
    fontSize: tokens.fontSizeBase200,
  },
  link: {
    color: tokens.colorBrandForegroundLink,
    textDecorationLine: "none",
    ":hover": { textDecorationLine: "underline" },
  },
});
