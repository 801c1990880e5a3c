import { type SecretItem, secretItemSchema } from "@latchkey/shared/secret";
import { describe, expect, test } from "vitest";
import { countSecrets, secretStatus, selectSecrets } from "./secret-list.ts";

const nowMs = Date.parse("2026-11-23T10:00:00.000Z");

function secret(name: string, more: Partial<SecretItem> = {}): SecretItem {
  return secretItemSchema.parse({ kind: "secret", name, enabled: true, ...more });
}

const secrets = [
  secret("db-connection", { updatedAt: "2026-01-01T00:00:00.000Z" }),
  secret("API-key", {
    enabled: false,
    expiresAt: "2020-01-01T00:00:00.000Z",
    updatedAt: "2026-03-01T00:00:00.000Z",
  }),
  secret("smtp", { expiresAt: "2026-11-22T10:00:00.000Z", updatedAt: "2026-02-01T00:00:00.000Z" }),
  secret("tls", { expiresAt: "2026-12-02T10:00:00.000Z" }),
  secret("later", { notBefore: "2027-01-01T00:00:00.000Z", expiresAt: "2028-01-01T00:00:00.000Z" }),
];

const names = (list: SecretItem[]) => list.map(({ name }) => name);
const view = { query: "", show: "all", sort: "name", nowMs } as const;

test.each([
  ["db-connection", "enabled", "Enabled"],
  ["API-key", "disabled", "Disabled"],
  ["smtp", "expired", "Expired"],
  ["tls", "expiring", "Expires in 9 d"],
  ["later", "not-yet-valid", "Not yet valid"],
])("%s is %s", (name, kind, words) => {
  const found = secrets.find((candidate) => candidate.name === name);
  expect(found && secretStatus(found, nowMs)).toEqual({ kind, words });
});

test("the filters are counted over all secrets", () => {
  expect(countSecrets(secrets, nowMs)).toEqual({ all: 5, disabled: 1, expired: 1, expiring: 1 });
});

describe("which secrets are shown", () => {
  test("the search finds a part of the name and ignores case and white space around it", () => {
    expect(names(selectSecrets(secrets, { ...view, query: " KEY " }))).toEqual(["API-key"]);
  });

  test("each filter shows its own", () => {
    expect(names(selectSecrets(secrets, { ...view, show: "disabled" }))).toEqual(["API-key"]);
    expect(names(selectSecrets(secrets, { ...view, show: "expired" }))).toEqual(["smtp"]);
    expect(names(selectSecrets(secrets, { ...view, show: "expiring" }))).toEqual(["tls"]);
  });

  test("the order is by name, by last update or by first end", () => {
    expect(names(selectSecrets(secrets, view))).toEqual(["API-key", "db-connection", "later", "smtp", "tls"]);
    expect(names(selectSecrets(secrets, { ...view, sort: "updated" })).slice(0, 3)).toEqual([
      "API-key",
      "smtp",
      "db-connection",
    ]);
    expect(names(selectSecrets(secrets, { ...view, sort: "expires" }))).toEqual([
      "API-key",
      "smtp",
      "tls",
      "later",
      "db-connection",
    ]);
  });

  test("the list that came in stays as it was", () => {
    const before = names(secrets);
    selectSecrets(secrets, { ...view, sort: "expires" });
    expect(names(secrets)).toEqual(before);
  });
});
