import { createRoute } from "@hono/zod-openapi";
import { referencesAnswerSchema } from "@latchkey/shared/references";
import type { Deps } from "../deps.ts";
import { apiRouter, jsonAnswer, problemAnswers } from "../http/api.ts";
import type { InventoryStore } from "../inventory/inventory.ts";
import { listReferences } from "./list-references.ts";
import { directReader } from "./read-directly.ts";

const list = createRoute({
  method: "get",
  path: "/api/references",
  responses: {
    200: jsonAnswer(
      referencesAnswerSchema,
      "Every Key Vault reference of this app, each judged. Never a value.",
    ),
    ...problemAnswers(503),
  },
});

/** The Key Vault references of this app's settings. */
export const referenceRoutes = (deps: Deps, inventory: InventoryStore) =>
  apiRouter().openapi(list, async (c) =>
    c.json(await listReferences(deps, inventory, directReader(deps, c.get("person"))), 200),
  );
