import { decodeJwt } from "jose";
import { afterAll, beforeAll, expect, test } from "vitest";
import { askUrl, type Reply } from "../client/ask.ts";
import { shapeOf } from "../client/ask-directly.ts";
import { type Emulator, startEmulator } from "../start.ts";
import { personasFor } from "../world/people.ts";
import { isSignInHeader, signInHeaders } from "./person.ts";

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.close());

test("the principal has the documented members, and roles under the type that it names", () => {
  const [dana] = personasFor("test");
  if (!dana) throw new Error("There is a default persona.");
  const headers = signInHeaders(dana, "tenant");
  // Source: Microsoft Learn, "Work with user identities in Azure App Service authentication".
  expect(shapeOf(headers)).toEqual([
    "x-ms-client-principal",
    "x-ms-client-principal-id",
    "x-ms-client-principal-idp",
    "x-ms-client-principal-name",
  ]);
  const principal = JSON.parse(
    Buffer.from(headers["x-ms-client-principal"] ?? "", "base64").toString("utf8"),
  );
  expect(shapeOf(principal)).toEqual(["auth_typ", "claims", "name_typ", "role_typ"]);
  expect(shapeOf(principal.claims[0])).toEqual(["typ", "val"]);
  expect(principal.role_typ).toBe("http://schemas.microsoft.com/ws/2008/06/identity/claims/role");
  expect(principal.claims).toContainEqual({ typ: principal.role_typ, val: "Latchkey.Tester" });
  expect(principal.claims).toContainEqual({
    typ: "http://schemas.microsoft.com/identity/claims/objectidentifier",
    val: dana.objectId,
  });
});

test.each([
  ["X-MS-CLIENT-PRINCIPAL", true],
  ["x-ms-client-principal-name", true],
  ["X-MS-TOKEN-AAD-ID-TOKEN", true],
  ["x-ms-client-request-id", false],
  ["authorization", false],
])("%s is the platform's own: %s", (name, own) => {
  expect(isSignInHeader(name)).toBe(own);
});

test("/.auth/me tells of the person and their tokens, which count as secrets", async () => {
  const reply = await askUrl(`${emulator.frontDoorUrl}/.auth/me`);
  const [me] = JSON.parse(reply.body);
  expect(reply.status).toBe(200);
  expect(reply.headers["cache-control"]).toBe("no-store");
  expect(shapeOf(me)).toEqual([
    "access_token",
    "expires_on",
    "id_token",
    "provider_name",
    "user_claims",
    "user_id",
  ]);
  expect(me.expires_on).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z$/);
  expect(decodeJwt(me.access_token).aud).toBe("https://graph.microsoft.com");
  expect(emulator.canaries()).toEqual(expect.arrayContaining([me.access_token, me.id_token]));
});

test("without a hosted app the front door says so", async () => {
  const reply = await askUrl(emulator.frontDoorUrl);
  expect(reply.status).toBe(503);
  expect(JSON.parse(reply.body).title).toBe("No app is hosted here.");
});

const door = (path: string, headers: Record<string, string> = {}) =>
  askUrl(`${emulator.frontDoorUrl}${path}`, { headers });

/** The Cookie header for the session that an answer began. */
const sessionOf = ({ headers }: Reply) => String(headers["set-cookie"] ?? "").split(";")[0] ?? "";

const whoIs = async (cookie: string) => {
  const reply = await door("/.auth/me", { cookie });
  return reply.status === 200 ? JSON.parse(reply.body)[0].user_id : reply.status;
};

const html = { accept: "text/html,application/xhtml+xml" };

test("three personas can sign in; their session is a cookie that no script reads, and leads back to where they came from", async () => {
  const reply = await door("/.auth/login/aad?persona=sam&post_login_redirect_uri=%2Fvaults%3Fx%3D1");
  expect([reply.status, reply.headers.location]).toEqual([302, "/vaults?x=1"]);
  expect(String(reply.headers["set-cookie"])).toMatch(
    /^AppServiceAuthSession=[\w-]{32}; Path=\/; HttpOnly; SameSite=Lax$/,
  );
  expect(await whoIs(sessionOf(reply))).toBe("sam.okafor@contoso.example");
  expect(await whoIs(sessionOf(await door("/.auth/login/aad?persona=kim")))).toBe(
    "kim.lindqvist@contoso.example",
  );
  expect(await whoIs("")).toBe("dana.reyes@contoso.example");
  expect(await whoIs("AppServiceAuthSession=of-an-earlier-start")).toBe("dana.reyes@contoso.example");
});

test("without a persona the login offers all three; an unknown one is refused by name", async () => {
  const page = await door("/.auth/login/aad?post_login_redirect_uri=/vaults");
  expect(page.headers["content-type"]).toContain("text/html");
  for (const name of ["Dana Reyes", "Sam Okafor", "Kim Lindqvist"]) expect(page.body).toContain(name);
  expect(page.body).toContain('href="/.auth/login/aad?persona=sam&amp;post_login_redirect_uri=%2Fvaults"');
  const unknown = await door("/.auth/login/aad?persona=mallory");
  expect([unknown.status, unknown.body]).toEqual([
    400,
    'There is no persona "mallory". There are: dana, sam, kim.',
  ]);
});

test.each([
  "https://attacker.example/",
  "//attacker.example",
  "/\\attacker.example",
  "vaults",
  "/vaults/ü",
  "/\t/attacker.example",
  "/a\r\nb: c",
])("a login does not lead to %j", async (target) => {
  const query = new URLSearchParams({ persona: "dana", post_login_redirect_uri: target });
  expect((await door(`/.auth/login/aad?${query}`)).headers.location).toBe("/");
});

test("who signed out is nobody: a browser is sent to sign in, anything else is told 401, until they sign in again", async () => {
  const cookie = sessionOf(await door("/.auth/logout"));
  expect(await whoIs(cookie)).toBe(401);
  const browser = await door("/vaults?x=1", { cookie, ...html });
  expect([browser.status, browser.headers.location]).toEqual([
    302,
    "/.auth/login/aad?post_login_redirect_uri=%2Fvaults%3Fx%3D1",
  ]);
  expect((await door("/api/report", { cookie })).status).toBe(401);
  expect((await door("/api/report", { cookie, accept: "application/json" })).status).toBe(401);
  const goodbye = await door("/.auth/logout/complete", { cookie, ...html });
  expect([goodbye.status, goodbye.body.includes("You are signed out")]).toEqual([200, true]);
  expect(await whoIs(sessionOf(await door("/.auth/login/aad?persona=dana", { cookie })))).toBe(
    "dana.reyes@contoso.example",
  );
});

test("the control page chooses whom a request without a session stands for, and ends all sessions", async () => {
  const cookie = sessionOf(await door("/.auth/logout"));
  await emulator.setPerson("kim");
  expect([await whoIs(""), await whoIs(cookie)]).toEqual([
    "kim.lindqvist@contoso.example",
    "kim.lindqvist@contoso.example",
  ]);
  await emulator.setPerson("dana");
  await expect(emulator.setPerson("mallory")).rejects.toMatchObject({ name: "UnknownPersona" });
});
