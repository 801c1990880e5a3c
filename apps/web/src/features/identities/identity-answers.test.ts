import { type IdentitiesAnswer, type Identity, identitiesAnswerSchema } from "@latchkey/shared/identity";
import type { Outcome } from "@latchkey/shared/outcome";
import { expect, test } from "vitest";
import { claimRows, identitiesHeadline } from "./identity-answers.ts";

const ordersId = "8d1e9c2a-4b6f-4c1d-9e4a-1f2b3c4d5e6f";
const unknown = { state: "unknown", because: "ARM refused" };
const token: Outcome = { kind: "allowed", proof: "token-obtained" };

function identity(id: string, kind: Identity["kind"], more: object = {}): unknown {
  return {
    id,
    kind,
    name: kind === "user-assigned" ? "id-orders" : kind,
    clientId: unknown,
    principalId: unknown,
    resourceId: unknown,
    tenantId: unknown,
    assigned: unknown,
    foundIn: [],
    token: { outcome: token, next: null, checkedAt: "2026-11-23T10:00:00.000Z", tookMs: 3 },
    ...more,
  };
}

function answerOf(...identities: unknown[]): IdentitiesAnswer {
  return identitiesAnswerSchema.parse({ checkedAt: "2026-11-23T10:00:00.000Z", identities, selectors: [] });
}

const withoutToken = (why: string) => ({
  sameAs: null,
  token: { outcome: { kind: "no-token", why }, next: null, checkedAt: "2026-11-23T10:00:00.000Z", tookMs: 3 },
});

test.each([
  [
    [identity("default", "as-configured", { sameAs: ordersId }), identity(ordersId, "user-assigned")],
    "This app has 1 identity; id-orders is selected",
  ],
  [
    [
      identity("default", "as-configured", withoutToken("none-selected")),
      identity(ordersId, "user-assigned"),
    ],
    "This app has 1 identity; none is selected",
  ],
  [
    [
      identity("default", "as-configured", withoutToken("not-assigned")),
      identity("system", "system-assigned"),
      identity(ordersId, "user-assigned"),
    ],
    "This app has 2 identities; the selected one is not assigned",
  ],
  [
    [identity("default", "as-configured", withoutToken("endpoint-absent"))],
    "This app has no identity; none is selected",
  ],
  [
    [identity("default", "as-configured", withoutToken("time-out")), identity("system", "system-assigned")],
    "This app has 1 identity; which one is selected could not be told",
  ],
  [
    [identity("default", "as-configured", { sameAs: null }), identity("system", "system-assigned")],
    "This app has 1 identity; the selected one is not among them",
  ],
])("%#: the answer counts the identities and names the selected one", (identities, words) => {
  expect(identitiesHeadline(answerOf(...identities))).toBe(words);
});

test("claims are told in words and absent ones are left out", () => {
  const rows = claimRows({ appid: ordersId, exp: 1_763_900_000 });
  expect(rows.map(({ claim }) => claim)).toEqual(["appid", "exp"]);
  expect(rows[1]?.value).toBe("2025-11-23T12:13:20.000Z");
});
