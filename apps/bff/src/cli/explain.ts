import { diagnose } from "@latchkey/diagnosis/diagnose";
import { explainId } from "@latchkey/diagnosis/explain-id";
import { explainText } from "@latchkey/diagnosis/explain-text";
import { readReportedCase } from "@latchkey/diagnosis/reported-case";
import type { Diagnosis } from "@latchkey/shared/diagnosis";
import { reportDiagnosis, reportId } from "./report-text.ts";

/**
 * `latchkey explain`: an answer for whatever was on standard input, in pieces that end with a line break.
 * When the first line that is not blank is an object with `raw`, every line is a case and is answered by one line of JSON:
 * `{id, causes: [{id, confidence, basis, evidence, missing}]}`, `missing` being keys of facts; a line that is no case is
 * answered by `{error, line}`. Else the whole input is one text, answered by a report to read.
 */
export function* explain(input: string): Generator<string> {
  const text = input.replace(/^\ufeff/, "");
  if (isCaseFile(text)) yield* explainCases(text);
  else yield explainOne(text);
}

function isCaseFile(text: string): boolean {
  const first = /\S[^\n]*/.exec(text)?.[0] ?? "";
  if (!first.startsWith("{")) return false;
  const parsed = parse(first);
  return typeof parsed === "object" && parsed !== null && "raw" in parsed;
}

function* explainCases(text: string): Generator<string> {
  let line = 0;
  for (let from = 0; from < text.length; ) {
    const end = text.indexOf("\n", from);
    const one = text.slice(from, end < 0 ? text.length : end);
    from = end < 0 ? text.length : end + 1;
    line += 1;
    if (one.trim() !== "") yield `${JSON.stringify(explainCase(one, line))}\n`;
  }
}

function explainCase(text: string, line: number): object {
  const parsed = parse(text);
  if (parsed === undefined) return { error: "not JSON", line };
  const reported = readReportedCase(parsed);
  if (!reported) return { error: "not an object with a text in `raw`", line };
  const { causes } = diagnose(reported.facts);
  return { id: reported.id ?? null, causes: causes.map(inShort) };
}

function inShort({ id, confidence, basis, evidence, missing }: Diagnosis["causes"][number]): object {
  return { id, confidence, basis, evidence, missing: missing.map(({ fact }) => fact) };
}

function explainOne(text: string): string {
  if (text.trim() === "") return "Nothing to explain: standard input was empty.\n";
  const id = explainId(text);
  if (id) return reportId(id);
  const { diagnosis, found } = explainText(text, undefined, { armReadable: false });
  return reportDiagnosis(diagnosis, found);
}

/** `undefined` when the text is no JSON. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
