import { makeStyles, tokens } from "@fluentui/react-components";
import { smallGreyParagraph } from "../../components/text.styles.ts";

/** Styles of the explanation panel. */
export const useCellPanelStyles = makeStyles({
  story: { display: "grid", gridTemplateColumns: "minmax(0, 1fr)", gap: "24px", minWidth: 0 },
  answer: { display: "grid", gap: "8px", justifyItems: "start", minWidth: 0 },
  verdict: {
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: tokens.fontWeightSemibold,
    minWidth: 0,
    maxWidth: "100%",
  },
  text: { margin: 0 },
  heading: { margin: "0 0 12px", fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase400 },
  steps: {
    listStyleType: "none",
    margin: 0,
    padding: 0,
    display: "grid",
    gridTemplateColumns: "minmax(0, 1fr)",
    gap: "16px",
  },
  more: { display: "grid", gap: "8px", justifyItems: "start" },
  link: { color: tokens.colorBrandForegroundLink, overflowWrap: "anywhere" },
  basis: smallGreyParagraph,
});
