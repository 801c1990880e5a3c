import fc from "fast-check";
import { expect, test } from "vitest";
import { csvLine } from "./csv.ts";

test.each([
  ["=HYPERLINK(1)", '"\'=HYPERLINK(1)"'],
  ["+1", '"\'+1"'],
  ["-1", '"\'-1"'],
  ["@SUM(A1)", '"\'@SUM(A1)"'],
  ["\t=1", '"\'\t=1"'],
  ["  =1", '"\'  =1"'],
  ["\uff1d1", '"\'\uff1d1"'],
  ['a"b', '"a""b"'],
  ["a,b", '"a,b"'],
  ["plain", "plain"],
])("%j becomes %s", (cell, written) => {
  expect(csvLine([cell])).toBe(`${written}\r\n`);
});

test("no text whatever begins a formula, and each stays one cell", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "binary" }), { minLength: 1 }), (cells) => {
      const line = csvLine(cells);
      const read = line.slice(0, -2).match(/"(?:[^"]|"")*"|[^",]*/g) ?? [];
      const found = read.filter((_cell, index) => index % 2 === 0 || read[index] !== "");
      for (const cell of found) expect(cell.replace(/^"/, "")).not.toMatch(/^[\s]*[=+\-@]/);
      expect(line.endsWith("\r\n")).toBe(true);
    }),
  );
});
