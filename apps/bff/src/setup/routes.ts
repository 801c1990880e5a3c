import { createRoute } from "@hono/zod-openapi";
import { setupAnswerSchema, setupQuerySchema } from "@latchkey/shared/setup";
import type { WithAudit } from "../audit/audit-log.ts";
import { entriesOfCells } from "../audit/note.ts";
import { recordIfPossible } from "../audit/require-audit.ts";
import type { WithAzure } from "../azure/azure.ts";
import type { Clock } from "../clock.ts";
import { apiRouter, jsonAnswer, problemAnswers } from "../http/api.ts";
import type { InventoryStore } from "../inventory/inventory.ts";
import { lookUpVault } from "../lookup.ts";
import type { WithSettings } from "../settings/settings.ts";
import type { WithVersions } from "../versions.ts";
import { answerSetup } from "./answer-setup.ts";

const get = createRoute({
  method: "get",
  path: "/api/setup",
  request: { query: setupQuerySchema },
  responses: {
    200: jsonAnswer(
      setupAnswerSchema,
      "The steps of moving to a user-assigned identity, each read from evidence",
    ),
    ...problemAnswers(400, 404),
  },
});

/** The move to a user-assigned identity as a checklist. Each request probes the vault anew. */
export const setupRoutes = (
  deps: Clock & WithSettings & WithAzure & WithVersions & WithAudit,
  inventory: InventoryStore,
) =>
  apiRouter().openapi(get, async (c) => {
    const { identityId, vaultId } = c.req.valid("query");
    const vault = lookUpVault(deps, vaultId);
    const { answer, cells } = await answerSetup(deps, inventory, { identityId, vault });
    await recordIfPossible(deps.audit, entriesOfCells({ person: c.get("person"), action: "probe" }, cells));
    return c.json(answer, 200);
  });
