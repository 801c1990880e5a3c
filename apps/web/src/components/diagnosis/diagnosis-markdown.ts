import type { Cause, Diagnosis, Fix } from "@latchkey/shared/diagnosis";
import { markdownBlock, markdownText } from "../../lib/markdown.ts";
import { basisWords, confidenceWords } from "./cause-words.ts";
import { fixForms } from "./fix-forms.ts";

/** A diagnosis as paragraphs of Markdown: why, what to run, what else it could be. Evidence cannot become markup in it. */
export function diagnosisMarkdown({ causes }: Diagnosis): string[] {
  const [first, ...others] = causes;
  if (!first) return [];
  const alsoPossible = others.map(
    (cause) => `- ${markdownText(cause.title)} (${confidenceWords(cause).toLowerCase()})`,
  );
  return [
    "## Why",
    ...causeLines(first),
    ...(first.fix ? ["## What to run", ...fixLines(first.fix)] : []),
    ...(others.length > 0 ? ["## What else it could be", alsoPossible.join("\n")] : []),
  ];
}

function causeLines(cause: Cause): string[] {
  return [
    `**${markdownText(cause.title)}** (${confidenceWords(cause).toLowerCase()})`,
    markdownText(cause.meaning),
    ...(cause.evidence.length > 0
      ? [`${basisWords(cause.basis)}:`, markdownBlock(cause.evidence.join("\n"))]
      : []),
    ...(cause.missing.length > 0
      ? ["Would decide it:", cause.missing.map(({ provide }) => `- ${markdownText(provide)}`).join("\n")]
      : []),
  ];
}

function fixLines(fix: Fix): string[] {
  const facts = [
    ["Changes", fix.changes],
    ["Works after", fix.effectiveAfter],
    ["Undo", fix.undo],
    ["Risk", fix.risk],
  ] as const;
  return [
    ...(fix.condition ? [markdownText(fix.condition)] : []),
    markdownText(fix.summary),
    ...fixForms(fix).flatMap((form) =>
      form.id === "portal"
        ? [`${form.label}: ${markdownText(form.link.label)}, <${new URL(form.link.url).href}>`]
        : [`${form.label}:`, markdownBlock(form.text, form.id)],
    ),
    ...(fix.note ? [markdownText(fix.note)] : []),
    facts.map(([label, text]) => `- ${label}: ${markdownText(text)}`).join("\n"),
  ];
}
