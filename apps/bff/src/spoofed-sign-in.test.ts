import { connect } from "node:net";
import { type Emulator, startEmulator } from "@latchkey/emulator/start";
import { appAnswerSchema } from "@latchkey/shared/app";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createApp } from "./app.ts";
import { appServiceEnv, fakeDeps } from "./testing/fake-deps.ts";
import { principalHeader } from "./testing/signed-in.ts";
import { entry } from "./testing/start-bff.ts";

// Whoever can reach Latchkey from outside writes what they like into the headers of App Service Authentication.
const mallory = { id: "0bad0bad-0000-4000-8000-0000000000ff", name: "mallory@evil.example" };
const objectId = "http://schemas.microsoft.com/identity/claims/objectidentifier";
const role = "http://schemas.microsoft.com/ws/2008/06/identity/claims/role";
const paths = ["/api/report", "/api/app", "/api/vaults/kv-orders/secrets", "/api/audit", "/"];

const forged = (changes: object = {}) => ({
  auth_typ: "aad",
  name_typ: "name",
  role_typ: role,
  claims: [
    { typ: "name", val: mallory.name },
    { typ: objectId, val: mallory.id },
    { typ: role, val: "Latchkey.Tester" },
    { typ: "roles", val: "Latchkey.Viewer" },
  ],
  ...changes,
});
const base64 = (text: string) => Buffer.from(text).toString("base64");
const encode = (value: unknown) => base64(JSON.stringify(value));
const genuine = encode(forged());
const text = JSON.stringify(forged());

/** Headers that no platform sends. None of them may name anybody, even where the platform's header would be believed. */
const malformed: string[] = [
  "",
  " ",
  "x",
  "null",
  "e30=",
  "W10=",
  "[]",
  "{}",
  text,
  `"${genuine}"`,
  `Bearer ${genuine}`,
  `Basic ${genuine}`,
  `${genuine}, ${genuine}`,
  `${genuine},`,
  `${genuine};`,
  `${genuine}=====`,
  `!${genuine}`,
  `${genuine} x`,
  `${genuine.slice(0, 40)}\t${genuine.slice(40)}`,
  Buffer.from(text).toString("base64url").replace(/$/, "_-"),
  Buffer.from(text).toString("hex").concat("-"),
  encodeURIComponent(genuine).concat("%"),
  genuine.slice(0, 50),
  genuine.slice(10),
  base64(text.slice(0, -1)),
  base64(`${text}${text}`),
  base64(`${text},`),
  base64(`\ufeff\ufeff${text}`),
  base64(base64(text)),
  base64(text.replaceAll('"', "'")),
  base64(text.replaceAll("{", "[")),
  Buffer.from(text, "utf16le").toString("base64"),
  Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text)]).toString("base64"),
  Buffer.from(text).reverse().toString("base64"),
  ...[null, true, 7, "text", [], {}, [forged()], { principal: forged() }, { claims: [] }].map(encode),
  ...["auth_typ", "claims", "name_typ", "role_typ"].map((name) => encode(forged({ [name]: undefined }))),
  ...["auth_typ", "claims", "name_typ", "role_typ"].flatMap((name) =>
    [null, 7, true, {}, [null], { 0: "aad" }].map((value) => encode(forged({ [name]: value }))),
  ),
  ...["AAD", "aad ", "github", "google", "facebook", "apple", "", "aad\u0000", "\u0430ad"].map((auth_typ) =>
    encode(forged({ auth_typ })),
  ),
  ...[
    [],
    [{}],
    [{ typ: objectId }],
    [{ val: mallory.id }],
    [{ typ: 1, val: 2 }],
    [null],
    ["oid"],
    [[objectId, mallory.id]],
    [{ typ: objectId, val: "" }],
    [{ typ: objectId, val: "me" }],
    [{ typ: objectId, val: `${mallory.id}0` }],
    [{ typ: objectId, val: ` ${mallory.id}` }],
    [{ typ: objectId, val: `{${mallory.id}}` }],
    [{ typ: objectId, val: null }],
    [{ typ: objectId, val: [mallory.id] }],
    [{ typ: objectId.toUpperCase(), val: mallory.id }],
    [{ typ: "name", val: mallory.name }],
    [{ typ: "roles", val: "Latchkey.Tester" }],
    [
      { typ: objectId, val: mallory.id },
      { typ: "oid", val: "0bad0bad-0000-4000-8000-0000000000fe" },
    ],
    [
      { typ: objectId, val: mallory.id },
      { typ: "x", val: "y".repeat(9_000) },
    ],
    Array.from({ length: 2_001 }, () => ({ typ: objectId, val: mallory.id })),
  ].map((claims) => encode(forged({ claims }))),
  encode(forged({ padding: "x".repeat(60_000) })),
];

const headersOf = (principal: string) => ({
  "x-ms-client-principal": principal,
  "x-ms-client-principal-id": mallory.id,
  "x-ms-client-principal-name": mallory.name,
  "x-ms-client-principal-idp": "aad",
});

let tried = 0;
let answeredAsOwn = 0;
const believed: string[] = [];

async function tryOn(app: ReturnType<typeof createApp>, principals: string[], expected: number, origin = "") {
  for (const [index, principal] of principals.entries()) {
    const path = paths[index % paths.length] ?? "/";
    const headers = new Headers(headersOf("x"));
    headers.set("host", "127.0.0.1");
    if (/^[\t\x20-\x7e]*$/.test(principal)) headers.set("x-ms-client-principal", principal);
    const answer = await app.request(`${origin}${path}`, { headers });
    tried += 1;
    const said = await answer.text();
    if (answer.status !== expected || said.includes(mallory.name))
      believed.push(`${answer.status} ${principal.slice(0, 80)}`);
  }
}

