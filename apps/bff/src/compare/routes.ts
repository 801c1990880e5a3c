import { createRoute } from "@hono/zod-openapi";
import {
  compareAnswerSchema,
  compareExportQuerySchema,
  compareQuerySchema,
  compareSecretLineSchema,
  compareSecretsQuerySchema,
} from "@latchkey/shared/compare";
import type { Cell } from "@latchkey/shared/probe";
import { z } from "zod";
import type { WithAudit } from "../audit/audit-log.ts";
import { type Deed, entriesOfCells } from "../audit/note.ts";
import { recordIfPossible } from "../audit/require-audit.ts";
import type { WithAzure } from "../azure/azure.ts";
import type { Clock } from "../clock.ts";
import { apiRouter, jsonAnswer, problemAnswers } from "../http/api.ts";
import { lineStream } from "../http/event-stream.ts";
import { listIdentities, type ReadyIdentity } from "../identities/list-identities.ts";
import type { InventoryStore } from "../inventory/inventory.ts";
import { lookUpVault } from "../lookup.ts";
import { auditedStream } from "../secrets/audited-stream.ts";
import { streamSecrets } from "../secrets/stream-secrets.ts";
import type { WithSettings } from "../settings/settings.ts";
import { choosePair } from "./choose-pair.ts";
import { compareSecrets } from "./compare-secrets.ts";
import { createCompareStore } from "./compare-store.ts";
import { comparisonCsv, comparisonMarkdown } from "./export-comparison.ts";

const compare = createRoute({
  method: "get",
  path: "/api/compare",
  request: { query: compareQuerySchema },
  responses: {
    200: jsonAnswer(compareAnswerSchema, "Two identities side by side over all vaults, probed just now"),
    ...problemAnswers(400, 404),
  },
});
const secrets = createRoute({
  method: "get",
  path: "/api/compare/secrets",
  request: { query: compareSecretsQuerySchema },
  responses: {
    200: {
      description:
        "The names that only one of two identities can list in one vault, a line each, and an `end` line",
      // With a JSON type beside it the typed client takes the stream for text, as it does for the secrets of one vault.
      content: {
        ...jsonAnswer(compareSecretLineSchema, "").content,
        "application/x-ndjson": { schema: z.string() },
      },
    },
    ...problemAnswers(400, 404),
  },
});
const download = createRoute({
  method: "get",
  path: "/api/compare/export",
  request: { query: compareExportQuerySchema },
  responses: {
    200: {
      description: "The last comparison of these two while it is young, else a new one, as a file",
      content: {
        "text/csv": { schema: z.string() },
        "application/json": { schema: compareAnswerSchema },
        "text/markdown": { schema: z.string() },
      },
    },
    ...problemAnswers(400, 404),
  },
});

/** Compare: system-assigned or user-assigned? */
export const compareRoutes = (
  deps: Clock & WithSettings & WithAzure & WithAudit,
  inventory: InventoryStore,
) => {
  const stores = createCompareStore(deps, inventory);
  const keep = (person: Deed["person"]) => (cells: Cell[]) =>
    recordIfPossible(deps.audit, entriesOfCells({ person, action: "probe" }, cells));
  return apiRouter()
    .openapi(compare, async (c) =>
      c.json(await stores(keep(c.get("person"))).fresh(c.req.valid("query")), 200),
    )
    .openapi(secrets, async (c) => {
      const { vaultId, ...asked } = c.req.valid("query");
      const vault = lookUpVault(deps, vaultId);
      const pair = choosePair(await listIdentities(deps, inventory), asked);
      const deed: Deed = { person: c.get("person"), action: "list" };
      const listAs = ({ known: identity }: ReadyIdentity) => {
        const found = { identity, vault };
        return auditedStream(deps, deed, found, streamSecrets(deps, found));
      };
      return lineStream(compareSecrets(listAs(pair.left), listAs(pair.right), deps.elapsedMs));
    })
    .openapi(download, async (c) => {
      const { format, ...question } = c.req.valid("query");
      const answer = await stores(keep(c.get("person"))).latest(question);
      const [type, ending, text] = fileOf(format, answer);
      const headers = {
        "content-type": `${type}; charset=utf-8`,
        "content-disposition": `attachment; filename="latchkey-compare.${ending}"`,
      };
      return new Response(text, { headers });
    });
};

function fileOf(
  format: "csv" | "json" | "markdown",
  answer: z.infer<typeof compareAnswerSchema>,
): [string, string, string] {
  switch (format) {
    case "csv":
      return ["text/csv", "csv", comparisonCsv(answer)];
    case "json":
      return ["application/json", "json", `${JSON.stringify(answer, null, 2)}\n`];
    case "markdown":
      return ["text/markdown", "md", comparisonMarkdown(answer)];
    default:
      return format satisfies never;
  }
}
