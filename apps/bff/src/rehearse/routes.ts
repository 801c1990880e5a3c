import { createRoute } from "@hono/zod-openapi";
import { identityIdSchema } from "@latchkey/shared/identity";
import { rehearseAnswerSchema, rehearseQuerySchema } from "@latchkey/shared/rehearse";
import type { z } from "zod";
import type { WithAzure } from "../azure/azure.ts";
import type { Clock } from "../clock.ts";
import { apiRouter, badRequest, jsonAnswer, problemAnswers } from "../http/api.ts";
import type { InventoryStore } from "../inventory/inventory.ts";
import { lookUpVault } from "../lookup.ts";
import type { ReportStore } from "../report/report-store.ts";
import type { WithSettings } from "../settings/settings.ts";
import { type AskedChange, rehearseChange } from "./rehearse-change.ts";

const get = createRoute({
  method: "get",
  path: "/api/rehearse",
  request: { query: rehearseQuerySchema },
  responses: {
    200: jsonAnswer(rehearseAnswerSchema, "What a change would do, and the plan by which nothing breaks"),
    ...problemAnswers(400, 404),
  },
});

/** Rehearse: what turns red if something is changed. Rests on the last report; nothing is changed. */
export const rehearseRoutes = (
  deps: Clock & WithSettings & WithAzure,
  inventory: InventoryStore,
  store: ReportStore,
) =>
  apiRouter().openapi(get, async (c) => {
    const change = askedChange(deps, c.req.valid("query"));
    const report = await store.latest(c.get("person")).report;
    return c.json(await rehearseChange(deps, inventory, report, change), 200);
  });

/** @throws RequestProblem 400 for a change without what it is about, 404 for a vault that is not configured */
function askedChange(deps: WithSettings, asked: z.infer<typeof rehearseQuerySchema>): AskedChange {
  const { change: kind } = asked;
  if (kind === "switch-off-system-assigned") return { kind };
  if (kind === "to-rbac") {
    if (asked.vaultId === undefined) throw badRequest("This change needs a vaultId.");
    return { kind, vaultId: lookUpVault(deps, asked.vaultId).id };
  }
  const identityId = identityIdSchema.safeParse(asked.identityId?.toLowerCase()).data;
  // One that the app does not have is a fair question: what if I set AZURE_CLIENT_ID to it?
  if (identityId === undefined || identityId === "default")
    throw badRequest("This change needs an identityId: system, or a client ID.");
  return { kind, identityId };
}
