import { identitiesAnswerSchema } from "@latchkey/shared/identity";
import { problemSchema } from "@latchkey/shared/problem";
import { reportEventSchema, reportSchema } from "@latchkey/shared/report";
import { secretStreamLineSchema, testReadAnswerSchema } from "@latchkey/shared/secret";
import { describe, expect, test, vi } from "vitest";
import { appServiceEnv, fakeAzure, fakeDeps, ordersClientId } from "./testing/fake-deps.ts";
import { signedInApp } from "./testing/signed-in.ts";

const json = { "content-type": "application/json" };
const post = (body: unknown) => ({
  method: "POST",
  headers: json,
  body: typeof body === "string" ? body : JSON.stringify(body),
});

describe("the gate", () => {
  const open = { ...appServiceEnv, WEBSITE_AUTH_ENABLED: "False" };

  test.each(["/", "/api/report", "/api/secrets", "/readyz", "/assets/a.js"])(
    "without sign-in on App Service %s is a 503 problem document",
    async (path) => {
      const response = await signedInApp(fakeDeps(open)).request(path);
      expect(response.status).toBe(503);
      expect(problemSchema.parse(await response.json()).type).toMatch(/\/sign-in-required$/);
    },
  );

  test("a browser gets a page that says how to switch sign-in on", async () => {
    const response = await signedInApp(fakeDeps(open)).request("/", { headers: { accept: "text/html" } });
    expect(response.status).toBe(503);
    expect(await response.text()).toContain("az webapp auth update");
  });

  test("an instance ID alone is App Service enough", async () => {
    const app = signedInApp(fakeDeps({ WEBSITE_INSTANCE_ID: "x" }));
    expect((await app.request("/api/report")).status).toBe(503);
  });

  test("/healthz stays green", async () => {
    expect((await signedInApp(fakeDeps(open)).request("/healthz")).status).toBe(200);
  });

  test("with sign-in on data is served", async () => {
    expect((await signedInApp(fakeDeps()).request("/api/report")).status).toBe(200);
  });
});

describe("the report", () => {
  test("has a row for each identity, As configured first, and a cell for each vault", async () => {
    const report = reportSchema.parse(await (await signedInApp(fakeDeps()).request("/api/report")).json());
    expect(report.identities.map(({ id }) => id)).toEqual(["default", "system", ordersClientId]);
    expect(report.identities[0]?.sameAs).toBe("system");
    expect(report.cells).toHaveLength(6);
    expect(report.cells[0]?.operations.map(({ outcome }) => outcome)).toEqual([
      { kind: "allowed", proof: "token-obtained" },
      { kind: "allowed", proof: "listed" },
      { kind: "allowed", proof: "not-found" },
    ]);
  });

  test("rows that would ask the same question share one probe", async () => {
    const azure = fakeAzure();
    const listPage = vi.spyOn(azure.vaults, "listPage");
    await signedInApp(fakeDeps(appServiceEnv, azure)).request("/api/report");
    expect(listPage).toHaveBeenCalledTimes(4);
  });

  test("is given again for 30 s, then made anew; a refresh makes it anew at once", async () => {
    const azure = fakeAzure();
    const listPage = vi.spyOn(azure.vaults, "listPage");
    const deps = fakeDeps(appServiceEnv, azure);
    const app = signedInApp(deps);
    await app.request("/api/report");
    deps.advance(29_000);
    await app.request("/api/report");
    expect(listPage).toHaveBeenCalledTimes(4);
    deps.advance(2_000);
    await app.request("/api/report");
    expect(listPage).toHaveBeenCalledTimes(8);
    await app.request("/api/report/refresh", post({}));
    expect(listPage).toHaveBeenCalledTimes(12);
  });

  test("equal questions asked at once are joined", async () => {
    const azure = fakeAzure();
    const listPage = vi.spyOn(azure.vaults, "listPage");
    const app = signedInApp(fakeDeps(appServiceEnv, azure));
    await Promise.all([1, 2, 3].map(() => app.request("/api/report/refresh", post({}))));
    expect(listPage).toHaveBeenCalledTimes(4);
  });

  test("streams a start, each cell and the report, also to one who comes late", async () => {
    const app = signedInApp(fakeDeps());
    for (const _time of [1, 2]) {
      const text = await (
        await app.request("/api/report", { headers: { accept: "text/event-stream" } })
      ).text();
      const events = text
        .trim()
        .split("\n\n")
        .map((event) => reportEventSchema.parse(JSON.parse(event.replace(/^data: /, ""))));
      expect(events.map(({ kind }) => kind)).toEqual(["start", ...Array(6).fill("cell"), "report"]);
    }
  });

  test("without a token nothing else is tried, and the cell says so", async () => {
    const noToken = {
      outcome: { kind: "no-token" as const, why: "none-selected" as const },
      at: "2026-06-01T00:00:00.000Z",
      tookMs: 3,
    };
    const azure = fakeAzure({
      tokens: { obtain: async () => noToken, credentialFor: () => ({ getToken: async () => null }) },
    });
    const listPage = vi.spyOn(azure.vaults, "listPage");
    const app = signedInApp(fakeDeps({ ...appServiceEnv, AZURE_CLIENT_ID: undefined }, azure));
    const report = reportSchema.parse(await (await app.request("/api/report")).json());
    expect(report.identities.map(({ id }) => id)).toEqual(["default"]);
    expect(report.identities[0]?.sameAs).toBeNull();
    expect(report.cells[0]?.operations.map(({ outcome }) => outcome.kind)).toEqual([
      "no-token",
      "unknown",
      "unknown",
    ]);
    expect(listPage).not.toHaveBeenCalled();
  });

  test("a vault that could not be reached is not asked twice", async () => {
    const azure = fakeAzure();
    const listPage = vi
      .spyOn(azure.vaults, "listPage")
      .mockResolvedValue({ outcome: { kind: "unreachable", why: "dns" }, requestId: null, tookMs: 1 });
    const read = vi.spyOn(azure.vaults, "read");
    await signedInApp(fakeDeps(appServiceEnv, azure)).request("/api/report");
    expect(listPage).toHaveBeenCalled();
    expect(read).not.toHaveBeenCalled();
  });
});

