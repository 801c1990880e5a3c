import { makeStyles, tokens } from "@fluentui/react-components";

/** The rhythm of every page: header, at most one bar, content. */
export const usePageStyles = makeStyles({
  page: { display: "grid", gridTemplateColumns: "minmax(0, 1fr)", gap: "20px" },
  link: { color: tokens.colorBrandForegroundLink },
});
