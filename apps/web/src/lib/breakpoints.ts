/** Under 640 px: one column, the navigation is a drawer. For `useMedia`. */
export const phoneWidth = "(max-width: 639.98px)";
/** Under 900 px tables and the matrix become lists. For `useMedia`. */
export const narrowWidth = "(max-width: 899.98px)";

/** The same as keys of styles. */
export const onPhone = `@media ${phoneWidth}` as const;
export const onNarrow = `@media ${narrowWidth}` as const;

/** Under 1024 px: the navigation shows icons only. */
export const onCompact = "@media (max-width: 1023.98px)";
/** Between phone and 1024 px. */
export const onTablet = "@media (min-width: 640px) and (max-width: 1023.98px)";

/** Under 1200 px: columns that are nice to have go, and what stood side by side stands below. */
export const onMedium = "@media (max-width: 1199.98px)";
