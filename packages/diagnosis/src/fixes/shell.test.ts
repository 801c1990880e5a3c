import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bicepString, inProse, inShells, option, quoteBash, quotePowershell } from "./shell.ts";

const hostile = fc.string({
  unit: fc.constantFrom(
    "a",
    " ",
    "'",
    '"',
    "`",
    "$",
    "(",
    ")",
    ";",
    "&",
    "|",
    "<",
    ">",
    "\\",
    "\n",
    "!",
    "*",
    "#",
    "-",
    "{",
    "}",
    "’",
    "‘",
    "%",
    "@",
    "\u0000",
  ),
  maxLength: 30,
});

/** PowerShell's rule for single-quoted strings, read back: a doubled mark is one, every other mark ends the string. */
function readPowershell(quoted: string): string | undefined {
  if (/^[A-Za-z0-9_./:=+-]+$/.test(quoted)) return quoted;
  const inside = /^'((?:[^'‘’‚‛]|['‘’‚‛]{2})*)'$/s.exec(quoted)?.[1];
  return inside?.replace(/(['‘’‚‛])['‘’‚‛]/g, "$1");
}

describe("quoting", () => {
  test("PowerShell reads every quoted word back as it was", () => {
    fc.assert(
      fc.property(hostile, (word) => readPowershell(quotePowershell(word)) === word.replaceAll("\u0000", "")),
      { numRuns: 1000 },
    );
  });

  test("harmless words stay as they are, others are quoted, also the empty one", () => {
    expect([
      quoteBash("kv-orders"),
      quoteBash(""),
      quoteBash("it's"),
      quotePowershell("it's"),
      quoteBash("<a>"),
    ]).toEqual(["kv-orders", "''", "'it'\\''s'", "'it''s'", "'<a>'"]);
  });

  test("a comment stays one line", () => {
    expect(inShells([{ comment: "a\nrm -rf" }]).bash).toBe("# a rm -rf");
  });

  test("a value that begins with a dash cannot become an option", () => {
    expect(option("--name", "--yes")).toEqual(["--name=--yes"]);
  });

  test("in a sentence a quotation mark never gets through", () => {
    fc.assert(
      fc.property(hostile, (word) => {
        const inside = /^'([^'‘’‚‛\r\n]*)'$/.exec(inProse([word]));
        return inside !== null || /^[A-Za-z0-9_./:=+-]+$/.test(inProse([word]));
      }),
      { numRuns: 1000 },
    );
  });

  test("Bicep strings hold what Bicep would read", () => {
    const interpolation = ["$", "{d}"].join("");
    expect(bicepString(`a'b\\c${interpolation}\ne`)).toBe(`'a\\'b\\\\c\\${interpolation}\\ne'`);
  });
});
