import { type Cell, cellSchema, type ProbeRequest } from "@latchkey/shared/probe";
import { type ReportEvent, reportEventSchema } from "@latchkey/shared/report";
import { mutationOptions, type QueryClient, queryOptions } from "@tanstack/react-query";
import { createParser } from "eventsource-parser";
import { api } from "../../lib/api.ts";
import { parsedAs, parseJson, piecesOf, readAs, readStream } from "../../lib/read-as.ts";
import { streamedQuery } from "../../lib/streamed-query.ts";
import { noReport, type ReportState, withCell, withEarlyEnd, withEvent } from "./report-state.ts";

const queryKey = ["report"] as const;
const checks = streamedQuery();

/** The report, cell by cell as it arrives. Leaving the page does not end a check; `stopChecking` does. */
export const reportQuery = queryOptions({
  queryKey,
  queryFn: (context) => {
    const start = context.client.getQueryData<ReportState>(queryKey) ?? noReport;
    return checks.fetch(context, {
      start,
      open: (signal) => eventsOf(start.refreshAsked, signal),
      withPiece: withEvent,
      isLast: ({ kind }) => kind === "report",
      stopped: (state) => ({ ...withEarlyEnd(state), refreshAsked: false, stopped: true }),
      brokenOff: (state) => (state.last || state.run ? withEarlyEnd(state) : undefined),
    });
  },
  staleTime: 30_000, // ms: every refetch is a real call to each vault
});

/** Probes every cell again. The old results stay in the cache until the new ones are complete. */
export async function checkAgain(client: QueryClient): Promise<void> {
  const state = client.getQueryData<ReportState>(queryKey) ?? noReport;
  client.setQueryData<ReportState>(queryKey, { ...state, refreshAsked: true, stopped: false });
  await client.refetchQueries({ queryKey });
}

/** Ends the check under way; what was known before stays. */
export const stopChecking = checks.stop;

/** Probes one cell and puts it in its place in the report. */
export const probeMutation = (client: QueryClient) =>
  mutationOptions({
    mutationKey: ["report", "probe"],
    mutationFn: (request: Pick<ProbeRequest, "identityId" | "vaultId">) =>
      readAs(cellSchema, api.probes.$post({ json: request })),
    onSuccess: (cell) => keepCell(client, cell),
  });

/** Puts a newer probe of a cell in its place in the report. */
export function keepCell(client: QueryClient, cell: Cell): void {
  client.setQueryData<ReportState>(queryKey, (state) => state && withCell(state, cell));
}

async function* eventsOf(refresh: boolean, signal: AbortSignal): AsyncGenerator<ReportEvent> {
  const options = { headers: { accept: "text/event-stream" }, init: { signal } };
  const sent = refresh ? api.report.refresh.$post({ json: {} }, options) : api.report.$get({}, options);
  const arrived: ReportEvent[] = [];
  const parser = createParser({
    onEvent: ({ data }) => arrived.push(parsedAs(reportEventSchema, parseJson(data))),
  });
  for await (const piece of piecesOf(await readStream(sent))) {
    parser.feed(piece);
    yield* arrived.splice(0);
  }
}
