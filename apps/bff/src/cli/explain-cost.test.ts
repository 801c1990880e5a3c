import { describe, expect, test } from "vitest";
import { explain } from "./explain.ts";

describe("the cost of a text is linear in its length", () => {
  const size = 1_048_576;
  const fill = (piece: string, length: number): string =>
    piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
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

  /** Processor time in microseconds: the clock on the wall also counts what other processes do. */
  function cost(text: string): number {
    const before = process.cpuUsage();
    for (const piece of explain(text)) expect(piece).not.toBe("");
    const { user, system } = process.cpuUsage(before);
    return user + system;
  }

  test.each(adversaries)("1 MiB of %s costs at most 12 times 100 KiB", (_, piece) => {
    const texts = [fill(piece, 102_400), fill(piece, size)];
    texts.map(cost);
    const runs = Array.from({ length: 5 }, () => texts.map(cost));
    const [small = 0, large = 0] = [0, 1].map((index) => Math.min(...runs.map((run) => run[index] ?? 0)));
    // Below five milliseconds the garbage collector is what is measured.
    expect(large).toBeLessThanOrEqual(12 * Math.max(small, 5_000));
  });
});