describe("identities", () => {
  test("without any ARM right, what is unknown is said with the right that is missing", async () => {
    const answer = identitiesAnswerSchema.parse(
      await (
        await signedInApp(
          fakeDeps({ ...appServiceEnv, LATCHKEY_CLIENT_IDS: "00000000-1111-4222-8333-444444444444" }),
        ).request("/api/identities")
      ).json(),
    );
    const system = answer.identities.find(({ id }) => id === "system");
    expect(system?.principalId).toMatchObject({ state: "known", source: "token" });
    expect(system?.tenantId).toMatchObject({ state: "unknown", missingRight: "Microsoft.Web/sites/read" });
    expect(answer.selectors[0]).toMatchObject({ setting: "AZURE_CLIENT_ID", value: ordersClientId });
  });
});

describe("secrets", () => {
  const path = "/api/vaults/kv-orders/secrets";

  test("stream one line each and an end", async () => {
    const response = await signedInApp(fakeDeps()).request(`${path}?identityId=default`, {
      headers: { accept: "application/x-ndjson" },
    });
    const lines = (await response.text())
      .trim()
      .split("\n")
      .map((line) => secretStreamLineSchema.parse(JSON.parse(line)));
    expect(lines).toMatchObject([
      { kind: "secret", name: "db-password" },
      { kind: "end", secrets: 1, pages: 1, outcome: { kind: "allowed" }, next: null },
    ]);
  });

  test("a test read gives the mask and never the value", async () => {
    const response = await signedInApp(fakeDeps()).request(
      `${path}/db-password/test`,
      post({ identityId: "default" }),
    );
    const text = await response.text();
    expect(testReadAnswerSchema.parse(JSON.parse(text))).toMatchObject({
      next: null,
      version: "v1",
      value: { display: "••••••••leak" },
    });
    expect(text).not.toContain("must-not-leak");
  });
});

