import { known } from "@latchkey/shared/fact";
import { operations } from "@latchkey/shared/operations";
import { diagnosisMarkdown } from "../../components/diagnosis/diagnosis-markdown.ts";
import { differenceWords, predictionLine, predictionReasons } from "../../components/prediction-words.ts";
import { duration, exactTime } from "../../lib/format-time.ts";
import { markdownBlock, markdownCode, markdownText } from "../../lib/markdown.ts";
import { cellSentence, type MatrixCell } from "./access-matrix.ts";
import { cellStory } from "./cell-story.ts";

/**
 * The story of a cell as Markdown, for a ticket or a chat: what was tried, what happened, why, and what to run.
 * It holds what the panel shows and nothing more; texts from Azure cannot become markup in it.
 */
export function cellMarkdown(cell: MatrixCell, host: string): string {
  const diagnosis = cell.cell?.diagnosis;
  return [
    `# ${markdownCode(cell.identity.name)} at ${markdownCode(cell.vault.name)}: ${markdownText(cell.verdict.words)}`,
    markdownText(`${cellSentence(cell)} Seen from ${host}.`),
    ...ids(cell),
    "## What was tried and what happened",
    ...cellStory(cell).flatMap(({ result, verdict, happened, said }) => [
      `- **${operations[result.operation].name}**: ${markdownText(verdict.words)}, ${duration(result.tookMs)}, ${exactTime(result.at)}. ${markdownText(happened)}${result.requestId ? ` Request id ${markdownCode(result.requestId)}.` : ""}`,
      ...(said ? [markdownBlock(said)] : []),
    ]),
    ...predicted(cell),
    ...(diagnosis ? diagnosisMarkdown(diagnosis) : []),
  ]
    .filter((paragraph) => paragraph !== "")
    .join("\n\n")
    .concat("\n");
}

function ids({ identity, vault }: MatrixCell): string[] {
  const clientId = known(identity.clientId);
  const principalId = known(identity.principalId);
  const lines = [
    ["Vault URI", vault.uri],
    ["Client ID", clientId],
    ["Object (principal) ID", principalId],
  ] as const;
  return [
    lines.flatMap(([label, value]) => (value ? [`- ${label}: ${markdownCode(value)}`] : [])).join("\n"),
  ];
}

function predicted({ cell }: MatrixCell): string[] {
  const prediction = cell?.prediction;
  if (!prediction) return [];
  const told = differenceWords(prediction) ? "ARM predicts otherwise" : "ARM predicts";
  return [
    `${told}: ${predictionLine(prediction)}.`,
    predictionReasons(prediction)
      .map((reason) => `- ${markdownText(reason)}`)
      .join("\n"),
  ];
}
