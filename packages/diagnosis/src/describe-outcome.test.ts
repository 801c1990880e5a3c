import { type Outcome, outcomeSchema } from "@latchkey/shared/outcome";
import { describe, expect, test } from "vitest";
import { describeOutcome } from "./describe-outcome.ts";

const rbac: Outcome = {
  kind: "denied",
  by: "rbac",
  httpStatus: 403,
  code: "Forbidden",
  innerCode: "ForbiddenByRbac",
};
const policy: Outcome = {
  kind: "denied",
  by: "access-policy",
  httpStatus: 403,
  code: "Forbidden",
  innerCode: "AccessDenied",
};

describe("an outcome in words says who answered what", () => {
  test.each([
    [
      "list",
      rbac,
      "The vault answered 403 ForbiddenByRbac. No role assignment in effect lets this identity list",
    ],
    [
      "list",
      policy,
      "The vault answered 403 AccessDenied. It uses access policies, and none gives this identity the secret permission List.",
    ],
    ["get", policy, "the secret permission Get."],
    [
      "get",
      { kind: "denied", by: "firewall", httpStatus: 403, innerCode: "ForbiddenByFirewall" },
      "Its firewall does not admit the address",
    ],
    [
      "get",
      { kind: "denied", by: "private-link", httpStatus: 403, innerCode: "ForbiddenByConnection" },
      "approved private link",
    ],
    [
      "get",
      { kind: "denied", by: "other", httpStatus: 403, code: "Forbidden" },
      "The vault answered 403 Forbidden. It did not say which rule refused.",
    ],
    [
      "token",
      { kind: "no-token", why: "none-selected", httpStatus: 400 },
      "The identity endpoint answered 400. The request named no identity",
    ],
    [
      "token",
      { kind: "no-token", why: "not-assigned", httpStatus: 400 },
      "The identity endpoint answered 400. It found no managed identity for the id",
    ],
    [
      "token",
      { kind: "no-token", why: "throttled", retryAfterSeconds: 7 },
      "The identity endpoint answered 429. Too many token requests reached it. It asks to wait 7 s.",
    ],
    [
      "list",
      { kind: "throttled", code: "Throttled" },
      "The vault answered 429 Throttled. Too many requests reached it.",
    ],
    [
      "list",
      { kind: "unreachable", why: "dns", systemCode: "ENOTFOUND" },
      "could not be resolved (ENOTFOUND)",
    ],
    ["list", { kind: "token-rejected" }, "The vault answered 401. It did not accept the token."],
    ["get", { kind: "secret-not-found", code: "SecretNotFound" }, "The vault answered 404 SecretNotFound."],
    ["get", { kind: "unexpected", why: "not-key-vault", httpStatus: 200 }, "a proxy may have answered"],
    [
      "get",
      { kind: "unknown", because: "the time limit was reached" },
      "Unknown, because the time limit was reached.",
    ],
  ] as ["token" | "list" | "get", Outcome, string][])("%s %j", (operation, outcome, words) => {
    expect(describeOutcome({ operation, outcome })).toContain(words);
  });

  test("a refused get on an RBAC vault without a named secret tells only about the whole vault", () => {
    expect(describeOutcome({ operation: "get", outcome: rbac })).toContain(
      "not granted on the whole vault; a single secret may still be readable",
    );
    expect(describeOutcome({ operation: "get", outcome: rbac, named: true })).toContain("read this secret");
  });

  test("a 404 for a secret that does not exist is told as access to the whole vault", () => {
    const words = describeOutcome({ operation: "get", outcome: { kind: "allowed", proof: "not-found" } });
    expect(words).toMatch(/^Allowed on the whole vault, learnt without reading a value/);
  });

  test("the service's own text is never mixed into our sentences", () => {
    const outcome: Outcome = { ...rbac, said: "<b>said</b>" } as Outcome;
    expect(describeOutcome({ operation: "get", outcome })).not.toContain("said</b>");
  });
});

describe("every outcome of the contract", () => {
  test.each(everyOutcome())("%j has full sentences", (outcome) => {
    for (const operation of ["token", "list", "get"] as const) {
      expect(describeOutcome({ operation, outcome })).toMatch(/^[A-Z].*\.$/);
    }
  });
});

/** One outcome for each kind and each reason that the schema knows, so that a new one is met here too. */
function everyOutcome(): Outcome[] {
  return outcomeSchema.options.flatMap((option) => {
    const shape = option.shape as Record<string, { options?: readonly string[] }>;
    const reason = Object.entries(shape).find(([, field]) => field.options);
    const base = { kind: option.shape.kind.value, because: "the time limit was reached" };
    if (!reason) return [outcomeSchema.parse(base)];
    return (reason[1].options ?? []).map((value) => outcomeSchema.parse({ ...base, [reason[0]]: value }));
  });
}
