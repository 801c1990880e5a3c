/** Characters that begin markup anywhere in a line of Markdown, HTML and entities included. */
const inlineMarkup = /[\\`*_[\]<>|~&]/g;
const blockStart = /^(\s*)([#+\-=>]|\d+(?=[.)]))/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029]/g;

/** A text from outside as one line of Markdown that shows exactly this text: no markup, no link, no HTML, no line break. */
export function markdownText(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .replace(controls, "")
    .trim()
    .replace(inlineMarkup, "\\$&")
    .replace(/:\/\//g, ":\\/\\/")
    .replace(/\bwww\./gi, "www\\.")
    .replace(blockStart, "$1\\$2")
    .replace(/^(\s*)\\(\d+)([.)])/, "$1$2\\$3");
}

/** A name or id as a code span that its content cannot end. */
export function markdownCode(text: string): string {
  const line = text.replace(/\s+/g, " ").replace(controls, "").trim();
  const ticks = "`".repeat(longestRun(line) + 1);
  const pad = line.startsWith("`") || line.endsWith("`") ? " " : "";
  return line === "" ? "" : `${ticks}${pad}${line}${pad}${ticks}`;
}

/** A text of several lines as a fenced block that its content cannot end. */
export function markdownBlock(text: string, language = "text"): string {
  const body = text.replace(/\r\n?/g, "\n").replace(controls, "").trimEnd();
  const fence = "`".repeat(Math.max(3, longestRun(body) + 1));
  return `${fence}${language}\n${body}\n${fence}`;
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}
