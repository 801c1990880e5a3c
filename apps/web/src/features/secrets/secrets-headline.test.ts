import { type SecretItem, secretItemSchema } from "@latchkey/shared/secret";
import { expect, test } from "vitest";
import type { Listing, ListingEnd } from "./queries.ts";
import { secretsHeadline } from "./secrets-headline.ts";

const names = { identityName: "id-orders", vaultName: "kv-orders" };
const one: SecretItem = secretItemSchema.parse({ kind: "secret", name: "db", enabled: true });

function ended(secrets: SecretItem[], outcome: ListingEnd["outcome"]): Listing {
  const end: ListingEnd = {
    kind: "end",
    next: null,
    outcome,
    secrets: secrets.length,
    pages: 1,
    tookMs: 5,
    requestId: null,
  };
  return { secrets, end, stopped: false, at: "2026-11-23T10:00:00.000Z" };
}

const listed = { kind: "allowed", proof: "listed" } as const;
const denied = { kind: "denied", by: "rbac" } as const;

test.each([
  [undefined, "Listing kv-orders as id-orders"],
  [{ ...ended([one], listed), end: null }, "Listing kv-orders as id-orders"],
  [{ ...ended([one], listed), end: null, stopped: true }, "id-orders sees at least 1 secret in kv-orders"],
  [ended([one, one], listed), "id-orders sees 2 secrets in kv-orders"],
  [ended([], listed), "id-orders sees no secret in kv-orders"],
  [ended([], denied), "id-orders cannot list kv-orders"],
  [ended([one], { kind: "throttled" }), "The list of kv-orders broke off after 1 secret"],
  [
    ended([], { kind: "unknown", because: "the time limit was reached" }),
    "Whether id-orders can list kv-orders could not be told",
  ],
] as [Listing | undefined, string][])("%#: the answer tells what this identity sees", (listing, words) => {
  expect(secretsHeadline({ listing, ...names })).toBe(words);
});
