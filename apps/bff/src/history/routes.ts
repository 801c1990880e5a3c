import { createRoute } from "@hono/zod-openapi";
import { historyAnswerSchema } from "@latchkey/shared/history";
import { askedIdSchema } from "@latchkey/shared/identity";
import { z } from "zod";
import type { Clock } from "../clock.ts";
import { apiRouter, badRequest, jsonAnswer, problemAnswers } from "../http/api.ts";
import { RequestProblem } from "../http/problem.ts";
import type { BackgroundProbe } from "./background-probe.ts";
import type { WithHistory } from "./history.ts";

const dayMs = 24 * 60 * 60 * 1_000;

const read = createRoute({
  method: "get",
  path: "/api/history",
  request: {
    query: z.object({
      identityId: askedIdSchema.optional(),
      vaultId: askedIdSchema.optional(),
      /** A day ago when it is absent. */
      from: z.iso.datetime().optional(),
      to: z.iso.datetime().optional(),
    }),
  },
  responses: {
    200: jsonAnswer(historyAnswerSchema, "A timeline for each cell, and what changed in the configuration"),
    ...problemAnswers(400, 503),
  },
});

/** What was open and closed when, and what changed just before. */
export const historyRoutes = ({
  history,
  background,
  now,
}: WithHistory & { background: BackgroundProbe } & Pick<Clock, "now">) =>
  apiRouter().openapi(read, async (c) => {
    const { identityId, vaultId, ...asked } = c.req.valid("query");
    const to = instantOf(asked.to, now().getTime());
    const from = instantOf(asked.from, Date.parse(to) - dayMs);
    if (from > to) throw badRequest("from must not be after to.");
    const found = await history.read({ identityId, vaultId, from, to }).catch(() => {
      throw new RequestProblem(
        "history-unavailable",
        503,
        "The history cannot be read",
        "Its file or database does not answer. The report itself does not need it.",
      );
    });
    return c.json({ from, to, ...found, background: background.state() }, 200);
  });

// One spelling, so that texts can be compared: milliseconds, and Z.
function instantOf(asked: string | undefined, otherwiseMs: number): string {
  return new Date(asked ?? otherwiseMs).toISOString();
}
