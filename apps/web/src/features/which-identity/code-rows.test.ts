import { identityIdSchema } from "@latchkey/shared/identity";
import type { CodeRow } from "@latchkey/shared/which-identity";
import { describe, expect, test } from "vitest";
import { answerVerdict, codeGroups, decidedByWords, verificationVerdict } from "./code-rows.ts";
import { markedAt, settingLines } from "./connection-string-words.ts";

const system = identityIdSchema.parse("system");

const row = (change: Partial<CodeRow> = {}): CodeRow => ({
  id: "default-azure-credential-js",
  group: "default-azure-credential",
  language: "javascript",
  code: "new DefaultAzureCredential()",
  library: "@azure/identity 4",
  answer: { kind: "identity", identityId: system, name: "app-orders" },
  decidedBy: { setting: "AZURE_CLIENT_ID", value: null },
  because: "Nothing selects another one.",
  basis: "environment-showed",
  source: "documentation",
  ...change,
});

describe("which identity would my code get", () => {
  test("rows stay in their order and stand under one heading a group", () => {
    const groups = codeGroups([
      row(),
      row({ id: "b", group: "key-vault-references" }),
      row({ id: "c", language: "python" }),
    ]);
    expect(groups.map(({ title, rows }) => [title, rows.length])).toEqual([
      ["DefaultAzureCredential", 2],
      ["Key Vault references", 1],
    ]);
  });

  test.each([
    [row().answer, "allowed", "app-orders"],
    [
      { kind: "failure", errorName: "CredentialUnavailableError", text: "…" } as const,
      "no-token",
      "CredentialUnavailableError",
    ],
    [
      { kind: "other-credential", credential: "EnvironmentCredential", as: "an app registration" } as const,
      "warning",
      "No managed identity: EnvironmentCredential",
    ],
    [{ kind: "cannot-tell", because: "ARM was not read" } as const, "unknown", "Cannot tell"],
  ])("%o is %s", (answer, status, words) => {
    expect(answerVerdict(answer)).toEqual({ status, words });
  });

  test("a row without a real call has no verification, one with it says whether it agrees", () => {
    const at = "2026-11-23T10:00:00.000Z";
    expect(verificationVerdict(row())).toBeNull();
    expect(
      verificationVerdict(row({ verified: { at, observedIdentityId: system, failure: null, agrees: true } })),
    ).toEqual({ status: "allowed", words: "Verified by a real call" });
    expect(
      verificationVerdict(
        row({ verified: { at, observedIdentityId: null, failure: "no token", agrees: false } }),
      )?.words,
    ).toBe("A real call disagrees: no token");
  });

  test("the deciding setting is told with its value, or that it is not set", () => {
    expect(decidedByWords(row())).toBe("AZURE_CLIENT_ID is not set");
    expect(decidedByWords(row({ decidedBy: { setting: "AZURE_CLIENT_ID", value: "a" } }))).toBe(
      "AZURE_CLIENT_ID = a",
    );
  });
});

describe("the legacy connection string", () => {
  test("settings become lines to paste", () => {
    expect(
      settingLines([
        { name: "AZURE_CLIENT_ID", value: "x" },
        { name: "AZURE_TENANT_ID", value: "y" },
      ]),
    ).toBe("AZURE_CLIENT_ID=x\nAZURE_TENANT_ID=y");
  });

  test.each([
    ["RunAs", 2, "Ru", "n", "As"],
    ["RunAs", 5, "RunAs", " ", ""],
    ["", 9, "", " ", ""],
  ])("%j is marked at %i", (text, position, before, at, after) => {
    expect(markedAt(text, position)).toEqual({ before, at, after });
  });
});
