import { createRoute } from "@hono/zod-openapi";
import { askedIdSchema } from "@latchkey/shared/identity";
import {
  secretNameSchema,
  secretPageSchema,
  testReadAnswerSchema,
  testReadRequestSchema,
} from "@latchkey/shared/secret";
import { z } from "zod";
import type { WithAudit } from "../audit/audit-log.ts";
import { type Deed, entryOf } from "../audit/note.ts";
import { assertRecordable, record, recordIfPossible } from "../audit/require-audit.ts";
import type { WithAzure } from "../azure/azure.ts";
import { isCursor } from "../azure/page-links.ts";
import type { Clock } from "../clock.ts";
import { apiRouter, badRequest, jsonAnswer, problemAnswers } from "../http/api.ts";
import { lineStream } from "../http/event-stream.ts";
import type { InventoryStore } from "../inventory/inventory.ts";
import { type Found, lookUp } from "../lookup.ts";
import type { WithSettings } from "../settings/settings.ts";
import { auditedStream } from "./audited-stream.ts";
import { listSecretPage, streamSecrets } from "./stream-secrets.ts";
import { testRead } from "./test-read.ts";

const list = createRoute({
  method: "get",
  path: "/api/vaults/{vaultId}/secrets",
  request: {
    params: z.object({ vaultId: askedIdSchema }),
    query: z.object({
      identityId: askedIdSchema.default("default"),
      cursor: z.string().max(3_000).refine(isCursor, "this cursor is not one of ours").optional(),
    }),
  },
  responses: {
    200: {
      description:
        "One page, or with `Accept: application/x-ndjson` all secrets, a line each, and an `end` line",
      content: {
        ...jsonAnswer(secretPageSchema, "").content,
        "application/x-ndjson": { schema: z.string() },
      },
    },
    ...problemAnswers(400, 404),
  },
});

const test = createRoute({
  method: "post",
  path: "/api/vaults/{vaultId}/secrets/{name}/test",
  request: {
    params: z.object({ vaultId: askedIdSchema, name: secretNameSchema }),
    body: { required: true, content: { "application/json": { schema: testReadRequestSchema } } },
  },
  responses: {
    200: jsonAnswer(testReadAnswerSchema, "The outcome and the masked value"),
    ...problemAnswers(400, 404, 413, 503),
  },
});

/** The secrets of one vault as one identity: list them, and read one to test it. */
export const secretRoutes = (deps: Clock & WithSettings & WithAzure & WithAudit, inventory: InventoryStore) =>
  apiRouter()
    .openapi(list, async (c) => {
      const { identityId, cursor } = c.req.valid("query");
      const found = await lookUp(deps, inventory, { identityId, ...c.req.valid("param") });
      const deed: Deed = { person: c.get("person"), action: "list" };
      if (c.req.header("accept")?.includes("application/x-ndjson"))
        return lineStream(auditedStream(deps, deed, found, streamSecrets(deps, found)));
      const page = await listSecretPage(deps, found, cursor);
      await recordIfPossible(deps.audit, [
        entryOf(deed, {
          ...placeOf(found),
          operation: "list",
          outcome: page.outcome,
          requestId: page.requestId,
        }),
      ]);
      return c.json(page, 200);
    })
    .openapi(test, async (c) => {
      const { vaultId, name } = c.req.valid("param");
      const found = await lookUp(deps, inventory, { vaultId, ...c.req.valid("json") });
      await assertRecordable(deps.audit);
      const answer = await testRead(deps, found, name);
      const deed: Deed = { person: c.get("person"), action: "test-read" };
      const done = { ...placeOf(found), operation: "get" as const, secretName: name };
      await record(deps.audit, [
        entryOf(deed, { ...done, outcome: answer.outcome, requestId: answer.requestId }),
      ]);
      return c.json(answer, 200);
    })
    .post("/api/vaults/:vaultId/secrets/*", () => {
      throw badRequest("A secret name is 1 to 127 letters, digits or hyphens.");
    });

function placeOf({ identity, vault }: Found) {
  return { identityId: identity.id, vaultId: vault.id };
}
