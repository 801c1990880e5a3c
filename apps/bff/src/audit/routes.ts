import { createRoute } from "@hono/zod-openapi";
import {
  type AuditRecord,
  auditAnswerSchema,
  auditChainSchema,
  auditFilterSchema,
} from "@latchkey/shared/audit";
import { z } from "zod";
import { apiRouter, jsonAnswer, problemAnswers } from "../http/api.ts";
import { csvLine } from "../http/csv.ts";
import { fileStream } from "../http/event-stream.ts";
import { RequestProblem } from "../http/problem.ts";
import type { AuditLog, WithAudit } from "./audit-log.ts";
import { cursorOf, keyOf } from "./cursor.ts";
import type { AuditKey, AuditPage, AuditQuestion } from "./store.ts";
import { verifyChain } from "./verify-chain.ts";

const pageQuery = auditFilterSchema.extend({
  cursor: z
    .string()
    .max(500)
    .refine((cursor) => keyOf(cursor) !== undefined, "this cursor is not one of ours")
    .optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  format: z.enum(["json", "csv"]).default("json"),
});

const list = createRoute({
  method: "get",
  path: "/api/audit",
  request: { query: pageQuery },
  responses: {
    200: {
      description:
        "Who did what, newest first. With `format=csv` all that the filter lets through, up to 100,000.",
      content: { ...jsonAnswer(auditAnswerSchema, "").content, "text/csv": { schema: z.string() } },
    },
    ...problemAnswers(400, 503),
  },
});

const chain = createRoute({
  method: "get",
  path: "/api/audit/chain",
  responses: {
    200: jsonAnswer(auditChainSchema, "Whether every record follows the one before it, unchanged"),
    ...problemAnswers(503),
  },
});

/** The audit: who tested or listed what, when, as which identity. */
export const auditRoutes = ({ audit }: WithAudit) =>
  apiRouter()
    .openapi(list, async (c) => {
      const { cursor, limit, format, ...filter } = c.req.valid("query");
      const before = cursor === undefined ? undefined : keyOf(cursor);
      if (format === "csv") {
        const first = await readable(audit.read({ filter, before, limit: csvPage }));
        const lines = csvLines(audit, { filter, before, limit: csvPage }, first);
        return fileStream(lines, "text/csv; charset=utf-8", "latchkey-audit.csv");
      }
      const { records, next, unreadable } = await readable(audit.read({ filter, before, limit }));
      return c.json({ records, cursor: next ? cursorOf(next) : null, unreadable }, 200);
    })
    .openapi(chain, async (c) => c.json(await readable(verifyChain(audit)), 200));

const csvPage = 1_000;
const mostCsvRows = 100_000;

const columns: readonly [string, (record: AuditRecord) => string | number | null][] = [
  ["at", ({ at }) => at],
  ["person", ({ person }) => person.name],
  ["personId", ({ person }) => person.id],
  ["action", ({ action }) => action],
  ["operation", ({ operation }) => operation],
  ["identityId", ({ identityId }) => identityId],
  ["vaultId", ({ vaultId }) => vaultId],
  ["secretName", ({ secretName }) => secretName],
  ["outcome", ({ outcome }) => outcome?.kind ?? null],
  ["reason", ({ outcome }) => outcome?.reason ?? null],
  ["requestId", ({ requestId }) => requestId],
  ["instance", ({ instance }) => instance],
  ["segment", ({ segment }) => segment],
  ["seq", ({ seq }) => seq],
  ["hash", ({ hash }) => hash],
];

async function* csvLines(
  audit: Pick<AuditLog, "read">,
  question: AuditQuestion,
  first: AuditPage,
): AsyncGenerator<string> {
  yield csvLine(columns.map(([name]) => name));
  let page = first;
  for (let rows = 0; ; ) {
    rows += page.records.length;
    yield page.records.map((record) => csvLine(columns.map(([, cell]) => cell(record)))).join("");
    const next: AuditKey | undefined = page.next;
    if (!next || rows >= mostCsvRows) return;
    page = await audit.read({ ...question, before: next });
  }
}

/** @throws RequestProblem 503 when the store cannot be read; nothing of the store's own error is told. */
async function readable<Value>(reading: Promise<Value>): Promise<Value> {
  try {
    return await reading;
  } catch {
    throw new RequestProblem(
      "audit-unavailable",
      503,
      "The audit cannot be read",
      "Its folder or database does not answer. GET /api/app tells whether recording works.",
    );
  }
}
