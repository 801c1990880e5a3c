import { describe, expect, test } from "vitest";
import { readPerson } from "./person.ts";

const roleNames = { viewer: "Latchkey.Viewer", tester: "Latchkey.Tester" };
const objectId = "http://schemas.microsoft.com/identity/claims/objectidentifier";
const longRole = "http://schemas.microsoft.com/ws/2008/06/identity/claims/role";
const id = "5f1d3c1e-0000-4000-8000-00000000da1a";

type Claim = { typ: string; val: string };
const principal = (claims: Claim[], changes: object = {}) => ({
  auth_typ: "aad",
  name_typ: "name",
  role_typ: longRole,
  claims: [{ typ: objectId, val: id }, ...claims],
  ...changes,
});
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64");
const read = (value: unknown) => readPerson(encode(value), roleNames);

describe("roles", () => {
  test.each<[string, Claim[], object, string[]]>([
    ["the long name", [{ typ: longRole, val: "Latchkey.Viewer" }], {}, ["viewer"]],
    ["the plain name", [{ typ: "roles", val: "Latchkey.Viewer" }], { role_typ: "other" }, ["viewer"]],
    ["the name in role_typ", [{ typ: "r", val: "Latchkey.Viewer" }], { role_typ: "r" }, ["viewer"]],
    ["a tester is a viewer", [{ typ: "roles", val: "Latchkey.Tester" }], {}, ["viewer", "tester"]],
    ["another app's role", [{ typ: "roles", val: "Payroll.Admin" }], {}, []],
    ["another letter case", [{ typ: "roles", val: "latchkey.tester" }], {}, []],
    ["a list in one claim", [{ typ: "roles", val: "Latchkey.Viewer,Latchkey.Tester" }], {}, []],
    ["the role as a name", [{ typ: "name", val: "Latchkey.Tester" }], {}, []],
  ])("by %s", (_title, claims, changes, roles) => {
    expect(read(principal(claims, changes))?.roles).toEqual(roles);
  });
});

test("the name comes from name_typ, without control characters and direction marks", () => {
  const name = "Dana\u202e\u0000 Reyes\r\n";
  expect(read(principal([{ typ: "name", val: name }]))).toMatchObject({ id, name: "Dana Reyes" });
  expect(read(principal([]))).toMatchObject({ name: id });
});

test.each<[string, string | undefined]>([
  ["missing", undefined],
  ["empty", ""],
  ["no base64", "{}"],
  ["base64 of no JSON", Buffer.from("hello").toString("base64")],
  ["base64 of no UTF-8", Buffer.from([0xff, 0xfe, 0x7b]).toString("base64")],
  ["two headers joined", `${encode(principal([]))}, ${encode(principal([]))}`],
  ["an array", encode([principal([])])],
  ["null", encode(null)],
  ["without claims", encode({ auth_typ: "aad", name_typ: "name", role_typ: "roles" })],
  ["claims that are no list", encode({ ...principal([]), claims: { typ: objectId, val: id } })],
  ["a claim that is a number", encode(principal([{ typ: "roles", val: 7 as unknown as string }]))],
  ["another provider", encode(principal([], { auth_typ: "github" }))],
  ["no object ID", encode(principal([], { claims: [{ typ: "roles", val: "Latchkey.Tester" }] }))],
  ["an object ID that is none", encode(principal([], { claims: [{ typ: objectId, val: "me" }] }))],
  ["two object IDs", encode(principal([{ typ: "oid", val: "5f1d3c1e-0000-4000-8000-00000000beef" }]))],
  ["too long", encode(principal([{ typ: "groups", val: "g".repeat(60_000) }]))],
])("a header that is %s names nobody", (_title, header) => {
  expect(readPerson(header, roleNames)).toBeUndefined();
});
