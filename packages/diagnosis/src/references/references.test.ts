import type { Outcome } from "@latchkey/shared/outcome";
import { expect, test } from "vitest";
import { parseReference } from "../azure/reference.ts";
import { judgeReference, type ReferenceFacts } from "./judge-reference.ts";

const version = "0123456789abcdef0123456789abcdef";
const other = "fedcba9876543210fedcba9876543210";
const suffix = "vault.azure.net";
const read = (text: string) => parseReference(`@Microsoft.KeyVault(${text})`, suffix);

test.each([
  [`SecretUri=https://kv-orders.vault.azure.net/secrets/db/`, "secret-uri", "db", null],
  [`SecretUri=https://kv-orders.vault.azure.net/secrets/db`, "secret-uri", "db", null],
  [`SecretUri=https://kv-orders.vault.azure.net:443/secrets/db/${version}`, "secret-uri", "db", version],
  [`secreturi = https://KV-Orders.vault.azure.net/secrets/db `, "secret-uri", "db", null],
  [`VaultName=kv-orders;SecretName=db`, "vault-name", "db", null],
  [`VaultName=KV-ORDERS; SecretName=db;`, "vault-name", "db", null],
  [`SecretName=db;VaultName=kv-orders;SecretVersion=${version.toUpperCase()}`, "vault-name", "db", version],
])("%s", (text, kind, secretName, found) => {
  expect(read(text)).toMatchObject({ syntax: { kind }, vaultId: "kv-orders", secretName, version: found });
});

test.each([
  ["", 20, "Nothing stands between the brackets."],
  ["VaultName=kv-orders", 20, "SecretName is missing."],
  ["SecretName=db", 20, "VaultName is missing."],
  ["VaultName=kv-orders;SecretName", 40, "This part has no equals sign."],
  ["VaultName=kv-orders;SecretName=a b", 51, "A secret's name is 1 to 127 letters, digits and hyphens."],
  ["VaultName=kv-orders;VaultName=x;SecretName=db", 40, "This key is there already."],
  ["VaultName=k;SecretName=db", 30, "VaultName is 3 to 24 letters, digits and hyphens."],
  [
    "Vault=kv-orders;SecretName=db",
    20,
    "Only SecretUri, VaultName, SecretName and SecretVersion may stand here.",
  ],
  ["VaultName=kv-orders;SecretName=db;SecretVersion=1", 68, "A version is 32 hexadecimal digits."],
  ["SecretUri=http://kv-orders.vault.azure.net/secrets/db", 30, "SecretUri must be a whole https address."],
  [
    "SecretUri=https://evil.example/secrets/db",
    30,
    "SecretUri must name a vault of this cloud, such as https://my-vault.vault.azure.net/.",
  ],
  [
    "SecretUri=https://kv-orders.vault.azure.net/keys/db",
    30,
    "SecretUri must go on with /secrets/ and the secret's name.",
  ],
  [
    "SecretUri=https://kv-orders.vault.azure.net/secrets/db;SecretName=db",
    75,
    "SecretUri stands alone; the other form names the vault instead.",
  ],
])("%s is malformed at %i", (text, position, reason) => {
  expect(read(text)).toMatchObject({ syntax: { kind: "malformed", position, reason }, vaultId: null });
});

test("a missing bracket is told, and so is a text that is none at all", () => {
  expect(parseReference("@Microsoft.KeyVault(VaultName=a", suffix).syntax).toMatchObject({ position: 31 });
  expect(parseReference("plain", suffix).syntax).toMatchObject({ kind: "malformed", position: 0 });
});

const allowed: Outcome = { kind: "allowed", proof: "read" };
const denied: Outcome = { kind: "denied", by: "rbac" };
const facts = (more: Partial<ReferenceFacts>): ReferenceFacts => ({
  syntax: { kind: "vault-name", text: "…" },
  inProcess: "resolved",
  pinnedVersion: null,
  statusFrom: "arm",
  ...more,
});

test.each<[string, Partial<ReferenceFacts>, string, RegExp]>([
  ["resolved and readable", { status: "Resolved", directRead: allowed }, "works", /same identity can read/],
  ["resolved, not tried", { status: "Resolved" }, "works", /^It is resolved\.$/],
  [
    "resolved, refused by now",
    { status: "Resolved", directRead: denied },
    "will-break",
    /next resolution fails/,
  ],
  [
    "pinned to an old version",
    {
      status: "Resolved",
      directRead: allowed,
      pinnedVersion: version,
      versionInUse: version,
      latestVersion: other,
    },
    "works-old-version",
    /pinned/,
  ],
  [
    "an older version until the next refresh",
    { status: "Resolved", directRead: allowed, versionInUse: version, latestVersion: other },
    "works-old-version",
    /older version/,
  ],
  [
    "resolved, but the process has the text",
    { status: "Resolved", inProcess: "literal" },
    "broken",
    /has resolved it since/,
  ],
  ["refused", { status: "AccessToKeyVaultDenied", inProcess: "literal" }, "broken", /refuses the identity/],
  [
    "refused, with the value of before",
    { status: "AccessToKeyVaultDenied", inProcess: "resolved" },
    "will-break",
    /value of before/,
  ],
  [
    "granted since",
    { status: "AccessToKeyVaultDenied", inProcess: "literal", directRead: allowed },
    "broken",
    /by now/,
  ],
  ["no identity", { status: "MSINotEnabled", inProcess: "literal" }, "broken", /not there/],
  ["a status of tomorrow", { status: "SomethingNew", inProcess: "literal" }, "broken", /says SomethingNew/],
  ["Initialized says nothing, the process does", { status: "Initialized" }, "works", /resolved/],
  ["no ARM, literal, refused", { inProcess: "literal", directRead: denied }, "broken", /No role assignment/],
  ["no ARM, literal", { inProcess: "literal" }, "broken", /text of the reference/],
  ["nothing known", { status: "Initialized", inProcess: "absent" }, "cannot-tell", /Neither/],
  [
    "malformed",
    { syntax: { kind: "malformed", text: "", position: 3, reason: "Why." }, status: "InvalidSyntax" },
    "broken",
    /character 3: Why/,
  ],
])("%s", (_title, more, kind, sentence) => {
  const verdict = judgeReference(facts(more));
  expect(verdict.kind).toBe(kind);
  expect(verdict.sentence).toMatch(sentence);
});
