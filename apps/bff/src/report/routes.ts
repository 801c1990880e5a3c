import { createRoute } from "@hono/zod-openapi";
import { reportSchema } from "@latchkey/shared/report";
import { z } from "zod";
import { apiRouter, jsonAnswer, problemAnswers } from "../http/api.ts";
import { eventStream } from "../http/event-stream.ts";
import type { ReportStore } from "./report-store.ts";

const answers = {
  200: {
    description: "The access matrix. As `text/event-stream` its events arrive cell by cell.",
    content: { ...jsonAnswer(reportSchema, "").content, "text/event-stream": { schema: z.string() } },
  },
};

const get = createRoute({ method: "get", path: "/api/report", responses: answers });
const refresh = createRoute({
  method: "post",
  path: "/api/report/refresh",
  responses: { ...answers, ...problemAnswers(413) },
});

/** The report: the last one while it is fresh, or a new one. */
export const reportRoutes = (store: ReportStore) =>
  apiRouter()
    .openapi(get, async (c) => {
      const flight = store.latest(c.get("person"));
      if (wantsEvents(c.req.header("accept"))) return eventStream(flight.events());
      return c.json(await flight.report, 200);
    })
    .openapi(refresh, async (c) => {
      const flight = store.refreshed(c.get("person"));
      if (wantsEvents(c.req.header("accept"))) return eventStream(flight.events());
      return c.json(await flight.report, 200);
    });

function wantsEvents(accept: string | undefined): boolean {
  return accept?.includes("text/event-stream") ?? false;
}
