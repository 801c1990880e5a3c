import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { z } from "zod";
import { fakeDeps } from "./testing/fake-deps.ts";
import { signedInApp } from "./testing/signed-in.ts";

// Everything that the API's own description says it takes, and much that it does not: no answer may be a failure of ours, nor one that
// the description does not know.
type Schema = Record<string, unknown>;
type Parameter = { name: string; in: "path" | "query"; required?: boolean; schema: Schema };
type Operation = {
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, { content?: Record<string, { schema: Schema }> }>;
};
type Route = { method: string; path: string; operation: Operation };

const app = signedInApp(
  fakeDeps({
    ...(await import("./testing/fake-deps.ts")).appServiceEnv,
    LATCHKEY_RATE_PER_MINUTE: "1000000",
  }),
);
const document = (await (await app.request("/api/openapi.json")).json()) as {
  paths: Record<string, Record<string, Operation>>;
};
const routes: Route[] = Object.entries(document.paths).flatMap(([path, operations]) =>
  Object.entries(operations).map(([method, operation]) => ({ method, path, operation })),
);

const known = fc.constantFrom(
  "default",
  "system",
  "kv-orders",
  "kv-payments",
  "db-password",
  "2026-06-01T00:00:00Z",
  "3f0f1f6e-6a53-4a0e-9d55-0a8a6f1f0b11",
  "1",
  "json",
  "csv",
  "test-read",
  "list",
);
const hostile = fc.constantFrom(
  "",
  "..",
  "../..",
  "%2e%2e",
  "%00",
  "\u0000",
  "a/b",
  "https://evil.example/",
  "//evil.example",
  "kv-orders.vault.azure.net@evil.example",
  "__proto__",
  "constructor",
  "' or 1=1 --",
  "<script>alert(1)</script>",
  "=1+1",
  "\u202e",
  "9".repeat(400),
  "x".repeat(300),
  "-1",
  "1e309",
  "NaN",
  "null",
  "9999-99-99T99:99:99Z",
  "+275760-09-13T00:00:00.001Z",
);
const text = fc.oneof(
  known,
  hostile,
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.string({ maxLength: 40 }),
);
const bodies = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .dictionary(
        fc.constantFrom("identityId", "vaultId", "secretName", "operations", "x"),
        fc.oneof(text, fc.array(fc.constantFrom("token", "list", "get", "delete")), fc.jsonValue()),
      )
      .map((value) => JSON.stringify(value)),
  },
  { weight: 1, arbitrary: fc.json() },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 200 }) },
);
const accepts = fc.constantFrom(
  "*/*",
  "application/json",
  "text/event-stream",
  "application/x-ndjson",
  "text/html",
);

const attempt = fc.record({
  route: fc.constantFrom(...routes),
  values: fc.array(fc.option(text, { nil: undefined }), { minLength: 8, maxLength: 8 }),
  extra: fc.option(fc.tuple(text, text), { nil: undefined }),
  body: bodies,
  accept: accepts,
});

let tried = 0;
const statuses = new Map<number, number>();
const schemas = new Map<Schema, z.ZodType>();
const schemaOf = (schema: Schema) => {
  const made = schemas.get(schema) ?? z.fromJSONSchema(schema as z.core.JSONSchema.BaseSchema);
  schemas.set(schema, made);
  return made;
};

async function check({
  route,
  values,
  extra,
  body,
  accept,
}: typeof attempt extends fc.Arbitrary<infer One> ? One : never) {
  const { operation, method } = route;
  const query = new URLSearchParams(extra ? [extra] : []);
  let path = route.path;
  for (const [index, { name, in: place, required }] of (operation.parameters ?? []).entries()) {
    const value = values[index % values.length];
    if (place === "path")
      path = path.replace(`{${name}}`, encodeURIComponent(value?.toWellFormed() ?? "kv-orders") || "-");
    else if (value !== undefined || required) query.set(name, value ?? "");
  }
  const headers = { accept, ...(operation.requestBody && { "content-type": "application/json" }) };
  const init = { method: method.toUpperCase(), headers: { "content-type": "application/json", ...headers } };
  const answer = await app.request(`${path}?${query}`, method === "post" ? { ...init, body } : init);
  const said = await answer.text();
  tried += 1;
  statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
  const seen = `${method} ${path}?${query} ${body}: ${answer.status} ${said.slice(0, 300)}`;
  expect(answer.status, seen).toBeLessThan(500);
  const type = answer.headers.get("content-type")?.split(";")[0] ?? "";
  // A path that its value turned into another one is that one's business, or a 404.
  if (answer.status === 404) return;
  const described = operation.responses[String(answer.status)]?.content;
  expect(Object.keys(described ?? {}), seen).toContain(
    type === "text/html" ? Object.keys(described ?? {})[0] : type,
  );
  if (/^application\/(problem\+)?json$/.test(type)) {
    const parsed = schemaOf(described?.[type]?.schema ?? {}).safeParse(JSON.parse(said));
    expect(parsed.success, `${seen} ${parsed.error?.message}`).toBe(true);
  }
}

test("no input whatever makes the API fail, or answer what its description does not know", async () => {
  await fc.assert(fc.asyncProperty(attempt, check), { numRuns: 3_000 });
}, 120_000);

afterAll(() => {
  const counts = [...statuses].toSorted().map(([status, count]) => `${count} × ${status}`);
  process.stdout.write(
    `any input: ${tried} requests over ${routes.length} operations: ${counts.join(", ")}\n`,
  );
});
