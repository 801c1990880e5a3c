import { format, inspect } from "node:util";
import fc from "fast-check";
import { pino } from "pino";
import { describe, expect, test } from "vitest";
import { SecretValue } from "./secret-value.ts";

const now = new Date("2026-06-01T00:00:00Z");
const masked = (value: string, showLastCharacters = true) =>
  new SecretValue(value).masked({ showLastCharacters, now });
const jwt = (claims: object) =>
  [{ alg: "none" }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
    .join(".")
    .concat(".c2ln");

describe("the mask", () => {
  test.each([
    ["", "••••••••"],
    ["fifteen-chars-1", "••••••••"],
    ["sixteen-chars-12", "••••••••s-12"],
    ["a much longer value that ends in 9f3a", "••••••••9f3a"],
    ["ends in a line break, which is no text\n", "••••••••"],
    ["ends in letters beyond ASCII: übergröße", "••••••••"],
    ["ends in a hidden sign that turns text \u202e", "••••••••"],
  ])("of %j is %j", (value, display) => {
    expect(masked(value).display).toBe(display);
  });

  test("an operator can turn the last characters off", () => {
    expect(masked("a much longer value that ends in 9f3a", false).display).toBe("••••••••");
  });

  test("does not tell the length of values of 16 or more", () => {
    const lengths = new Set([16, 17, 100, 25_000].map((length) => masked("x".repeat(length)).display));
    expect(lengths.size).toBe(1);
  });
});

describe("what a value looks like, and what is wrong with it", () => {
  test.each([
    ["", "empty", ["empty"]],
    ["  ", "empty", ["leading-white-space", "trailing-white-space"]],
    ["s3cr3t\n", "text", ["line-break-at-end"]],
    [" s3cr3t ", "text", ["leading-white-space", "trailing-white-space"]],
    ["changeme", "text", ["placeholder"]],
    ["<your-key>", "text", ["placeholder"]],
    ["your-password-here", "text", ["placeholder"]],
    [
      "@Microsoft.KeyVault(SecretUri=https://kv.vault.azure.net/secrets/a/)",
      "key-vault-reference",
      ["unresolved-reference"],
    ],
    ["Server=db;User Id=app;Password=p;", "connection-string", []],
    ["postgres://app:p@db.example/orders", "url", []],
    ['{"a":1}', "json", []],
    ["{not json", "text", []],
    ["3f0f1f6e-6a53-4a0e-9d55-0a8a6f1f0b11", "guid", []],
    ["-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----", "pem", []],
    [jwt({ exp: 4_000_000_000 }), "jwt", []],
    [jwt({ exp: 1_000_000_000 }), "jwt", ["expired-jwt"]],
    [jwt({}), "jwt", []],
    ["one.two.three", "text", []],
  ])("%j", (value, looksLike, findings) => {
    expect(masked(value)).toMatchObject({ looksLike, findings });
  });
});

describe("nothing but the mask comes out", () => {
  const canary = "canary-7d1f-do-not-show-this-value-to-anyone";

  test("not through text, JSON, inspection, formatting, spreading, cloning, errors or the log", () => {
    const value = new SecretValue(canary);
    const lines: string[] = [];
    pino({ base: null }, { write: (line: string) => lines.push(line) }).error(
      { value, error: new Error(`${value}`, { cause: value }) },
      "%o",
      value,
    );
    const seen = [
      String(value),
      `${value}`,
      value.toString(),
      JSON.stringify({ value, list: [value] }),
      inspect(value, { depth: null, showHidden: true, customInspect: false, getters: true }),
      inspect({ value }),
      format("%s %j %o %O", value, value, value, value),
      JSON.stringify({ ...value }),
      JSON.stringify(Object.entries(value)),
      JSON.stringify(Object.getOwnPropertyNames(value)),
      JSON.stringify(structuredClone(value)),
      new Error("failed", { cause: value }).stack,
      inspect(new Error("failed", { cause: value })),
      ...lines,
    ].join("\n");
    expect(seen).not.toContain(canary);
    expect(seen).not.toContain(Buffer.from(canary).toString("base64"));
  });

  test("the mask never holds more than the last 4 characters of any value", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 200 }), fc.boolean(), (value, shown) => {
        const { display } = masked(value, shown);
        const tail = display.slice(8);
        expect(display.startsWith("••••••••")).toBe(true);
        expect(tail === "" || (shown && value.length >= 16 && tail === value.slice(-4))).toBe(true);
      }),
    );
  });
});