test("authentication on, a malformed header: 401 every time", async () => {
  await tryOn(createApp(fakeDeps()), malformed, 401);
  expect(believed).toEqual([]);
});

test("authentication off, a perfect header: 503 every time", async () => {
  for (const off of [
    undefined,
    "",
    "False",
    "false",
    "0",
    "1",
    "no",
    "yes",
    "on",
    "truthy",
    "null",
    "enabled",
    "true;",
    "True,False",
  ]) {
    const app = createApp(fakeDeps({ ...appServiceEnv, WEBSITE_AUTH_ENABLED: off }));
    await tryOn(app, [genuine, principalHeader(), ...malformed.slice(0, 10)], 503);
  }
  expect(believed).toEqual([]);
});

test("outside App Service a perfect header lets nobody in: 401 every time", async () => {
  const { WEBSITE_SITE_NAME: _site, WEBSITE_INSTANCE_ID: _instance, ...outside } = appServiceEnv;
  await tryOn(
    createApp(fakeDeps(outside)),
    [genuine, principalHeader(), ...malformed],
    401,
    "http://127.0.0.1",
  );
  expect(believed).toEqual([]);
});

test("authentication on, and the header that the platform sends: 200", async () => {
  const app = createApp(fakeDeps());
  for (const principal of [genuine, principalHeader()])
    expect(
      (await app.request("/api/report", { headers: { "x-ms-client-principal": principal } })).status,
    ).toBe(200);
});

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({
    world: "healthy",
    app: { command: process.execPath, args: [entry()] },
    env: { LATCHKEY_RATE_PER_MINUTE: "1000000" },
  });
  await emulator.restartApp();
});
afterAll(async () => {
  await emulator.close();
  process.stdout.write(
    `spoofed sign-in: ${tried} hostile variants, ${believed.length} believed; through the front door ${answeredAsOwn} were answered as its own person\n`,
  );
});

/** Sends header lines exactly as they are written, which no HTTP client would. */
function raw(lines: string[]): Promise<string> {
  const { port } = new URL(emulator.frontDoorUrl);
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const socket = connect(Number(port), "127.0.0.1");
  let received = "";
  socket.setTimeout(10_000, () => socket.destroy(new Error("no answer")));
  socket.setEncoding("utf8").on("data", (chunk) => {
    received += chunk;
  });
  socket.on("close", () => resolve(received)).on("error", reject);
  socket.write(
    ["GET /api/app HTTP/1.1", `Host: 127.0.0.1:${port}`, ...lines, "Connection: close", "", ""].join("\r\n"),
  );
  return promise;
}

test("through the front door: its own person, or no answer at all, however the header is written", async () => {
  const own = appAnswerSchema.parse(await (await fetch(`${emulator.frontDoorUrl}/api/app`)).json()).person
    ?.name;
  expect(own).toBeTruthy();
  const name = "X-MS-CLIENT-PRINCIPAL";
  const mixed = [...name].map((letter, index) => (index % 2 ? letter.toLowerCase() : letter)).join("");
  const names = [
    name,
    name.toLowerCase(),
    mixed,
    name.replaceAll("-", "_"),
    `${name} `,
    ` ${name}`,
    `${name}\t`,
    `${name}\u0000`,
    `X-Forwarded-${name}`,
    `${name}-X`,
  ];
  const separators = [": ", ":", ":\t", ":   ", " : "];
  const values = [genuine, principalHeader(), `${genuine}, ${genuine}`, `\r\n ${genuine}`, "", "e30="];
  const variants = names.flatMap((header) =>
    separators.flatMap((separator) => values.map((value) => [`${header}${separator}${value}`])),
  );
  const further = [
    [`${name}: ${genuine}`, `${name}: ${genuine}`],
    [`${name}: ${genuine}`, "Connection: x-ms-client-principal"],
    [`Connection: keep-alive, ${name}`, `${name}: ${genuine}`],
    [`${name}-ID: ${mallory.id}`, `${name}-NAME: ${mallory.name}`, `${name}-IDP: aad`],
    [`X-MS-TOKEN-AAD-ID-TOKEN: ${genuine}`, `Authorization: Bearer ${genuine}`, `X-ZUMO-AUTH: ${genuine}`],
    ["Cookie: AppServiceAuthSession=forged", `${name}: ${genuine}`],
    ["X-Original-URL: /healthz", "X-Rewrite-URL: /healthz", `${name}: ${genuine}`],
  ];
  for (const lines of [...variants, ...further]) {
    const received = await raw(lines);
    tried += 1;
    const isOwn = received.startsWith("HTTP/1.1 200") && received.includes(`"person":{"name":"${own}"`);
    if (isOwn) answeredAsOwn += 1;
    const isRefused = /^HTTP\/1\.1 (?:4\d\d|503)/.test(received);
    if ((!isOwn && !isRefused) || received.includes(mallory.name))
      believed.push(`${lines[0]} → ${received.slice(0, 60)}`);
  }
  expect(believed).toEqual([]);
  expect(answeredAsOwn).toBeGreaterThan(100);
  expect(tried).toBeGreaterThanOrEqual(500);
});
