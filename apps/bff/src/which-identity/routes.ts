import { createRoute } from "@hono/zod-openapi";
import { whichIdentityAnswerSchema } from "@latchkey/shared/which-identity";
import type { WithAzure } from "../azure/azure.ts";
import type { Clock } from "../clock.ts";
import { apiRouter, jsonAnswer } from "../http/api.ts";
import type { InventoryStore } from "../inventory/inventory.ts";
import type { WithSettings } from "../settings/settings.ts";
import { answerWhichIdentity } from "./answer-which-identity.ts";

const get = createRoute({
  method: "get",
  path: "/api/which-identity",
  responses: {
    200: jsonAnswer(whichIdentityAnswerSchema, "Which identity each library would get, and what decides it"),
  },
});

/** What would my code get? */
export const whichIdentityRoutes = (deps: Clock & WithSettings & WithAzure, inventory: InventoryStore) =>
  apiRouter().openapi(get, async (c) => c.json(await answerWhichIdentity(deps, inventory), 200));
