import { type Operation, vaultOperations } from "@latchkey/shared/operations";
import { type Outcome, type OutcomeOf, outcomeSchema } from "@latchkey/shared/outcome";
import { describe, expect, test } from "vitest";
import { nextFor } from "./next-for.ts";

/** What the sentence must speak of, for each kind of outcome and each reason in it; null where there must be none. */
const speaksOf: {
  denied: Record<OutcomeOf<"denied">["by"], RegExp | null>;
  "no-token": Record<OutcomeOf<"no-token">["why"], RegExp>;
  unreachable: Record<OutcomeOf<"unreachable">["why"], RegExp>;
  unexpected: Record<OutcomeOf<"unexpected">["why"], RegExp>;
  allowed: Record<OutcomeOf<"allowed">["proof"], null>;
  "token-rejected": RegExp;
  throttled: RegExp;
  "secret-not-found": RegExp;
  unknown: null;
} = {
  denied: {
    "access-policy": /access policies/,
    rbac: /^Assign the role/,
    firewall: /the vault's firewall/,
    "private-link": /private endpoint/,
    "secret-disabled": /^Enable the secret/,
    other: null,
  },
  "no-token": {
    "not-assigned": /^Assign the identity to this app/,
    "none-selected": /^Select an identity/,
    "endpoint-absent": /^Assign a managed identity/,
    "endpoint-unreachable": /identity endpoint/,
    "endpoint-failing": /identity endpoint/,
    throttled: /^Check again/,
    "malformed-answer": /identity endpoint/,
    "expired-token": /identity endpoint/,
    "time-out": /identity endpoint/,
    "library-failed": /Azure Identity library/,
  },
  unreachable: {
    dns: /DNS answers/,
    refused: /network path/,
    reset: /network path/,
    tls: /certificate authority/,
    "time-out": /network path/,
  },
  unexpected: {
    "server-error": /^Check again/,
    "malformed-answer": /^Check again.*proxy/,
    "not-key-vault": /network path/,
    "redirect-refused": /network path/,
    "page-link-refused": /^Check again.*proxy/,
    "challenge-refused": /token of Key Vault/,
  },
  allowed: { "token-obtained": null, listed: null, read: null, "not-found": null },
  "token-rejected": /asks for a new token/,
  throttled: /^Wait/,
  "secret-not-found": /^Check the name/,
  unknown: null,
};

/** What each group speaks of, and no other group may. */
const subjects = {
  identity: /identity endpoint|managed identity|Select an identity|Client ID/,
  grant: /Assign the role|permission/,
  network: /DNS|network path|firewall|private endpoint/,
  secret: /the secret\b|Check the name/,
};
const subjectOf: Partial<Record<Outcome["kind"], (keyof typeof subjects)[]>> = {
  denied: ["grant", "network", "secret"],
  "no-token": ["identity"],
  unreachable: ["network"],
  unexpected: ["network"],
  "secret-not-found": ["secret"],
};

describe("what to do next fits the outcome", () => {
  const cases = outcomeSchema.options.flatMap((option): [Outcome["kind"], string, RegExp | null][] => {
    const kind = option.shape.kind.value;
    const told = speaksOf[kind];
    if (told === null || told instanceof RegExp) return [[kind, "", told]];
    return Object.entries(told).map(([reason, words]) => [kind, reason, words]);
  });

  test.each(cases)("%s %s", (kind, reason, words) => {
    for (const httpStatus of statusesOf(kind))
      for (const operation of vaultOperations) {
        const next = nextFor(operation, outcomeOf(kind, reason, httpStatus));
        if (words === null) expect(next).toBeNull();
        else expect(next).toMatch(words);
        const others = Object.entries(subjects).filter(([one]) => !isAmong(subjectOf[kind] ?? [], one));
        for (const [, subject] of others) expect(next ?? "").not.toMatch(subject);
      }
  });

  test("a token that did not come is explained the same whichever operation waited for it", () => {
    const outcome = outcomeOf("no-token", "endpoint-absent", 400);
    const told = (["token", ...vaultOperations] as Operation[]).map((one) => nextFor(one, outcome));
    expect(new Set(told).size).toBe(1);
  });
});

function isAmong(list: readonly string[], one: string): boolean {
  return list.includes(one);
}

function statusesOf(kind: Outcome["kind"]): (number | undefined)[] {
  const usual: Partial<Record<Outcome["kind"], number[]>> = {
    denied: [403],
    "token-rejected": [401],
    "no-token": [400],
    throttled: [429],
    "secret-not-found": [404],
    unexpected: [200, 302, 500, 503],
  };
  return [undefined, ...(usual[kind] ?? [])];
}

function outcomeOf(kind: Outcome["kind"], reason: string, httpStatus: number | undefined): Outcome {
  return outcomeSchema.parse({
    kind,
    by: reason,
    why: reason,
    proof: reason,
    because: "it was late",
    httpStatus,
  });
}

test("a token that the vault refuses for its issuer leads to the tenants, not to a restart", () => {
  const said =
    "AKV10032: Invalid issuer. Expected one of https://sts.windows.net/a/, found https://sts.windows.net/b/.";
  expect(nextFor("get", { kind: "token-rejected", httpStatus: 401, code: "Unauthorized", said })).toMatch(
    /tenant/,
  );
});
