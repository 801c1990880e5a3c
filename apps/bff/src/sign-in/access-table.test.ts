import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { createApp } from "../app.ts";
import { fakeDeps } from "../testing/fake-deps.ts";
import { signedInApp } from "../testing/signed-in.ts";
import { accessTable, everyMethod } from "./access-table.ts";

const webRoot = mkdtempSync(join(tmpdir(), "latchkey-web-"));
writeFileSync(join(webRoot, "index.html"), '<meta name="style-nonce" content="{{style-nonce}}">');
afterAll(() => rmSync(webRoot, { recursive: true }));

test("every route stands in the access table, and every entry has a route", () => {
  const routes = createApp(fakeDeps(), webRoot).routes.map(({ method, path }) => `${method} ${path}`);
  const named = [...new Set(routes)].filter((route) => !everyMethod.includes(route));
  expect(named.toSorted()).toEqual(Object.keys(accessTable).toSorted());
});

test("each route refuses who has no role, and a tester's route refuses a viewer", async () => {
  const deps = fakeDeps();
  const [nobody, viewer] = [signedInApp(deps, [], webRoot), signedInApp(deps, ["Latchkey.Viewer"], webRoot)];
  for (const [route, access] of Object.entries(accessTable)) {
    const [method = "", pattern = ""] = route.split(" ");
    const path = pattern.replace(/:\w+/g, "x").replace("*", "x");
    expect((await nobody.request(path, { method })).status === 403).toBe(access !== "public");
    expect((await viewer.request(path, { method })).status === 403).toBe(access === "tester");
  }
});
