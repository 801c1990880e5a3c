import { createRoute } from "@hono/zod-openapi";
import { identitiesAnswerSchema } from "@latchkey/shared/identity";
import type { WithAzure } from "../azure/azure.ts";
import type { Clock } from "../clock.ts";
import { apiRouter, jsonAnswer } from "../http/api.ts";
import type { InventoryStore } from "../inventory/inventory.ts";
import type { WithSettings } from "../settings/settings.ts";
import { listIdentities } from "./list-identities.ts";
import { selectors } from "./selectors.ts";

const list = createRoute({
  method: "get",
  path: "/api/identities",
  responses: { 200: jsonAnswer(identitiesAnswerSchema, "Every identity of this app, As configured first") },
});

/** The identities of this app, their tokens' state, and the settings that select one. */
export const identityRoutes = (deps: Clock & WithSettings & WithAzure, inventory: InventoryStore) =>
  apiRouter().openapi(list, async (c) => {
    const checkedAt = deps.now().toISOString();
    const identities = (await listIdentities(deps, inventory)).map(({ shown }) => shown);
    return c.json(
      { checkedAt, identities, selectors: selectors(deps.settings, identities, await inventory.site()) },
      200,
    );
  });