describe("bad input", () => {
  test.each([
    ["GET", "/api/vaults/kv-none/secrets", undefined, 404, /kv-none/],
    ["GET", "/api/vaults/kv-orders/secrets?identityId=nobody", undefined, 404, /nobody/],
    ["GET", "/api/vaults/kv-orders/secrets?cursor=../x", undefined, 400, /cursor/],
    ["POST", "/api/probes", { identityId: "nobody", vaultId: "kv-orders" }, 404, /nobody/],
    ["POST", "/api/probes", { identityId: "default", vaultId: "evil.example" }, 404, /evil\.example/],
    [
      "POST",
      "/api/probes",
      { identityId: "default", vaultId: "kv-orders", secretName: ".." },
      400,
      /secret name/,
    ],
    [
      "POST",
      "/api/probes",
      { identityId: "default", vaultId: "kv-orders", operations: ["delete"] },
      400,
      /operations/,
    ],
    [
      "POST",
      "/api/probes",
      { identityId: "default", vaultId: "kv-orders", host: "evil.example" },
      400,
      /host/,
    ],
    ["POST", "/api/probes", "{", 400, /JSON/],
    ["POST", "/api/probes", "", 400, /./],
    ["POST", "/api/vaults/kv-orders/secrets/../test", { identityId: "default" }, 404, /./],
    ["POST", "/api/vaults/kv-orders/secrets/..%2Fx/test", { identityId: "default" }, 400, /secret name/],
    ["POST", "/api/vaults/kv-orders/secrets/a.b/test", { identityId: "default" }, 400, /secret name/],
    ["POST", "/api/vaults/kv-orders/secrets//test", { identityId: "default" }, 400, /secret name/],
    [
      "POST",
      `/api/vaults/kv-orders/secrets/${"x".repeat(128)}/test`,
      { identityId: "default" },
      400,
      /secret name/,
    ],
    ["POST", "/api/vaults/kv-orders/secrets/a%2Fb/test", { identityId: "default" }, 400, /secret name/],
    ["POST", "/api/probes", { identityId: "x".repeat(70_000), vaultId: "kv-orders" }, 413, /64 KiB/],
    ["GET", "/api/nothing", undefined, 404, /nothing/],
  ])("%s %s %j is %i and sends nothing", async (method, path, body, status, detail) => {
    const azure = fakeAzure();
    const spies = [
      vi.spyOn(azure.vaults, "listPage"),
      vi.spyOn(azure.vaults, "read"),
      vi.spyOn(azure.vaults, "listPages"),
    ];
    const response = await signedInApp(fakeDeps(appServiceEnv, azure)).request(
      path,
      body === undefined ? { method } : post(body),
    );
    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toContain("application/problem+json");
    expect(problemSchema.parse(await response.json()).detail).toMatch(detail);
    for (const spy of spies) expect(spy).not.toHaveBeenCalled();
  });
});

describe("failures of our own", () => {
  test("answer 500 without the message, and the log holds name and place only", async () => {
    const canary = "canary-in-an-error-message";
    const deps = fakeDeps(appServiceEnv, fakeAzure({ counted: () => Promise.reject(new TypeError(canary)) }));
    const response = await signedInApp(deps).request("/api/report");
    const text = await response.text();
    expect(response.status).toBe(500);
    expect(problemSchema.parse(JSON.parse(text)).requestId).toBe(response.headers.get("x-request-id"));
    expect(text + JSON.stringify(deps.logged)).not.toContain(canary);
    expect(deps.logged).toContainEqual(expect.objectContaining({ event: "failure", errorName: "TypeError" }));
  });
});

test("the OpenAPI document names every route and no value", async () => {
  const text = await (await signedInApp(fakeDeps()).request("/api/openapi.json")).text();
  const paths = Object.keys(JSON.parse(text).paths);
  expect(paths).toEqual(
    expect.arrayContaining([
      "/api/app",
      "/api/identities",
      "/api/vaults",
      "/api/report",
      "/api/report/refresh",
      "/api/probes",
      "/api/vaults/{vaultId}/secrets",
      "/api/vaults/{vaultId}/secrets/{name}/test",
    ]),
  );
  expect(JSON.parse(text).openapi).toBe("3.1.0");
  expect(text).not.toContain("must-not-leak");
});

test("the identity header is in no answer and no log line", async () => {
  const deps = fakeDeps();
  const app = signedInApp(deps);
  const texts = await Promise.all(
    ["/api/app", "/api/identities", "/api/vaults", "/api/report", "/api/openapi.json"].map(async (path) =>
      (await app.request(path)).text(),
    ),
  );
  expect(texts.join("\n") + JSON.stringify(deps.logged)).not.toContain("header-value-that-must-not-leak");
});
