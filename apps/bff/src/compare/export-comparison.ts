import type { CompareAnswer, SampledOutcome } from "@latchkey/shared/compare";
import type { Fact } from "@latchkey/shared/fact";
import type { Grant } from "@latchkey/shared/grant";
import { csvLine } from "../http/csv.ts";

type Row = { section: string; vault: string; item: string; left: string; right: string; differs: boolean };

/** The comparison as rows, for the exports that have no depth. */
function rowsOf({ verdict, vaults, claims, lifecycle }: CompareAnswer): Row[] {
  const access = vaults.flatMap(({ name, operations, grants }): Row[] => [
    ...operations.map(({ operation, left, right, differs }) => ({
      section: "access",
      vault: name,
      item: operation,
      left: sampleText(left),
      right: sampleText(right),
      differs,
    })),
    {
      section: "grants",
      vault: name,
      item: "grants",
      left: grantText(grants.left),
      right: grantText(grants.right),
      differs: grants.differs,
    },
  ]);
  const lines = (section: string, all: CompareAnswer["claims"]) =>
    all.map(({ title, left, right, differs }) => ({
      section,
      vault: "",
      item: title,
      left: left ?? "",
      right: right ?? "",
      differs,
    }));
  const first = { section: "verdict", vault: "", item: verdict.kind, left: verdict.sentence, right: "" };
  return [
    { ...first, differs: verdict.kind !== "same" },
    ...access,
    ...lines("claims", claims),
    ...lines("life", lifecycle),
  ];
}

/** RFC 4180, with what a spreadsheet would take for a formula made text. */
export function comparisonCsv(answer: CompareAnswer): string {
  const head = [
    "section",
    "vault",
    "item",
    `left: ${answer.left.name}`,
    `right: ${answer.right.name}`,
    "differs",
  ];
  const body = rowsOf(answer).map(({ section, vault, item, left, right, differs }) =>
    csvLine([section, vault, item, left, right, differs ? "yes" : "no"]),
  );
  return [csvLine(head), ...body].join("");
}

/** A heading, the verdict and one table. Texts from outside are escaped: they are shown as text. */
export function comparisonMarkdown(answer: CompareAnswer): string {
  const cells = (all: string[]) => `| ${all.map(escaped).join(" | ")} |`;
  const rows = rowsOf(answer).filter(({ section }) => section !== "verdict");
  return [
    `# ${escaped(answer.left.name)} and ${escaped(answer.right.name)}`,
    "",
    `${escaped(answer.verdict.sentence)} (${answer.verdict.basis}, ${answer.checkedAt})`,
    "",
    cells(["", "Vault", "What", answer.left.name, answer.right.name, "Differs"]),
    "| --- | --- | --- | --- | --- | --- |",
    ...rows.map(({ section, vault, item, left, right, differs }) =>
      cells([section, vault, item, left, right, differs ? "yes" : "no"]),
    ),
    "",
  ].join("\n");
}

/** Everything that Markdown or the HTML in it gives a meaning, made text; line breaks would end the table's row. */
function escaped(text: string): string {
  return text
    .replace(/[\r\n\t\u2028\u2029]+/g, " ")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replace(/[\\`*_{}[\]()#+!|~-]/g, "\\$&");
}

function sampleText({ outcome, medianMs }: SampledOutcome): string {
  const reason = "by" in outcome ? ` by ${outcome.by}` : "why" in outcome ? `: ${outcome.why}` : "";
  return `${outcome.kind}${reason}${medianMs === null ? "" : `, ${medianMs} ms`}`;
}

function grantText(grants: Fact<Grant[]>): string {
  if (grants.state === "unknown") return `unknown, because ${grants.because}`;
  if (grants.value.length === 0) return "none";
  return grants.value
    .map(({ kind, what, withoutEffect }) => `${kind}: ${what}${withoutEffect ? " (without effect)" : ""}`)
    .join("; ");
}
