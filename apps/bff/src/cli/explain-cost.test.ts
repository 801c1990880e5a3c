import { readConnectionString } from "@latchkey/diagnosis/azure/connection-string/read-connection-string";
import { describe, expect, test } from "vitest";
import { expectLinear } from "../testing/expect-linear.ts";
import { explain } from "./explain.ts";

const fill = (piece: string, length: number): string =>
  piece.repeat(Math.ceil(length / piece.length)).slice(0, length);

describe("the cost of explaining a text is linear in its length", () => {
  const adversaries: [string, string][] = [
    ["open braces", "{"],
    ["a long run of one letter", "a"],
    ["backslashes", "\\"],
    ["AADSTS", "AADSTS"],
    ["a number's beginning", "AADSTS7"],
    ["quotation marks", '\\"'],
    ["blanks", " "],
    ["line breaks", "\n"],
    ["digits", "1"],
    ["hexadecimal digits and dashes", "0a1b2c3d-1111-"],
    ["colour codes", "\u001b[3"],
    ["tags", "<a "],
    ["entities", "&#3"],
    ["token beginnings", "eyJ"],
    ["labels", "password="],
    ["PEM beginnings", "-----BEGIN "],
    ["user info", "://a:"],
    ["connection strings", "RunAs="],
    ["hosts", "a.vault."],
    ["statuses", "status code "],
    ["actions", "microsoft.a/"],
    ["first pieces of phrases", "does not have secrets "],
    ["managed identity", "managed identity "],
    ["many lines", `${"x".repeat(9)}\n`],
    ["callers", "appid=0a1b2c3d-"],
  ];

  test.each(adversaries)("%s", (_, piece) => {
    expectLinear((length) => {
      for (const answer of explain(fill(piece, length))) expect(answer).not.toBe("");
    });
  });
});

describe("the cost of reading a connection string is linear in its length", () => {
  test.each(["a=", "=", '"', " ", ";", "a=b;", "a =="])("%s", (piece) => {
    expectLinear((length) => expect(readConnectionString(fill(piece, length)).state).not.toBe(""));
  });
});

test("work that grows with the square is found", () => {
  const squared = (length: number) => {
    let sum = 0;
    for (let at = 0; at < length; at += 16) for (let other = 0; other < at; other += 16) sum += other;
    expect(sum).toBeGreaterThan(0);
  };
  expect(() => expectLinear(squared)).toThrow(/ms for/);
});
