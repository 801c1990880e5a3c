import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { problemSchema } from "@latchkey/shared/problem";
import { afterAll, describe, expect, test } from "vitest";
import { appServiceEnv, fakeDeps } from "../testing/fake-deps.ts";
import { signedInApp } from "../testing/signed-in.ts";

const webRoot = mkdtempSync(join(tmpdir(), "latchkey-web-"));
writeFileSync(join(webRoot, "index.html"), '<meta name="style-nonce" content="{{style-nonce}}">');
mkdirSync(join(webRoot, "assets"));
writeFileSync(join(webRoot, "assets", "a.js"), "1");
afterAll(() => rmSync(webRoot, { recursive: true }));

const own = "app-orders.azurewebsites.net";
const refresh = (headers: Record<string, string>) =>
  signedInApp(fakeDeps()).request("/api/report/refresh", { method: "POST", headers, body: "{}" });

describe("what another site can send", () => {
  const json = { "content-type": "application/json", host: own };
  const ours = { ...json, origin: `https://${own}`, "sec-fetch-site": "same-origin", "x-latchkey": "1" };
  test.each<[string, Record<string, string>, number]>([
    ["our own page", ours, 200],
    ["our own page behind a proxy", { ...ours, host: "inner", "x-forwarded-host": own }, 200],
    ["a program that is no browser", json, 200],
    ["JSON with a charset", { ...json, "content-type": "application/json; charset=utf-8" }, 200],
    ["a form", { ...ours, "content-type": "application/x-www-form-urlencoded" }, 415],
    ["plain text", { ...ours, "content-type": "text/plain" }, 415],
    ["a look-alike", { ...ours, "content-type": "text/plain; application/json" }, 415],
    ["no content type", { host: own }, 415],
    ["another origin", { ...ours, origin: "https://evil.example" }, 403],
    ["another origin that begins like ours", { ...ours, origin: `https://${own}.evil.example` }, 403],
    ["another port", { ...ours, origin: `https://${own}:8443` }, 403],
    ["an origin of null", { ...ours, origin: "null" }, 403],
    ["a cross-site request", { ...ours, "sec-fetch-site": "cross-site" }, 403],
    ["a neighbour's request", { ...ours, "sec-fetch-site": "same-site" }, 403],
    ["our page's origin without the header", { ...ours, "x-latchkey": "" }, 403],
  ])("%s", async (_title, headers, status) => {
    expect((await refresh(headers)).status).toBe(status);
  });
});

test("over the rate a person is answered 429 with the time to wait, and let in again after it", async () => {
  const deps = fakeDeps({ ...appServiceEnv, LATCHKEY_RATE_PER_MINUTE: "30" });
  const app = signedInApp(deps);
  for (let time = 0; time < 30; time += 1) expect((await app.request("/api/app")).status).toBe(200);
  const answer = await app.request("/api/app");
  expect([answer.status, answer.headers.get("retry-after")]).toEqual([429, "2"]);
  expect(problemSchema.parse(await answer.json()).type).toBe("/problems/too-many-requests");
  expect((await app.request("/healthz")).status).toBe(200);
  deps.advance(2_000);
  expect((await app.request("/api/app")).status).toBe(200);
  expect((await app.request("/api/app")).status).toBe(429);
});

describe("headers", () => {
  test("the page carries this answer's own nonce, and the policy names it", async () => {
    const app = signedInApp(fakeDeps(), undefined, webRoot);
    const nonces = await Promise.all(
      ["/", "/index.html", "/vaults/kv-orders"].map(async (path) => {
        const answer = await app.request(path);
        const nonce = /content="([^"]+)"/.exec(await answer.text())?.[1] ?? "";
        const policy = answer.headers.get("content-security-policy") ?? "";
        expect(nonce).toMatch(/^[\w+/]{22}==$/);
        expect(policy).toContain(`style-src 'self' 'nonce-${nonce}'`);
        expect(answer.headers.get("cache-control")).toBe("no-store");
        return nonce;
      }),
    );
    expect(new Set(nonces).size).toBe(3);
  });

  test("the policy allows nothing inline, no framing and no string as code", async () => {
    const answer = await signedInApp(fakeDeps()).request("/api/app");
    const policy = answer.headers.get("content-security-policy") ?? "";
    expect(policy).not.toMatch(/unsafe-|\*|https?:|data:/);
    for (const part of [
      "default-src 'none'",
      "script-src 'self'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
      "require-trusted-types-for 'script'",
    ])
      expect(policy.split("; ")).toContain(part);
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
    expect(answer.headers.get("cache-control")).toBe("no-store");
  });

  test.each(["/api/nothing", "/api/vaults/kv-none/secrets", "/nothing"])(
    "a problem at %s is not kept by anybody",
    async (path) => {
      const answer = await signedInApp(fakeDeps()).request(path);
      expect(answer.status).toBe(404);
      expect(answer.headers.get("cache-control")).toBe("no-store");
    },
  );

  test("hashed files are kept for a year", async () => {
    const answer = await signedInApp(fakeDeps(), undefined, webRoot).request("/assets/a.js");
    expect([answer.status, answer.headers.get("cache-control")]).toEqual([
      200,
      expect.stringContaining("immutable"),
    ]);
  });
});
