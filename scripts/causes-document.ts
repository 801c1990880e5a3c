import { readFileSync, writeFileSync } from "node:fs";
import { causes } from "../packages/diagnosis/src/causes/index.ts";
import { root } from "./run.ts";

const path = `${root}docs/causes.md`;
const [begin, end] = ["<!-- causes: written by `pnpm docs:causes` -->", "<!-- /causes -->"];

/** docs/causes.md with its list made anew from the causes; the text around it stays. */
export function causesDocument(text: string = readFileSync(path, "utf8")): string {
  const [before = "", rest = ""] = text.split(begin);
  const after = rest.split(end)[1] ?? "\n";
  return `${before}${begin}\n\n${list()}\n\n${end}${after}`;
}

function list(): string {
  const items = Object.entries(causes).map(([id, { title, alike, unstaged }]) => {
    const others = [...new Set(alike.map(({ cause }) => cause))].map((other) => {
      const facts = [...new Set(alike.filter(({ cause }) => cause === other).flatMap(({ ask = [] }) => ask))];
      return facts.length > 0 ? `\`${other}\` (told apart by ${facts.join(", ")})` : `\`${other}\``;
    });
    return `- \`${id}\`: ${title}. Looks like ${others.join("; ")}.${unstaged ? ` Not staged: ${unstaged}` : ""}`;
  });
  return items.join("\n");
}

if (process.argv[1]?.endsWith("causes-document.ts")) writeFileSync(path, causesDocument());
