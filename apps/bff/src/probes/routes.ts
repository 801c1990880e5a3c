import { createRoute } from "@hono/zod-openapi";
import { cellSchema, probeRequestSchema } from "@latchkey/shared/probe";
import type { Deps } from "../deps.ts";
import { apiRouter, jsonAnswer, problemAnswers } from "../http/api.ts";
import { lookUp } from "../http/lookup.ts";
import type { InventoryStore } from "../inventory/inventory.ts";
import { everyOperation, probeCell } from "./probe-cell.ts";

const probe = createRoute({
  method: "post",
  path: "/api/probes",
  request: { body: { required: true, content: { "application/json": { schema: probeRequestSchema } } } },
  responses: {
    200: jsonAnswer(cellSchema, "What came of each operation. A denial is an answer."),
    ...problemAnswers(400, 404, 413),
  },
});

/** One probe of one identity at one vault. */
export const probeRoutes = (deps: Deps, inventory: InventoryStore) =>
  apiRouter().openapi(probe, async (c) => {
    const { operations = everyOperation, secretName, ...asked } = c.req.valid("json");
    const { identity, vault } = await lookUp(deps, inventory, asked);
    const azure = await deps.azure();
    const token = await azure.tokens.obtain(identity.choice, azure.audiences.vault);
    const results = await probeCell(deps, azure, {
      choice: identity.choice,
      vault,
      token,
      operations,
      secretName,
    });
    return c.json({ identityId: identity.id, vaultId: vault.id, operations: results }, 200);
  });
