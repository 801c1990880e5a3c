import { appAnswerSchema } from "@latchkey/shared/app";
import { auditAnswerSchema, auditChainSchema } from "@latchkey/shared/audit";
import { problemSchema } from "@latchkey/shared/problem";
import { describe, expect, test, vi } from "vitest";
import { appServiceEnv, fakeAzure, fakeDeps } from "../testing/fake-deps.ts";
import { signedInApp } from "../testing/signed-in.ts";

const post = (body: object) => ({
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});
const testPath = "/api/vaults/kv-orders/secrets/db-password/test";
const dana = { id: "5f1d3c1e-0000-4000-8000-00000000da1a", name: "dana.reyes@contoso.example" };

describe("what is recorded", () => {
  test("a test read: who, what, as which identity, what came of it, and never the value", async () => {
    const deps = fakeDeps();
    await signedInApp(deps).request(testPath, post({ identityId: "system" }));
    expect(deps.audit.records.at(-1)).toMatchObject({
      person: dana,
      action: "test-read",
      operation: "get",
      identityId: "system",
      vaultId: "kv-orders",
      secretName: "db-password",
      outcome: { kind: "allowed", reason: "read" },
      requestId: "request-1",
      instance: "a1b2c3d4",
    });
    expect(JSON.stringify(deps.audit.records)).not.toMatch(/must-not-leak|leak/);
  });

  test("a report: each request once, under the identity that it was sent as", async () => {
    const deps = fakeDeps();
    await signedInApp(deps).request("/api/report");
    await signedInApp(deps).request("/api/app");
    const records = deps.audit.records.filter(({ action }) => action === "report");
    expect(records.length).toBeGreaterThan(0);
    for (const { person, identityId } of records) {
      expect(person).toEqual(dana);
      expect(identityId).not.toBe("default");
    }
  });

  test("a list, as a page and as a stream, and a probe", async () => {
    const deps = fakeDeps();
    const app = signedInApp(deps);
    await app.request("/api/vaults/kv-orders/secrets");
    const stream = await app.request("/api/vaults/kv-orders/secrets", {
      headers: { accept: "application/x-ndjson" },
    });
    await stream.text();
    await app.request("/api/probes", post({ identityId: "system", vaultId: "kv-orders", secretName: "a" }));
    expect(
      deps.audit.records.map(({ action, operation, secretName }) => [action, operation, secretName]),
    ).toEqual(
      expect.arrayContaining([
        ["start", null, null],
        ["list", "list", null],
        ["probe", "get", "a"],
      ]),
    );
  });

  test("what was refused for want of a role is not recorded as done", async () => {
    const deps = fakeDeps();
    await signedInApp(deps, ["Latchkey.Viewer"]).request(testPath, post({ identityId: "system" }));
    expect(deps.audit.records).toEqual([]);
  });
});

describe("when it cannot be written", () => {
  test("a test read and the probe of a named secret are refused before the vault is asked", async () => {
    const azure = fakeAzure();
    const read = vi.spyOn(azure.vaults, "read");
    const deps = fakeDeps(appServiceEnv, azure);
    deps.audit.broken.code = "ENOSPC";
    const app = signedInApp(deps);
    for (const answer of [
      await app.request(testPath, post({ identityId: "system" })),
      await app.request("/api/probes", post({ identityId: "system", vaultId: "kv-orders", secretName: "a" })),
    ]) {
      expect(answer.status).toBe(503);
      expect(problemSchema.parse(await answer.json()).type).toBe("/problems/audit-unavailable");
    }
    expect(read).not.toHaveBeenCalled();
  });

  test("when it breaks while the secret is read, nothing of it is answered", async () => {
    const deps = fakeDeps();
    const app = signedInApp(deps);
    await app.request(testPath, post({ identityId: "system" }));
    deps.audit.broken.code = "EIO";
    const answer = await app.request(testPath, post({ identityId: "system" }));
    expect([answer.status, await answer.text()]).toEqual([503, expect.not.stringContaining("leak")]);
  });

  test("status views go on, /api/app warns, and the warning goes when it works again", async () => {
    const deps = fakeDeps();
    const app = signedInApp(deps);
    const warnings = async () => appAnswerSchema.parse(await (await app.request("/api/app")).json()).warnings;
    deps.audit.broken.code = "EROFS";
    expect((await app.request("/api/report")).status).toBe(200);
    expect((await app.request("/api/vaults/kv-orders/secrets")).status).toBe(200);
    expect(await warnings()).toEqual([expect.stringContaining("EROFS")]);
    deps.audit.broken.code = undefined;
    expect((await app.request(testPath, post({ identityId: "system" }))).status).toBe(200);
    expect(await warnings()).toEqual([]);
  });
});

describe("GET /api/audit", () => {
  test("pages with a cursor, newest first, filtered", async () => {
    const app = signedInApp(fakeDeps());
    for (const vault of ["kv-orders", "kv-payments", "kv-orders"])
      await app.request(`/api/vaults/${vault}/secrets/x/test`, post({ identityId: "system" }));
    const ask = async (query: string) =>
      auditAnswerSchema.parse(await (await app.request(`/api/audit?${query}`)).json());
    const first = await ask("action=test-read&limit=2");
    expect(first.records).toHaveLength(2);
    const second = await ask(`action=test-read&limit=2&cursor=${first.cursor}`);
    expect([second.records.length, second.cursor]).toEqual([1, null]);
    expect((await ask("vaultId=kv-payments")).records).toHaveLength(1);
    expect(auditChainSchema.parse(await (await app.request("/api/audit/chain")).json())).toMatchObject({
      intact: true,
      records: 4,
    });
  });

  test("as CSV, a file whose cells are no formulas", async () => {
    const deps = fakeDeps();
    const app = signedInApp(deps);
    const outcome = { kind: "allowed", reason: "read" };
    const place = { operation: "get", identityId: "system", vaultId: "kv-orders", requestId: null } as const;
    const person = { id: "x", name: '=HYPERLINK("https://evil.example")' };
    await deps.audit.append([{ ...place, person, action: "test-read", secretName: "-1+1", outcome }]);
    const answer = await app.request("/api/audit?format=csv");
    expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(answer.headers.get("content-disposition")).toContain("latchkey-audit.csv");
    const [head, row] = (await answer.text()).split("\r\n");
    expect(head).toMatch(/^at,person,personId,action/);
    expect(row).toContain('"\'=HYPERLINK(""https://evil.example"")"');
    expect(row).toContain('"\'-1+1"');
  });

  test.each(["cursor=x", "cursor=W10", "limit=0", "limit=501", "limit=x", "action=read", "from=yesterday"])(
    "%s is 400",
    async (query) => {
      expect((await signedInApp(fakeDeps()).request(`/api/audit?${query}`)).status).toBe(400);
    },
  );
});
