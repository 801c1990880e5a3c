import { createRoute } from "@hono/zod-openapi";
import { identitiesAnswerSchema } from "@latchkey/shared/identity";
import type { Deps } from "../deps.ts";
import { apiRouter, jsonAnswer } from "../http/api.ts";
import type { InventoryStore } from "../inventory/inventory.ts";
import { listIdentities } from "./list-identities.ts";
import { selectors } from "./selectors.ts";

const list = createRoute({
  method: "get",
  path: "/api/identities",
  responses: { 200: jsonAnswer(identitiesAnswerSchema, "Every identity of this app, As configured first") },
});

/** The identities of this app, their tokens' state, and the settings that select one. */
export const identityRoutes = (deps: Deps, inventory: InventoryStore) =>
  apiRouter().openapi(list, async (c) => {
    const checkedAt = deps.now().toISOString();
    const identities = (await listIdentities(deps, inventory)).map(({ shown }) => shown);
    return c.json(
      { checkedAt, identities, selectors: selectors(deps.settings, identities, await inventory.site()) },
      200,
    );
  });
