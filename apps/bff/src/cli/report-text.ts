import type { ExplainedId } from "@latchkey/diagnosis/explain-id";
import type { FoundInText } from "@latchkey/diagnosis/text/read-text";
import type { Cause, Diagnosis } from "@latchkey/shared/diagnosis";

const basisWords: Readonly<Record<Cause["basis"], string>> = {
  "vault-said": "the vault said so",
  "arm-showed": "Azure Resource Manager shows it",
  "endpoint-said": "the identity endpoint said so",
  "token-said": "the token or Microsoft Entra ID said so",
  "environment-showed": "the environment shows it",
  inferred: "we infer it",
};

/** The diagnosis of a text as a report for a terminal: the likeliest cause in full, the others in a line. */
export function reportDiagnosis({ causes }: Diagnosis, found: FoundInText): string {
  const [first, ...others] = causes;
  if (!first) return "";
  const lines = [
    first.title,
    first.meaning,
    "",
    ...foundLines(found),
    ...section(
      "What was seen",
      first.evidence.map((quote) => `"${quote}"`),
    ),
    `Basis: ${basisWords[first.basis]}. Confidence: ${percent(first)}.`,
    ...section(
      "What would decide it",
      first.missing.map(({ fact, provide }) => `${fact}: ${provide}`),
    ),
    ...fixLines(first),
    ...section(
      "Less likely",
      others.slice(0, 3).map((cause) => `${cause.title} (${percent(cause)})`),
    ),
  ];
  return harmless(lines);
}

/** What a pasted id is, for a terminal. */
export function reportId({ id, is, misused, advice }: ExplainedId): string {
  const meanings = is.length > 0 ? is : ["Nothing known carries this id."];
  return harmless([id, ...meanings, ...misused, ...(advice ? [advice] : [])]);
}

function foundLines({ httpStatus, aadsts, akv, caller, vaultHosts }: FoundInText): string[] {
  const parts = [
    httpStatus === undefined ? "" : `HTTP ${httpStatus}`,
    ...aadsts.slice(0, 5).map((number) => `AADSTS${number}`),
    ...akv.slice(0, 5).map((number) => `AKV${number}`),
    caller?.clientId ? `caller's Client ID ${caller.clientId}` : "",
    caller?.principalId ? `caller's object (principal) ID ${caller.principalId}` : "",
    ...vaultHosts.slice(0, 3),
  ].filter((part) => part !== "");
  return parts.length > 0 ? [`Found in the text: ${parts.join(", ")}.`, ""] : [];
}

function fixLines({ fix }: Cause): string[] {
  if (!fix) return [];
  return [
    "",
    "What to do",
    `  ${fix.condition ? `${fix.condition}: ` : ""}${fix.summary}`,
    ...fix.commands.bash
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => `    ${line}`),
    `  Works: ${fix.effectiveAfter}`,
    `  Undo: ${fix.undo}`,
    `  Risk: ${fix.risk}`,
    ...(fix.note ? [`  Note: ${fix.note}`] : []),
  ];
}

function section(title: string, items: string[]): string[] {
  return items.length > 0 ? ["", title, ...items.map((item) => `  ${item}`)] : [];
}

function percent({ confidence }: Cause): string {
  return `${Math.round(confidence * 100)} %`;
}

/** Whatever the text held, no control character of it reaches the terminal. */
function harmless(lines: string[]): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
  return `${lines.map((line) => line.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, " ")).join("\n")}\n`;
}
