import { execFileSync } from "node:child_process";
import { quoteBash } from "@latchkey/diagnosis/fixes/shell";
import fc from "fast-check";
import { expect, test } from "vitest";

/** Bash is what the commands are written for; a machine without it cannot tell. */
const bash = (() => {
  try {
    execFileSync("bash", ["-c", "true"]);
    return true;
  } catch {
    return false;
  }
})();

const hostile = fc.string({
  unit: fc.constantFrom(
    "a",
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
    "~",
    " ",
    "é",
    "’",
  ),
  maxLength: 25,
});

test.skipIf(!bash)("bash reads every quoted word back as it was", () => {
  fc.assert(
    fc.property(fc.array(hostile, { minLength: 20, maxLength: 60 }), (words) => {
      // A mark after each word, since words may hold line breaks and be empty.
      const printed = execFileSync("bash", ["-c", `printf '%s\\1' ${words.map(quoteBash).join(" ")}`], {
        encoding: "utf8",
      });
      expect(printed.split("\u0001").slice(0, -1)).toEqual(words);
    }),
    { numRuns: 40 },
  );
});
