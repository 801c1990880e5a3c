import { historyAnswerSchema } from "@latchkey/shared/history";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../lib/api.ts";
import { readAs } from "../../lib/read-as.ts";
import { type HistoryRange, rangeHours } from "./history-range.ts";

const hourMs = 3_600_000;

/** The timelines of the last hours up to now, and what changed in the configuration. */
export const historyQuery = (range: HistoryRange) =>
  queryOptions({
    queryKey: ["history", range],
    queryFn: ({ signal }) => {
      const to = Date.now();
      const query = {
        from: new Date(to - rangeHours(range) * hourMs).toISOString(),
        to: new Date(to).toISOString(),
      };
      return readAs(historyAnswerSchema, api.history.$get({ query }, { init: { signal } }));
    },
    staleTime: 15_000,
  });
