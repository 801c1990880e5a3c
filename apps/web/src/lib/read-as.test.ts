import { expect, test } from "vitest";
import { z } from "zod";
import { isBackendAway, ProblemError, parsedAs, readAs, readStream } from "./read-as.ts";

const schema = z.object({ name: z.string().trim(), count: z.int().default(0) });
const problem = { type: "/problems/role-missing", title: "The role is missing", status: 403, detail: "Ask." };

const answered = (body: string, status = 200) => Promise.resolve(new Response(body, { status }));
const thrownBy = (reading: Promise<unknown>) => reading.catch((error: unknown) => error);

test("an answer comes as its schema makes it, and what the schema does not name stays behind", async () => {
  expect(await readAs(schema, answered('{"name":" kv-orders ","extra":true}'))).toEqual({
    name: "kv-orders",
    count: 0,
  });
  expect(parsedAs(schema, { name: " kv-orders ", extra: true })).toEqual({ name: "kv-orders", count: 0 });
});

test.each([
  ["another shape", '{"name":1}'],
  ["no JSON", "<!doctype html>"],
  ["nothing", ""],
])("an answer of %s is a problem to show, and no reason to ask again", async (_title, body) => {
  const error = await thrownBy(readAs(schema, answered(body)));
  expect(error).toBeInstanceOf(ProblemError);
  expect(error).toMatchObject({ problem: { type: "/problems/unreadable-answer", status: 200 } });
  expect(isBackendAway(error)).toBe(false);
});

test("a problem document is told as it is, whatever its status", async () => {
  for (const status of [403, 503]) {
    const error = await thrownBy(readAs(schema, answered(JSON.stringify({ ...problem, status }), status)));
    expect(error).toMatchObject({ problem: { ...problem, status } });
    expect(isBackendAway(error)).toBe(false);
  }
});

test.each([
  [500, false],
  [501, false],
  [502, true],
  [503, true],
  [504, true],
  [505, false],
  [404, false],
])("HTTP %i without a problem document: the backend is away is %s", async (status, away) => {
  const error = await thrownBy(readAs(schema, answered("<h1>Bad Gateway</h1>", status)));
  expect(isBackendAway(error)).toBe(away);
  if (!away) expect(error).toMatchObject({ problem: { type: "/problems/unreadable-answer", status } });
  expect(isBackendAway(await thrownBy(readStream(answered("", status))))).toBe(away);
});

test("no answer at all is the backend away, and an aborted request is only an abort", async () => {
  const failed = await thrownBy(readAs(schema, Promise.reject(new TypeError("Failed to fetch"))));
  expect(isBackendAway(failed)).toBe(true);
  const aborted = new DOMException("stopped", "AbortError");
  expect(await thrownBy(readAs(schema, Promise.reject(aborted)))).toBe(aborted);
});
