import { createRoute } from "@hono/zod-openapi";
import { operationsByDefault } from "@latchkey/shared/operations";
import { cellSchema, probeRequestSchema } from "@latchkey/shared/probe";
import type { WithAudit } from "../audit/audit-log.ts";
import { entriesOfCells } from "../audit/note.ts";
import { assertRecordable, record, recordIfPossible } from "../audit/require-audit.ts";
import type { WithAzure } from "../azure/azure.ts";
import type { Clock } from "../clock.ts";
import { apiRouter, jsonAnswer, problemAnswers } from "../http/api.ts";
import type { InventoryStore } from "../inventory/inventory.ts";
import { lookUp } from "../lookup.ts";
import type { WithSettings } from "../settings/settings.ts";
import { requireRole } from "../sign-in/sign-in.ts";
import type { WithVersions } from "../versions.ts";
import { probeOnce } from "./probe-once.ts";

const probe = createRoute({
  method: "post",
  path: "/api/probes",
  request: { body: { required: true, content: { "application/json": { schema: probeRequestSchema } } } },
  responses: {
    200: jsonAnswer(cellSchema, "What came of each operation. A denial is an answer."),
    ...problemAnswers(400, 404, 413, 503),
  },
});

/** One probe of one identity at one vault, explained like a cell of the report. */
export const probeRoutes = (
  deps: Clock & WithSettings & WithAzure & WithVersions & WithAudit,
  inventory: InventoryStore,
) =>
  apiRouter().openapi(probe, async (c) => {
    const { operations = operationsByDefault, secretName, ...asked } = c.req.valid("json");
    if (secretName !== undefined) requireRole(c.get("person"), "tester", deps.settings.guard);
    const { identity, vault } = await lookUp(deps, inventory, asked);
    if (secretName !== undefined) await assertRecordable(deps.audit);
    const cell = await probeOnce(deps, inventory, { identity, vault, operations, secretName });
    const entries = entriesOfCells({ person: c.get("person"), action: "probe" }, [cell], secretName);
    await (secretName === undefined ? recordIfPossible : record)(deps.audit, entries);
    return c.json(cell, 200);
  });
