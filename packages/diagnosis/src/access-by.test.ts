import { type Outcome, outcomeSchema } from "@latchkey/shared/outcome";
import { expect, test } from "vitest";
import { accessAfterToken, accessBy } from "./access-by.ts";

const table: [Outcome, ReturnType<typeof accessBy>][] = [
  [{ kind: "allowed", proof: "token-obtained" }, "works"],
  [{ kind: "allowed", proof: "listed" }, "works"],
  [{ kind: "allowed", proof: "read" }, "works"],
  [{ kind: "allowed", proof: "not-found" }, "works"],
  [{ kind: "secret-not-found", httpStatus: 404 }, "works"],
  [{ kind: "denied", by: "secret-disabled", httpStatus: 403 }, "works"],
  [{ kind: "denied", by: "access-policy" }, "fails"],
  [{ kind: "denied", by: "rbac" }, "fails"],
  [{ kind: "denied", by: "firewall" }, "fails"],
  [{ kind: "denied", by: "private-link" }, "fails"],
  [{ kind: "denied", by: "other" }, "fails"],
  [{ kind: "token-rejected", httpStatus: 401 }, "fails"],
  [{ kind: "no-token", why: "not-assigned" }, "fails"],
  [{ kind: "no-token", why: "none-selected" }, "fails"],
  [{ kind: "no-token", why: "endpoint-absent" }, "fails"],
  [{ kind: "no-token", why: "library-failed" }, "fails"],
  [{ kind: "no-token", why: "endpoint-unreachable" }, "unknown"],
  [{ kind: "no-token", why: "endpoint-failing" }, "unknown"],
  [{ kind: "no-token", why: "throttled" }, "unknown"],
  [{ kind: "no-token", why: "malformed-answer" }, "unknown"],
  [{ kind: "no-token", why: "expired-token" }, "unknown"],
  [{ kind: "no-token", why: "time-out" }, "unknown"],
  [{ kind: "unreachable", why: "dns" }, "unknown"],
  [{ kind: "unreachable", why: "time-out" }, "unknown"],
  [{ kind: "throttled", httpStatus: 429 }, "unknown"],
  [{ kind: "unexpected", why: "server-error" }, "unknown"],
  [{ kind: "unexpected", why: "not-key-vault" }, "unknown"],
  [{ kind: "unknown", because: "the time limit was over" }, "unknown"],
];

test.each(table)("%o: %s", (outcome, access) => {
  expect(accessBy(outcome)).toBe(access);
});

test("every kind of outcome and everything that a vault denies by is in the table", () => {
  const told = table.map(([outcome]) => outcome);
  for (const { shape } of outcomeSchema.options) {
    expect(told.map(({ kind }) => kind)).toContain(shape.kind.value);
    if ("by" in shape)
      for (const by of shape.by.options)
        expect(told.flatMap((one) => (one.kind === "denied" ? [one.by] : []))).toContain(by);
  }
});

test("what was not tried is not known", () => {
  expect(accessBy(undefined)).toBe("unknown");
});

test("without a token nothing works, and a token alone lets nobody in", () => {
  const listed: Outcome = { kind: "allowed", proof: "listed" };
  const token: Outcome = { kind: "allowed", proof: "token-obtained" };
  expect(accessAfterToken({ kind: "no-token", why: "none-selected" }, listed)).toBe("fails");
  expect(accessAfterToken({ kind: "unknown", because: "the time limit was over" }, listed)).toBe("unknown");
  expect(accessAfterToken(token, { kind: "denied", by: "rbac" })).toBe("fails");
  expect(accessAfterToken(token, undefined)).toBe("unknown");
  expect(accessAfterToken(undefined, listed)).toBe("works");
});
