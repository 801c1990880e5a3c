import { createRoute } from "@hono/zod-openapi";
import { referencesAnswerSchema } from "@latchkey/shared/references";
import type { WithAudit } from "../audit/audit-log.ts";
import type { WithAzure } from "../azure/azure.ts";
import type { Clock } from "../clock.ts";
import { apiRouter, jsonAnswer, problemAnswers } from "../http/api.ts";
import type { InventoryStore } from "../inventory/inventory.ts";
import type { WithSettings } from "../settings/settings.ts";
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
export const referenceRoutes = (
  deps: Clock & WithSettings & WithAzure & WithAudit,
  inventory: InventoryStore,
) =>
  apiRouter().openapi(list, async (c) =>
    c.json(await listReferences(deps, inventory, directReader(deps, c.get("person"))), 200),
  );
