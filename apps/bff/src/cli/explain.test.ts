import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { explain } from "./explain.ts";

const answersTo = (input: string): unknown[] =>
  [...explain(input)]
    .join("")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
const reportOn = (input: string): string => [...explain(input)].join("");

describe("JSON Lines", () => {
  const line = JSON.stringify({
    id: "a",
    raw: "Unable to load the proper Managed Identity.",
    operation: "token",
    facts: {},
  });

  test("one line in gives one line out, with keys of missing facts", () => {
    expect(answersTo(`${line}\n`)).toEqual([
      {
        id: "a",
        causes: expect.arrayContaining([
          expect.objectContaining({
            id: "user-assigned-not-selected",
            basis: "endpoint-said",
            missing: expect.arrayContaining(["selectedId"]),
          }),
        ]),
      },
    ]);
  });

  test("a bad line is answered in its place, with its number", () => {
    expect(answersTo(`\n${line}\n[1]\n{"raw":1}\nnope\n\n${line}`)).toMatchObject([
      { id: "a" },
      { error: expect.any(String), line: 3 },
      { error: expect.any(String), line: 4 },
      { error: "not JSON", line: 5 },
      { id: "a" },
    ]);
  });

  test("a first line whose raw is no text is answered as a bad one", () => {
    expect(answersTo('{"raw":null}\n')).toMatchObject([{ error: expect.any(String), line: 1 }]);
  });

  test("facts of the wrong form count as not known", () => {
    const facts = {
      host: "moon",
      env: 7,
      callerRoles: "Reader",
      systemAssigned: "yes",
      grantAgeSeconds: null,
    };
    const [answer] = answersTo(
      JSON.stringify({ id: 1, raw: "x", operation: null, http_status: "403", facts }),
    );
    expect(answer).toMatchObject({ id: 1, causes: [{ id: "unknown" }] });
  });

  test("a byte order mark and Windows line ends do not matter", () => {
    expect(answersTo(`\ufeff${line}\r\n${line}\r\n`)).toHaveLength(2);
  });

  test.each(["__proto__", "constructor", "toString"])(
    "%s as a name of a setting or a code harms nothing",
    (name) => {
      const hostile = `{"id":"h","raw":"x","error_code":"${name}","inner_code":"${name}","facts":{"env":{"${name}":"set"},"${name}":{}}}`;
      expect(answersTo(hostile)).toMatchObject([{ id: "h" }]);
    },
  );
});

describe("a text", () => {
  test("gets a report that names the cause, the quote, and the command", () => {
    const report = reportOn(
      "(Forbidden) The user, group or application 'appid=x;oid=y' does not have secrets get permission on key vault 'kv-orders;location=westeurope'.",
    );
    expect(report).toContain("No access policy grants this operation");
    expect(report).toContain("does not have secrets get permission");
    expect(report).toContain("az keyvault set-policy --name kv-orders");
  });

  test("that is a single id gets to know what it is", () => {
    expect(reportOn(" 4633458b-17de-408a-b874-0445c86b69e6\n")).toContain("Key Vault Secrets User");
  });

  test("that is empty is told so", () => {
    expect(reportOn(" \n")).toContain("empty");
  });

  test("brings no control character to the terminal", () => {
    const report = reportOn(
      "\u001b[31mClient address is not authorized\u001b]0;owned\u0007 \u009b2J\u202e and caller is not a trusted service",
    );
    expect(report).toContain("firewall");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not come through
    expect(report).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
  });
});

describe("the command", () => {
  const main = fileURLToPath(new URL("main.ts", import.meta.url));
  const run = (
    input: string,
    ...words: string[]
  ): Promise<{ code: number | null; out: string; errors: string }> =>
    new Promise((resolve) => {
      const child = spawn(process.execPath, [main, ...words]);
      let [out, errors] = ["", ""];
      child.stdout.on("data", (piece) => {
        out += piece;
      });
      child.stderr.on("data", (piece) => {
        errors += piece;
      });
      child.on("close", (code) => resolve({ code, out, errors }));
      child.stdin.on("error", () => undefined);
      child.stdin.end(input);
    });

  test("exits with 0 whatever the input was, and writes nothing else", async () => {
    const { code, out, errors } = await run('{"raw":""}\nbroken\n', "explain");
    expect({ code, errors }).toEqual({ code: 0, errors: "" });
    expect(out.trim().split("\n")).toHaveLength(2);
  });

  test("tells how it is used when the verb is not known", async () => {
    expect(await run("", "exterminate")).toMatchObject({ code: 2, errors: expect.stringContaining("usage") });
  });
});
