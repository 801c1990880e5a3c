import type { Reference } from "@latchkey/shared/references";
import { expect, test } from "vitest";
import { referencesHeadline, statusVerdict, versionWords } from "./reference-answers.ts";

type Kind = Reference["verdict"]["kind"];

const reference = (kind: Kind): Reference => ({
  setting: kind,
  foundIn: ["arm"],
  syntax: { kind: "secret-uri", text: "" },
  vaultId: null,
  secretName: null,
  pinnedVersion: null,
  status: { state: "unknown", because: "ARM was not read" },
  identity: { state: "unknown", because: "ARM was not read" },
  inProcess: "absent",
  versionInUse: { state: "unknown", because: "it was not read" },
  latestVersion: { state: "unknown", because: "it was not read" },
  directRead: { state: "not-tried", because: "No vault is named." },
  verdict: { kind, sentence: "", basis: "inferred", evidence: [] },
});

test.each<[Kind[], string]>([
  [[], "This app has no Key Vault reference"],
  [["works"], "The one reference works"],
  [["works", "works-old-version"], "All 2 references work"],
  [["works", "broken", "will-break"], "1 of 3 references is broken"],
  [["broken", "broken"], "2 of 2 references are broken"],
  [["works", "will-break"], "1 of 2 references works only until the next resolution"],
  [["works", "cannot-tell"], "1 of 2 references could not be told"],
])("%j is told in one line", (kinds, words) => {
  expect(referencesHeadline({ references: kinds.map(reference) })).toBe(words);
});

test.each([
  ["Resolved", "allowed"],
  ["Initialized", "unknown"],
  ["SecretNotFound", "denied"],
  ["AccessToKeyVaultDenied", "denied"],
])("Azure's status %s keeps its name and is %s", (name, status) => {
  expect(statusVerdict({ state: "known", value: { name, details: null }, source: "arm" })).toEqual({
    status,
    words: name,
  });
});

test("versions are compared only when both are known", () => {
  const known = (value: string) => ({ state: "known", value, source: "vault" }) as const;
  const unknown = { state: "unknown", because: "not read" } as const;
  expect(versionWords({ versionInUse: known("a"), latestVersion: known("a") })).toBe("The latest is in use.");
  expect(versionWords({ versionInUse: known("a"), latestVersion: known("b") })).toBe(
    "A newer version exists.",
  );
  expect(versionWords({ versionInUse: unknown, latestVersion: known("b") })).toBe("");
});
