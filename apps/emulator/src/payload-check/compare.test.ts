import { describe, expect, test } from "vitest";
import { compareAnswers, readExpected } from "./compare.ts";

const actual = {
  status: 403,
  headers: ["Content-Type", "x-ms-request-id"],
  body: { error: { code: "A", message: "m" } },
};

describe("an answer", () => {
  test("of the same make has no differences, whatever its texts and its further members", () => {
    const body = { error: { code: "A", message: "other" } };
    expect(compareAnswers({ status: 403, headers: ["content-type"], body }, actual)).toEqual([]);
  });

  test("differs by status, header, member and code", () => {
    const body = { error: { code: "B", innererror: { code: "C" } }, value: [] };
    expect(compareAnswers({ status: 401, headers: ["Pragma"], body }, actual)).toEqual([
      "status is 403, not 401",
      "header Pragma is missing",
      "body.error.innererror is missing",
      "body.value is missing",
      'body.error.code is "A", not "B"',
    ]);
  });

  test("has its lists compared by their first items, its maps by their values", () => {
    const expected = { value: [{ id: 1, tags: { a: 1 }, userAssignedIdentities: { x: { clientId: 1 } } }] };
    const body = { value: [{ id: 2, tags: {}, userAssignedIdentities: { y: { principalId: 1 } } }] };
    expect(compareAnswers({ headers: [], body: expected }, { ...actual, body })).toEqual([
      "body.value[0].userAssignedIdentities.*.clientId is missing",
    ]);
  });
});

test("a payload file is a response with headers, or a body alone", () => {
  expect(readExpected({ response: { status: 200, headers: { A: "1" }, body: { b: 1 } } })).toEqual({
    status: 200,
    headers: ["A"],
    body: { b: 1 },
  });
  expect(readExpected({ value: [] })).toEqual({ headers: [], body: { value: [] } });
});
