/** How far back the history is shown, by its part of the URL. */
export const historyRanges = [
  { id: "hour", hours: 1, name: "Last hour" },
  { id: "day", hours: 24, name: "Last 24 hours" },
  { id: "week", hours: 168, name: "Last 7 days" },
  { id: "month", hours: 720, name: "Last 30 days" },
] as const;

export type HistoryRange = (typeof historyRanges)[number]["id"];

/** The hours of a range. */
export function rangeHours(range: HistoryRange): number {
  return historyRanges.find(({ id }) => id === range)?.hours ?? 24;
}
