import { describe, expect, test } from "vitest";
import { TimeLimit } from "./deadline.ts";
import type { Exchange, LastAnswer } from "./exchange.ts";
import { PageLinkRefused } from "./page-links.ts";
import { vaultOutcome } from "./vault-outcome.ts";

const canary = "canary-value-inside-a-parse-error";

function exchangeWith(last: Partial<LastAnswer> | undefined): Exchange {
  const answer = last && {
    status: 500,
    errorBody: "",
    contentType: "application/json",
    retryAfter: undefined,
    carriedToken: true,
    ...last,
  };
  return {
    count: { identityEndpoint: 0, vaults: 0, arm: 0 },
    requestId: "r",
    last: answer,
    nextLink: undefined,
    parent: undefined,
  };
}

function body(code: string, innererror?: string, message = "said"): string {
  return JSON.stringify({
    error: { code, message, ...(innererror && { innererror: { code: innererror } }) },
  });
}

function systemError(code: string): Error {
  return Object.assign(new Error("connect"), { code });
}

describe("refusals by inner code", () => {
  test.each([
    ["AccessDenied", "access-policy"],
    ["ForbiddenByPolicy", "access-policy"],
    ["ForbiddenByRbac", "rbac"],
    ["ForbiddenByFirewall", "firewall"],
    ["ForbiddenByConnection", "private-link"],
    ["SecretDisabled", "secret-disabled"],
    ["SomethingNew", "other"],
  ])("%s is denied by %s", (innerCode, by) => {
    const outcome = vaultOutcome(
      new Error(),
      exchangeWith({ status: 403, errorBody: body("Forbidden", innerCode) }),
    );
    expect(outcome).toMatchObject({ kind: "denied", by, httpStatus: 403, code: "Forbidden", innerCode });
  });

  test("the caller that the text names is kept, in lower case", () => {
    const said =
      "Caller: appid=3F0F1F6E-6a53-4a0e-9d55-0a8a6f1f0b11;oid=9b1c61a2-18f1-4f19-a5a4-d1a1a49a0a01;iss=https://sts.windows.net/x/";
    const outcome = vaultOutcome(
      new Error(),
      exchangeWith({ status: 403, errorBody: body("Forbidden", "ForbiddenByRbac", said) }),
    );
    expect(outcome).toMatchObject({
      caller: {
        clientId: "3f0f1f6e-6a53-4a0e-9d55-0a8a6f1f0b11",
        principalId: "9b1c61a2-18f1-4f19-a5a4-d1a1a49a0a01",
      },
    });
  });
});

describe("other answers", () => {
  test.each<[string, Partial<LastAnswer>, object]>([
    [
      "401 to a request without token",
      { status: 401, carriedToken: false, errorBody: body("Unauthorized") },
      { kind: "unexpected", why: "challenge-refused" },
    ],
    [
      "401 to a token",
      { status: 401, errorBody: body("Unauthorized", undefined, "AKV10022: Invalid audience.") },
      { kind: "token-rejected", said: "AKV10022: Invalid audience." },
    ],
    ["404 for a secret", { status: 404, errorBody: body("SecretNotFound") }, { kind: "secret-not-found" }],
    [
      "404 of something else",
      { status: 404, errorBody: "<html>" },
      { kind: "unexpected", why: "not-key-vault" },
    ],
    [
      "403 as HTML",
      { status: 403, errorBody: "<html>blocked</html>", contentType: "text/html" },
      { kind: "unexpected", why: "not-key-vault" },
    ],
    [
      "429",
      { status: 429, errorBody: body("Throttled"), retryAfter: "7" },
      { kind: "throttled", retryAfterSeconds: 7 },
    ],
    ["429 without a time", { status: 429, errorBody: body("Throttled") }, { kind: "throttled" }],
    [
      "503 with an empty body",
      { status: 503, errorBody: "" },
      { kind: "unexpected", why: "server-error", httpStatus: 503 },
    ],
    ["a redirect", { status: 302, errorBody: undefined }, { kind: "unexpected", why: "redirect-refused" }],
    [
      "200 as HTML",
      { status: 200, errorBody: undefined, contentType: "text/html" },
      { kind: "unexpected", why: "not-key-vault" },
    ],
    ["200 cut off", { status: 200, errorBody: undefined }, { kind: "unexpected", why: "malformed-answer" }],
  ])("%s", (_title, last, outcome) => {
    expect(vaultOutcome(new Error(canary), exchangeWith(last))).toMatchObject(outcome);
  });
});

describe("no answer", () => {
  test.each([
    ["ENOTFOUND", "dns"],
    ["ECONNREFUSED", "refused"],
    ["ECONNRESET", "reset"],
    ["ETIMEDOUT", "time-out"],
    ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "tls"],
    ["CERT_HAS_EXPIRED", "tls"],
    ["ERR_TLS_CERT_ALTNAME_INVALID", "tls"],
  ])("%s is %s", (code, why) => {
    expect(vaultOutcome(systemError(code), exchangeWith(undefined))).toEqual({
      kind: "unreachable",
      why,
      systemCode: code,
    });
  });

  test("our own time limit is a time-out", () => {
    expect(vaultOutcome(new TimeLimit(), exchangeWith(undefined))).toEqual({
      kind: "unreachable",
      why: "time-out",
    });
  });

  test("a page link to another host is named", () => {
    expect(vaultOutcome(new PageLinkRefused(), exchangeWith({ status: 200 }))).toEqual({
      kind: "unexpected",
      why: "page-link-refused",
    });
  });
});

test("an error's own message is never in an outcome", () => {
  for (const last of [
    undefined,
    { status: 200 },
    { status: 500, errorBody: "" },
    { status: 403, errorBody: "{" },
  ]) {
    expect(JSON.stringify(vaultOutcome(new Error(canary), exchangeWith(last)))).not.toContain(canary);
  }
});
