import type { CauseId } from "@latchkey/shared/diagnosis";
import { describe, expect, test } from "vitest";
import { policy403, reference, saidCases, token, whole } from "../cases/said.ts";
import { diagnose } from "./diagnose.ts";
import type { DiagnosisFacts } from "./facts.ts";

const causesOf = (raw: string, facts: DiagnosisFacts): CauseId[] =>
  diagnose({ ...facts, raw }).causes.map(({ id }) => id);

const askedFor = (raw: string, facts: DiagnosisFacts): string[] =>
  diagnose({ ...facts, raw }).causes[0]?.missing.map(({ fact }) => fact) ?? [];

for (const { title, rows } of saidCases)
  describe(title, () => {
    test.each(rows)("%s %j", (raw, facts, ...causes) => {
      expect(causesOf(raw, facts).slice(0, causes.length)).toEqual(causes);
    });
  });

describe("an entry that has the permission", () => {
  test("is not what is missing", () => {
    const facts: DiagnosisFacts = { ...policy403, callerAccessPolicy: { secrets: ["get", "list"] } };
    expect(causesOf("does not have secrets get permission on key vault", facts)[0]).not.toBe(
      "access-policy-missing",
    );
  });
});

describe("honesty", () => {
  test.each<[string, DiagnosisFacts, string]>([
    [
      "ManagedIdentityCredential authentication unavailable, no response from the IMDS endpoint.",
      token,
      "host",
    ],
    ["Response status code 400", { ...token, httpStatus: 400 }, "selectedId"],
    [
      "ManagedIdentityCredential authentication failed. Status: 400",
      { ...token, httpStatus: 400, host: "app-service" },
      "userAssignedCount",
    ],
    ["context deadline exceeded", { operation: "get" }, "dns"],
    [whole, reference, "referenceIdentity"],
    ["Identity not found", { ...token, host: "vm" }, "selectedId"],
  ])("%s asks what would decide", (raw, facts, fact) => {
    expect(askedFor(raw, facts)).toContain(fact);
  });

  test.each<[string, DiagnosisFacts]>([
    ["Operation get is not allowed on a disabled secret.", { operation: "get", innerCode: "SecretDisabled" }],
    [
      "[BearerReadAccessTokenFailed] Error validating token: 'S2S12086'",
      { operation: "get", httpStatus: 401 },
    ],
    ["IDX10223: Lifetime validation failed. The token is expired.", { operation: "get", httpStatus: 401 }],
    [
      "Client address is not authorized and caller is not a trusted service.",
      { operation: "get", innerCode: "ForbiddenByFirewall" },
    ],
    ["A secret is in a deleted state", { operation: "get", innerCode: "ObjectIsDeletedButRecoverable" }],
  ])("%s is settled by Key Vault's own code", (raw, facts) => {
    expect(askedFor(raw, facts)).toEqual([]);
  });

  test("what is known to be unset is not asked for", () => {
    const facts: DiagnosisFacts = { ...token, httpStatus: 400, env: { AZURE_CLIENT_ID: null } };
    expect(askedFor("Unable to load the proper Managed Identity.", facts)).not.toContain("selectedId");
    expect(
      askedFor("An unexpected error occured while fetching the AAD Token.", {
        ...token,
        httpStatus: 500,
        tokenAudience: "https://vault.azure.net",
      }),
    ).not.toContain("tokenAudience");
  });

  test("what is not nearly certain names what else it could be", () => {
    for (const [raw, facts] of [
      ["SyntaxError: Unexpected end of JSON input", token],
      ["getaddrinfo ENOTFOUND kv-shop.vault.azure.net", { operation: "get" }],
      ["WorkloadIdentityCredential is not fully configured", token],
    ] satisfies [string, DiagnosisFacts][])
      expect(causesOf(raw, facts).length).toBeGreaterThanOrEqual(3);
  });

  test("where nothing was recognised, nothing is guessed", () => {
    expect(causesOf("Something failed", {})).toEqual(["unknown"]);
  });
});
