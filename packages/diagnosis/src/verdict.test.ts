import type { Operation } from "@latchkey/shared/operations";
import type { Outcome } from "@latchkey/shared/outcome";
import { cellSchema } from "@latchkey/shared/probe";
import { describe, expect, test } from "vitest";
import { isClosed } from "./outcome-words.ts";
import { cellVerdict } from "./verdict.ts";

const token: Outcome = { kind: "allowed", proof: "token-obtained" };
const listed: Outcome = { kind: "allowed", proof: "listed" };
const mayGet: Outcome = { kind: "allowed", proof: "not-found" };
const unknown: Outcome = { kind: "unknown", because: "no token was obtained" };
const deniedBy = (
  by: "access-policy" | "rbac" | "firewall" | "private-link" | "secret-disabled" | "other",
): Outcome => ({
  kind: "denied",
  by,
  httpStatus: 403,
});

function cellOf(outcomes: Partial<Record<Operation, Outcome>>) {
  return cellSchema.parse({
    identityId: "default",
    vaultId: "kv-orders",
    operations: Object.entries(outcomes).map(([operation, outcome]) => ({
      operation,
      outcome,
      tookMs: 1,
      at: "2026-11-23T10:00:00.000Z",
      requestId: null,
    })),
  });
}

describe("the verdict of a cell", () => {
  test.each([
    ["list and get work", { token, list: listed, get: mayGet }, "allowed", "Allowed"],
    [
      "get works and list is refused",
      { token, list: deniedBy("rbac"), get: mayGet },
      "warning",
      "List denied",
    ],
    [
      "get works and list timed out",
      { token, list: { kind: "unreachable", why: "time-out" }, get: mayGet },
      "warning",
      "List failed",
    ],
    ["get works and list was not tried", { token, list: unknown, get: mayGet }, "warning", "List unknown"],
    [
      "list works and get is refused by role",
      { token, list: listed, get: deniedBy("rbac") },
      "denied",
      "Denied by role",
    ],
    [
      "both refused by policy",
      { token, list: deniedBy("access-policy"), get: deniedBy("access-policy") },
      "denied",
      "Denied by access policy",
    ],
    [
      "refused by firewall",
      { token, list: deniedBy("firewall"), get: deniedBy("firewall") },
      "denied",
      "Denied by firewall",
    ],
    [
      "refused by private link",
      { token, list: deniedBy("private-link"), get: deniedBy("private-link") },
      "denied",
      "Denied by private link",
    ],
    [
      "the named secret is disabled",
      { token, list: listed, get: deniedBy("secret-disabled") },
      "denied",
      "Secret disabled",
    ],
    [
      "no token",
      { token: { kind: "no-token", why: "none-selected" }, list: unknown, get: unknown },
      "no-token",
      "No token",
    ],
    [
      "no DNS answer",
      { token, list: { kind: "unreachable", why: "dns" }, get: { kind: "unreachable", why: "dns" } },
      "unreachable",
      "Unreachable",
    ],
    [
      "get not tried since list failed",
      { token, list: { kind: "unreachable", why: "tls" }, get: unknown },
      "unreachable",
      "Unreachable",
    ],
    [
      "the vault rejects the token",
      { token, list: { kind: "token-rejected" }, get: { kind: "token-rejected" } },
      "denied",
      "Token rejected",
    ],
    [
      "throttled",
      { token, list: { kind: "throttled" }, get: { kind: "throttled" } },
      "unreachable",
      "Throttled",
    ],
    [
      "a proxy answers",
      { token, list: listed, get: { kind: "unexpected", why: "not-key-vault" } },
      "unreachable",
      "Unexpected answer",
    ],
    ["get could not be told", { token, list: listed, get: unknown }, "unknown", "Unknown"],
    ["the token could not be told", { token: unknown, list: unknown, get: unknown }, "unknown", "Unknown"],
    ["only list was asked", { token, list: listed }, "allowed", "Allowed"],
    ["only get was asked", { token, get: mayGet }, "allowed", "Allowed"],
    ["only the token was asked", { token }, "unknown", "Unknown"],
    [
      "a named secret is not there",
      { token, list: listed, get: { kind: "secret-not-found" } },
      "warning",
      "Secret not found",
    ],
  ] as [string, Partial<Record<Operation, Outcome>>, string, string][])(
    "%s",
    (_title, outcomes, status, words) => {
      expect(cellVerdict(cellOf(outcomes))).toMatchObject({ status, words });
    },
  );

  test("a cell that has not arrived is being checked", () => {
    expect(cellVerdict(undefined)).toEqual({ status: "checking", words: "Checking" });
  });

  test("only what fails now counts as closed", () => {
    const all = ["allowed", "denied", "no-token", "unreachable", "warning", "unknown", "checking"] as const;
    expect(all.filter(isClosed)).toEqual(["denied", "no-token", "unreachable"]);
  });
});
