import { appAnswerSchema } from "@latchkey/shared/app";
import { problemSchema } from "@latchkey/shared/problem";
import { describe, expect, test } from "vitest";
import { createApp } from "../app.ts";
import { appServiceEnv, fakeDeps } from "../testing/fake-deps.ts";
import { principalHeader, signedInApp } from "../testing/signed-in.ts";

const testRead = {
  method: "POST",
  headers: { "content-type": "application/json" },
  body: '{"identityId":"default"}',
};
const testReadPath = "/api/vaults/kv-orders/secrets/db-password/test";

describe("on App Service", () => {
  test("nobody is named: 401, and the page is a page that says so", async () => {
    const app = createApp(fakeDeps());
    const answer = await app.request("/api/report");
    expect(answer.status).toBe(401);
    expect(problemSchema.parse(await answer.json()).type).toBe("/problems/not-signed-in");
    const page = await app.request("/", { headers: { accept: "text/html" } });
    expect([page.status, page.headers.get("content-type")]).toEqual([401, "text/html; charset=UTF-8"]);
    for (const path of ["/healthz", "/readyz"]) expect((await app.request(path)).status).toBe(200);
  });

  test("no role: 403 that names the role, and no data", async () => {
    const app = signedInApp(fakeDeps(), []);
    for (const path of ["/api/report", "/api/app", "/api/identities", "/api/vaults", "/api/openapi.json"]) {
      const answer = await app.request(path);
      const problem = problemSchema.parse(await answer.json());
      expect([answer.status, problem.type]).toEqual([403, "/problems/role-missing"]);
      expect(problem.detail).toContain("Latchkey.Viewer");
    }
  });

  test("a viewer sees the status, and may neither test-read nor probe a named secret", async () => {
    const app = signedInApp(fakeDeps(), ["Latchkey.Viewer"]);
    expect((await app.request("/api/report")).status).toBe(200);
    const probe = (extra: object) => ({
      ...testRead,
      body: JSON.stringify({ identityId: "default", vaultId: "kv-orders", ...extra }),
    });
    expect((await app.request("/api/probes", probe({}))).status).toBe(200);
    for (const answer of [
      await app.request(testReadPath, testRead),
      await app.request("/api/probes", probe({ secretName: "db-password" })),
    ]) {
      expect(answer.status).toBe(403);
      expect(problemSchema.parse(await answer.json()).detail).toContain("Latchkey.Tester");
    }
  });

  test("a tester may test-read, and /api/app says who asks and what they may", async () => {
    const app = signedInApp(fakeDeps(), ["Latchkey.Tester"]);
    expect((await app.request(testReadPath, testRead)).status).toBe(200);
    const answer = await app.request("/api/app");
    expect(appAnswerSchema.parse(await answer.json()).person).toEqual({
      name: "dana.reyes@contoso.example",
      roles: ["viewer", "tester"],
    });
  });

  test("the roles' names are the operator's", async () => {
    const deps = fakeDeps({ ...appServiceEnv, LATCHKEY_VIEWER_ROLE: "Ops.Read" });
    expect((await signedInApp(deps, ["Ops.Read"]).request("/api/report")).status).toBe(200);
    expect((await signedInApp(deps, ["Latchkey.Viewer"]).request("/api/report")).status).toBe(403);
  });

  test("a renamed tester role is named by its own name, in the refusal and to the page", async () => {
    const app = signedInApp(fakeDeps({ ...appServiceEnv, LATCHKEY_TESTER_ROLE: "Ops.Test" }), [
      "Latchkey.Viewer",
      "Latchkey.Tester",
    ]);
    const { person, testerRole } = appAnswerSchema.parse(await (await app.request("/api/app")).json());
    expect([person?.roles, testerRole]).toEqual([["viewer"], "Ops.Test"]);
    const refusal = problemSchema.parse(await (await app.request(testReadPath, testRead)).json());
    expect(refusal.title).toBe("The role Ops.Test is missing");
  });
});

describe("outside App Service", () => {
  const host = "127.0.0.1:8080";
  const local = () => createApp(fakeDeps({ KEY_VAULT_URLS: "https://kv-orders.vault.azure.net" }));
  const ask = (path: string, headers: Record<string, string> = {}) =>
    local().request(`http://${host}${path}`, { headers: { host, ...headers } });

  test("the token in the address is exchanged for a cookie, and the cookie lets in", async () => {
    const first = await ask("/vaults?token=start-token-of-the-tests&x=1");
    expect([first.status, first.headers.get("location")]).toEqual([303, "/vaults?x=1"]);
    const cookie = first.headers.get("set-cookie") ?? "";
    expect(cookie).toMatch(/^latchkey-8080=[\w-]+; Path=\/; HttpOnly; SameSite=Strict$/);
    expect(cookie).not.toContain("start-token-of-the-tests");
    const answer = await ask("/api/app", { cookie: cookie.split(";")[0] ?? "" });
    expect(answer.status).toBe(200);
    expect(appAnswerSchema.parse(await answer.json()).person).toBeNull();
  });

  test("the way back leads to no other host", async () => {
    const answer = await ask("//evil.example/?token=start-token-of-the-tests");
    expect(answer.headers.get("location")).toBe("/evil.example/");
  });

  test.each([
    ["nothing", {}, "/api/report"],
    ["another token", {}, "/?token=start-token-of-the-testz"],
    ["an empty cookie", { cookie: "latchkey-8080=" }, "/api/report"],
    ["the token as cookie", { cookie: "latchkey-8080=start-token-of-the-tests" }, "/api/report"],
    ["App Service's header", { "x-ms-client-principal": principalHeader() }, "/api/report"],
  ])("%s is 401", async (_title, headers, path) => {
    const answer = await ask(path, headers);
    expect(answer.status).toBe(401);
    expect(problemSchema.parse(await answer.json()).detail).toContain("printed when it started");
  });

  test.each(["evil.example", "127.0.0.1.evil.example:8080", "localhost.evil.example", "0.0.0.0:8080", ""])(
    "a request to the host %j is turned away, health included",
    async (name) => {
      const answer = await local().request(`http://${host}/healthz`, { headers: { host: name } });
      expect(answer.status).toBe(421);
    },
  );
});
