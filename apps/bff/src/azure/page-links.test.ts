import { expect, test } from "vitest";
import { cursorOf, isCursor, pageLinkOf } from "./page-links.ts";

const uri = "https://kv-a.vault.azure.net/";
const nextLink =
  "https://kv-a.vault.azure.net:443/secrets?api-version=2026-04-01&$skiptoken=eyJOZXh0&maxresults=25";

test("a cursor gives the page link back, without its host", () => {
  const cursor = cursorOf(nextLink);
  expect(isCursor(cursor)).toBe(true);
  expect(pageLinkOf(uri, cursor)).toBe(
    "https://kv-a.vault.azure.net/secrets?api-version=2026-04-01&$skiptoken=eyJOZXh0&maxresults=25",
  );
});

test("a cursor of a hostile link still leads to the vault", () => {
  const cursor = cursorOf("https://collector.example/steal?$skiptoken=x");
  expect(new URL(pageLinkOf(uri, cursor)).host).toBe("kv-a.vault.azure.net");
});

test.each([
  "",
  "..",
  "/secrets",
  "x".repeat(3_001),
  Buffer.from("//evil.example/?skiptoken=").toString("base64url"),
  Buffer.from("?a\r\nb: skiptoken=").toString("base64url"),
])("%j is no cursor", (cursor) => {
  expect(isCursor(cursor)).toBe(false);
});
